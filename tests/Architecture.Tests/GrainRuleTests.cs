using System.Reflection;

namespace Nms.Architecture.Tests;

/// <summary>What makes a grain safe to rename, to move and to upgrade while a cluster runs.</summary>
public sealed class GrainRuleTests
{
    private static readonly Type[] s_types = [.. Repository.ShippedAssemblies
        .SelectMany(assembly => assembly.GetTypes())
        .Where(type => !type.Namespace?.StartsWith("OrleansCodeGen", StringComparison.Ordinal) ?? true)];

    private static IEnumerable<Type> GrainClasses => s_types.Where(type => type is { IsClass: true, IsAbstract: false } && typeof(Grain).IsAssignableFrom(type));

    private static IEnumerable<Type> GrainInterfaces => s_types.Where(type => type.IsInterface && typeof(IGrain).IsAssignableFrom(type));

    [Fact]
    public void Grain_classes_are_internal_sealed_and_named_Grain()
    {
        var offenders = GrainClasses.Where(type => type.IsVisible || !type.IsSealed || !type.Name.EndsWith("Grain", StringComparison.Ordinal));

        Assert.Empty(offenders);
    }

    [Fact]
    public void Grain_classes_carry_a_unique_grain_type()
    {
        var names = GrainClasses.Select(type => (Type: type, Name: ConstructorArgument(type, "GrainTypeAttribute"))).ToList();

        Assert.DoesNotContain(names, entry => entry.Name is null);
        Assert.Empty(Repeated(names.Select(entry => entry.Name!)));
    }

    [Fact]
    public void Grain_interfaces_live_in_Grains_Interfaces_and_carry_an_alias_on_every_method()
    {
        Assert.All(GrainInterfaces, type =>
        {
            Assert.Equal("Nms.Grains.Interfaces", type.Assembly.GetName().Name);
            Assert.Equal(type.FullName, ConstructorArgument(type, "AliasAttribute"));
            Assert.All(type.GetMethods(), method => Assert.NotNull(ConstructorArgument(method, "AliasAttribute")));
        });
    }

    [Fact]
    public void Grain_methods_can_be_cancelled_and_are_named_Async()
    {
        var offenders = GrainInterfaces.SelectMany(type => type.GetMethods())
            .Where(method => !method.Name.EndsWith("Async", StringComparison.Ordinal)
                || method.GetParameters().LastOrDefault()?.ParameterType != typeof(CancellationToken))
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.Empty(offenders);
    }

    [Fact]
    public void Serialized_types_carry_unique_aliases()
    {
        var serialized = s_types.Where(type => HasAttribute(type, "GenerateSerializerAttribute")).ToList();
        var withoutAlias = serialized.Where(type => ConstructorArgument(type, "AliasAttribute") is null);

        Assert.Empty(withoutAlias);
        Assert.Empty(Repeated(serialized.Select(type => ConstructorArgument(type, "AliasAttribute")!)));
    }

    [Fact]
    public void Names_of_persistent_states_are_unique_per_grain_class()
    {
        // The AdoNet provider keys a row by state name and grain key only: two classes with one name would share rows.
        var names = GrainClasses
            .SelectMany(type => type.GetConstructors().SelectMany(constructor => constructor.GetParameters()))
            .Select(parameter => parameter.GetCustomAttribute<PersistentStateAttribute>()?.StateName)
            .OfType<string>();

        Assert.Empty(Repeated(names));
    }

    [Fact]
    public void Values_of_serialized_enums_never_change()
    {
        var actual = s_types
            .Where(type => type.IsEnum && HasAttribute(type, "GenerateSerializerAttribute"))
            .OrderBy(type => type.FullName, StringComparer.Ordinal)
            .Select(type => $"{type.FullName}: {string.Join(", ", Enum.GetNames(type).Select(name => $"{Convert.ToInt64(Enum.Parse(type, name), null)}={name}"))}");

        var frozen = File.ReadAllLines(Path.Combine(Repository.Root, "tests/Architecture.Tests/SerializedEnums.txt"));

        Assert.Equal(frozen, actual);
    }

    private static IEnumerable<string> Repeated(IEnumerable<string> names) => names.GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key);

    private static bool HasAttribute(MemberInfo member, string attribute) => member.CustomAttributes.Any(data => data.AttributeType.Name == attribute);

    private static string? ConstructorArgument(MemberInfo member, string attribute) => member.CustomAttributes
        .FirstOrDefault(data => data.AttributeType.Name == attribute)?.ConstructorArguments[0].Value as string;
}

using System.Collections;
using System.ComponentModel;
using System.Net;
using System.Reflection;
using Nms.Api;
using Nms.Events;
using Nms.Silo.Hosting;
using Nms.Storage;

namespace Nms.Silo.Settings;

/// <summary>
/// Every setting under our sections: those of the host, and the properties of each class named Options with a Section. A class that
/// follows this convention is known without being named here.
/// </summary>
internal static class KnownSettings
{
    private const string AnyName = "<name>";
    private const string AnyNumber = "<n>";

    private static readonly Assembly[] s_assemblies =
        [typeof(KnownSettings).Assembly, typeof(NmsApiServices).Assembly, typeof(EventOptions).Assembly, typeof(SecretsOptions).Assembly];

    // Read, and complained about, by the host itself.
    private static readonly string[] s_ofHost =
    [
        .. typeof(SiloSettings).GetFields(BindingFlags.Public | BindingFlags.Static)
            .Where(field => field.IsLiteral && field.Name.EndsWith("Key", StringComparison.Ordinal))
            .Select(field => (string)field.GetRawConstantValue()!),
    ];

    /// <summary>Parts of the configuration that are ours alone, where an unknown key is a mistake.</summary>
    public static IReadOnlyList<string> Sections { get; } = ["Nms", "Gns3", "Lab"];

    /// <summary>The classes of options, with their sections.</summary>
    public static IReadOnlyList<(string Section, Type Type)> Options { get; } =
    [
        .. s_assemblies.SelectMany(assembly => assembly.GetTypes())
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.Name.EndsWith("Options", StringComparison.Ordinal))
            .Select(type => (Section: type.GetField("Section", BindingFlags.Public | BindingFlags.Static)?.GetRawConstantValue() as string, Type: type))
            .Where(options => options.Section is not null)
            .Select(options => (options.Section!, options.Type)),
    ];

    public static IReadOnlyList<KnownSetting> All { get; } =
    [
        .. s_ofHost.Select(key => new KnownSetting(key, typeof(string))),
        .. Options.SelectMany(options => Of(options.Section, options.Type)),
    ];

    /// <summary>The concrete types of all our assemblies.</summary>
    public static IEnumerable<Type> Types => s_assemblies.SelectMany(assembly => assembly.GetTypes()).Where(type => type is { IsClass: true, IsAbstract: false });

    private static IEnumerable<KnownSetting> Of(string prefix, Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0)
        .SelectMany(property => OfValue($"{prefix}:{property.Name}", property.PropertyType));

    private static IEnumerable<KnownSetting> OfValue(string key, Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(IPAddress) || (TypeDescriptor.GetConverter(type) is { } converter && converter.CanConvertFrom(typeof(string)) && !typeof(IEnumerable).IsAssignableFrom(type)) || type == typeof(string))
            return [new KnownSetting(key, type)];
        if (Generic(type, typeof(IDictionary<,>)) is { } dictionary)
            return OfValue($"{key}:{AnyName}", dictionary.GenericTypeArguments[1]);
        return Generic(type, typeof(IEnumerable<>)) is { } list ? OfValue($"{key}:{AnyNumber}", list.GenericTypeArguments[0]) : Of(key, type);
    }

    private static Type? Generic(Type type, Type definition) =>
        type.GetInterfaces().Append(type).FirstOrDefault(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == definition);
}

using NetArchTest.Rules;

namespace Nms.Architecture.Tests;

/// <summary>Rules are pure functions: no clock, no I/O, no Orleans runtime, so that a table can test them.</summary>
public sealed class PurityTests
{
    private static readonly string[] s_forbidden =
    [
        "Orleans.Runtime", "Orleans.Streams", "System.Threading.Tasks", "System.IO", "Npgsql", "Microsoft.Data.Sqlite",
        // Not all of System.Net: an address is a value.
        "System.Net.Dns", "System.Net.Http", "System.Net.Mail", "System.Net.NetworkInformation", "System.Net.Security", "System.Net.Sockets",
        "System.Net.WebSockets",
        "Microsoft.Extensions", "Microsoft.AspNetCore", "System.TimeProvider",
    ];

    [Fact]
    public void Logic_classes_depend_on_no_clock_no_input_output_and_no_runtime()
    {
        var result = Types.InAssemblies(Repository.ShippedAssemblies)
            .That().HaveNameEndingWith("Logic", StringComparison.Ordinal)
            .ShouldNot().HaveDependencyOnAny(s_forbidden)
            .GetResult();

        Assert.True(result.IsSuccessful, $"Not pure: {string.Join(", ", result.FailingTypeNames ?? [])}");
    }

    [Fact]
    public void Logic_classes_are_static()
    {
        var offenders = Repository.ShippedAssemblies
            .SelectMany(assembly => assembly.GetTypes())
            .Where(type => type.Name.EndsWith("Logic", StringComparison.Ordinal) && !(type.IsAbstract && type.IsSealed))
            .Select(type => type.FullName);

        Assert.Empty(offenders);
    }
}

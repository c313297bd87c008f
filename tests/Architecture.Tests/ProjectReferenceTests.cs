namespace Nms.Architecture.Tests;

/// <summary>Who may know whom. Anything not drawn here is forbidden; docs/architecture/overview.md shows the picture.</summary>
public sealed class ProjectReferenceTests
{
    private static readonly Dictionary<string, string[]> s_mayReference = new(StringComparer.Ordinal)
    {
        ["Api"] = ["Api.Contracts", "Grains.Interfaces"],
        ["Api.Contracts"] = [],
        ["Client"] = ["Api.Contracts"],
        ["Grains"] = ["Grains.Interfaces", "Protocols.Console", "Protocols.Gns3", "Protocols.Probes", "Protocols.Snmp"],
        ["Grains.Interfaces"] = [],
        ["Lab"] = ["Protocols.Snmp"],
        ["Protocols.Console"] = [],
        ["Protocols.Gns3"] = [],
        ["Protocols.Probes"] = [],
        ["Protocols.Snmp"] = [],
        ["Silo"] = ["Api", "Grains", "Lab", "Storage"],
        ["Storage"] = ["Grains"],
    };

    [Fact]
    public void Every_shipped_project_references_exactly_what_the_picture_shows()
    {
        var expected = s_mayReference.OrderBy(pair => pair.Key, StringComparer.Ordinal)
            .Select(pair => $"{pair.Key} -> {string.Join(", ", pair.Value)}");
        var actual = Repository.ShippedProjects.Select(name => $"{name} -> {string.Join(", ", Repository.ReferencesOf(name))}");

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Shipped_projects_do_not_reference_tests_or_benchmarks()
    {
        var offenders = Repository.ShippedProjects
            .Where(name => Repository.ReferencesOf(name).Any(reference => !Repository.ShippedProjects.Contains(reference)));

        Assert.Empty(offenders);
    }

    [Fact]
    public void Protocol_assemblies_know_nothing_of_Nms_or_Orleans()
    {
        var offenders = Repository.ShippedProjects
            .Where(name => name.StartsWith("Protocols.", StringComparison.Ordinal))
            .SelectMany(name => Repository.Assembly(name).GetReferencedAssemblies().Select(reference => $"{name} -> {reference.Name}"))
            .Where(pair => pair.Contains("-> Nms.", StringComparison.Ordinal) || pair.Contains("-> Orleans", StringComparison.Ordinal));

        Assert.Empty(offenders);
    }

    [Fact]
    public void The_JSON_contracts_and_the_simulator_stay_free_of_Orleans()
    {
        var offenders = new[] { "Api.Contracts", "Lab" }
            .SelectMany(name => Repository.Assembly(name).GetReferencedAssemblies().Select(reference => $"{name} -> {reference.Name}"))
            .Where(pair => pair.Contains("Orleans", StringComparison.Ordinal));

        Assert.Empty(offenders);
    }

    [Fact]
    public void Every_project_file_is_in_the_solution()
    {
        var solution = Repository.Read("Nms.sln").Replace('\\', '/');

        Assert.All(Repository.Projects.Values, path => Assert.Contains(Repository.Relative(path), solution, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_shipped_project_has_a_test_project()
    {
        // The contracts hold no behaviour; the host is tested from outside, as a process.
        string[] testedElsewhere = ["Api.Contracts", "Grains.Interfaces", "Silo"];

        var missing = Repository.ShippedProjects.Except(testedElsewhere)
            .Where(name => !Repository.Projects.ContainsKey($"{name}.Tests"));

        Assert.Empty(missing);
    }
}

using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Nms.Testing;
using Nms.Workflows.Definitions;
using Nms.Workflows.Steps;

namespace Nms.Grains.Tests.Workflows.Steps;

/// <summary>docs/reference/workflow-steps.md and the catalog tell the same.</summary>
public sealed class StepReferenceTests
{
    [Fact]
    public async Task The_page_describes_every_kind_as_the_catalog_does()
    {
        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>());
        var kinds = cluster.Silos[0].ServiceProvider.GetRequiredService<IStepCatalog>().All;
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs/reference/workflow-steps.md")).ReplaceLineEndings("\n");

        Assert.Equal(kinds.Select(kind => kind.Name), page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)).Select(line => line[3..]).Where(name => !name.Contains(' ')).Order(StringComparer.Ordinal));
        Assert.All(kinds, kind => Assert.Contains(Describe(kind), page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Definitions_are_checked_against_the_schemas_of_the_kinds()
    {
        const string Source = """
            name: filtered
            inputs:
              project_id: {type: project, required: true}
            steps:
              - {name: start, uses: nodes.start, with: {project_id: "${inputs.project_id}", waves: [[R1], [PC1]], timeout: 2m}}
              - {name: bad, uses: link.filter, with: {project_id: "${inputs.project_id}", link_id: 00000000-0000-0000-0000-000000000001, packet_loss: LOSS}}
            """;
        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>());
        var catalog = cluster.Silos[0].ServiceProvider.GetRequiredService<IStepCatalog>();

        var (_, none) = DefinitionReader.Read(Source.Replace("LOSS", "5", StringComparison.Ordinal), catalog);
        var (_, faults) = DefinitionReader.Read(Source.Replace("LOSS", "101", StringComparison.Ordinal), catalog);

        Assert.Empty(none);
        Assert.Contains("packet_loss", Assert.Single(faults).Path, StringComparison.Ordinal);
    }

    private static string Describe(IStepKind kind)
    {
        var text = new StringBuilder($"## {kind.Name}\n\n{kind.Description}\n");
        Table(text, "takes", kind.InputSchema);
        Table(text, "gives", kind.OutputSchema);
        return text.ToString();
    }

    private static void Table(StringBuilder text, string title, JsonElement schema)
    {
        if (!schema.TryGetProperty("properties", out var members))
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n| {title} | type | |\n|---|---|---|\n| any names | any | |\n");
            return;
        }

        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"\n| {title} | type | |\n|---|---|---|\n");
        var required = schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()).ToHashSet();
        Rows(text, "", members, required, title == "takes");
    }

    private static void Rows(StringBuilder text, string prefix, JsonElement members, HashSet<string?> required, bool takes)
    {
        foreach (var member in members.EnumerateObject())
        {
            var schema = member.Value;
            var type = !schema.TryGetProperty("type", out var given) ? "any" : given.ValueKind == JsonValueKind.Array ? string.Join(" or ", given.EnumerateArray().Select(one => one.GetString())) : given.GetString();
            var words = schema.TryGetProperty("enum", out var all) ? $" One of {string.Join(", ", all.EnumerateArray().Select(one => $"`{one.GetString()}`"))}." : "";
            var range = schema.TryGetProperty("maximum", out var most) ? $" {schema.GetProperty("minimum")} to {most}." : "";
            var need = !takes ? "" : required.Contains(member.Name) ? " Required." : schema.TryGetProperty("default", out var otherwise) ? $" Default {otherwise.GetRawText().Trim('"')}." : "";
            var description = schema.TryGetProperty("description", out var told) ? told.GetString() : "";
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"| `{prefix}{member.Name}` | {type} | {description}{words}{range}{need} |\n");
            if (schema.TryGetProperty("items", out var items) && items.TryGetProperty("properties", out var inner))
            {
                Rows(text, $"{prefix}{member.Name}[].", inner, [], takes: false);
            }
            else if (schema.TryGetProperty("properties", out var nested))
            {
                Rows(text, $"{prefix}{member.Name}.", nested, [], takes: false);
            }
        }
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Nms.Workflows;
using Nms.Workflows.Definitions;
using Nms.Workflows.Engine;

namespace Nms.Grains.Tests.Workflows.Histories;

/// <summary>
/// Runs that were recorded (GET /api/v1/workflow-runs/{id}/history/export, of which "run" was shortened) decide today what they decided then. Where
/// one does not, runs that are under way when the hub is upgraded would go another way half-way through.
/// </summary>
public sealed class HistoryReplayTests
{
    private static readonly string s_folder = Path.Combine(AppContext.BaseDirectory, "Workflows", "Histories");

    public static TheoryData<string> Recordings => [.. Directory.EnumerateFiles(s_folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Recordings))]
    public void A_recorded_run_decides_as_it_did(string recording)
    {
        using var export = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, $"{recording}.json")));
        var definition = Definition(export.RootElement.GetProperty("definition").GetProperty("source").GetString()!);
        var recorded = History(export.RootElement);
        var run = export.RootElement.GetProperty("run");

        var (now, history) = RunReplay.Replay(definition, recorded, run.GetProperty("id").GetGuid());

        Assert.Equal(recorded.Select(Line), history.Select(Line));
        Assert.Equal(run.GetProperty("status").GetString(), RunView.StatusOf(now).ToString(), ignoreCase: true);
        Assert.True(JsonNode.DeepEquals(Node(run, "outputs"), now.Outputs is { } outputs ? JsonValues.ToNode(outputs) : null), $"Outputs: {now.Outputs}");
    }

    [Fact]
    public void Every_workflow_of_the_platform_is_recorded() => Assert.All(
        BuiltInWorkflows.Sources.Keys, workflow => Assert.Contains(Recordings, recording => recording.Data.StartsWith(workflow, StringComparison.Ordinal)));

    /// <summary>A check that cannot fail is none.</summary>
    [Fact]
    public void A_run_that_would_go_another_way_is_noticed()
    {
        using var export = JsonDocument.Parse(File.ReadAllText(Path.Combine(s_folder, "failed_and_undone.json")));
        var source = export.RootElement.GetProperty("definition").GetProperty("source").GetString()!;
        var recorded = History(export.RootElement);

        var (_, history) = RunReplay.Replay(Definition(source.Replace("> 5", "> 6", StringComparison.Ordinal)), recorded, Guid.Empty);
        Assert.Equal(recorded.Select(Line), history.Select(Line));

        (_, history) = RunReplay.Replay(Definition(source.Replace("> 5", "> 1", StringComparison.Ordinal)), recorded, Guid.Empty);
        Assert.NotEqual(recorded.Select(Line), history.Select(Line));
    }

    private static WorkflowDefinition Definition(string source)
    {
        var (definition, faults) = DefinitionReader.Read(source, null);
        Assert.Empty(faults);
        return definition!;
    }

    private static List<WorkflowHistoryEntry> History(JsonElement export) => [.. export.GetProperty("history").EnumerateArray().Select(entry => new WorkflowHistoryEntry(
        entry.GetProperty("sequence").GetInt64(),
        entry.GetProperty("at").GetDateTimeOffset(),
        entry.GetProperty("type").GetString()!,
        Node(entry, "step")?.GetValue<string>(),
        Node(entry, "item")?.GetValue<int>(),
        Node(entry, "attempt")?.GetValue<int>(),
        entry.GetProperty("data").GetRawText()))];

    private static JsonNode? Node(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? JsonNode.Parse(value.GetRawText()) : null;

    private static string Line(WorkflowHistoryEntry entry) =>
        $"{entry.Sequence} {entry.At:O} {entry.Type} {entry.Step} {entry.Item} {entry.Attempt} {JsonNode.Parse(WorkflowMask.Text(entry.DataJson))!.ToJsonString()}";
}

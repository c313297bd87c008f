using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Nms.Testing.Servers;

namespace Nms.Lab.Tests.Replay;

/// <summary>
/// Replays what was asked of a real 2.2.59 server, which had VPCS and no other emulator, and compares what the Lab
/// answers and announces. Identifiers are translated, ports and loads are not compared.
/// </summary>
public sealed partial class RecordingTests : IAsyncLifetime
{
    private const string Controller = "/v2/notifications/ws";

    /// <summary>Fields whose values belong to the machine of the recording.</summary>
    private static readonly HashSet<string> Volatile =
        ["console", "cpu_usage_percent", "memory_usage_percent", "created_at", "description", "command_line", "port"];

    private readonly Dictionary<string, string> _ids = [];
    private LabServer _lab = null!;
    private LabClient _client = null!;

    public async ValueTask InitializeAsync()
    {
        var options = LabServerFixture.Options with
        {
            Topology = "empty",
            KeepIdsOnRestore = true,
            MissingEmulators = ["dynamips", "docker", "qemu"],
        };
        _lab = await LabServer.StartAsync(options, cancellationToken: TestContext.Current.CancellationToken);
        _lab.Projects.Create("demo");
        _client = new LabClient(_lab.Url);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _lab.DisposeAsync();
    }

    [Fact]
    public async Task The_lab_answers_every_recorded_request_as_the_real_server_did()
    {
        foreach (var exchange in Read("requests.jsonl")) await ReplayAsync(exchange);
    }

    [Fact]
    public async Task The_lab_announces_what_the_real_server_announced()
    {
        await using var controller = await _client.ListenAsync(Controller);
        NotificationReader? project = null;
        foreach (var exchange in Read("requests.jsonl"))
        {
            await ReplayAsync(exchange);
            if (Text(exchange, "method") == "POST" && Text(exchange, "path") == "/v2/projects")
                project ??= await _client.ListenAsync($"/v2/projects/{_lab.State.ProjectNamed("recorded-lab").Id}/notifications/ws");
        }

        var recorded = Read("notifications.jsonl")
            .Select(line => (Stream: Text(line, "stream"), Action: Text(line["message"]!, "action"), Event: line["message"]!["event"]!.AsObject()))
            .Where(message => message.Action is not ("ping" or "compute.updated")).ToList();
        var onController = recorded.Where(message => message.Stream == Controller).ToList();
        var onProject = recorded.Where(message => message.Stream != Controller).ToList();
        var seenOnController = await controller.UntilAsync("project.deleted");
        var seenOnProject = await TakeAsync(project!, onProject.Count);
        await project!.DisposeAsync();

        Assert.Equal(onController.Select(message => Told(message.Action, message.Event)), seenOnController.Select(message => Told(message.Action, message.Event)));
        Assert.Equal(InOrder(onProject.Select(message => (message.Action, message.Event))), InOrder(seenOnProject));
        Assert.Equal(OfEachNode(onProject.Select(message => (message.Action, message.Event))), OfEachNode(seenOnProject));
        Assert.Equal(
            onProject.Select(message => $"{message.Action} {string.Join(' ', message.Event.Select(pair => pair.Key).Order())}").Distinct().Order(),
            seenOnProject.Select(message => $"{message.Action} {string.Join(' ', message.Event.Select(pair => pair.Key).Order())}").Distinct().Order());
    }

    private static async Task<List<(string Action, JsonObject Event)>> TakeAsync(NotificationReader reader, int count)
    {
        var seen = new List<(string, JsonObject)>();
        while (seen.Count < count)
        {
            var next = await reader.NextAsync();
            if (next.Action != "ping") seen.Add(next);
        }

        return seen;
    }

    /// <summary>The real server stops three nodes at a time, so only the order of the other messages is fixed.</summary>
    private static IEnumerable<string> InOrder(IEnumerable<(string Action, JsonObject Event)> messages)
        => messages.Where(message => message.Action != "node.updated").Select(message => Told(message.Action, message.Event));

    private static IEnumerable<string> OfEachNode(IEnumerable<(string Action, JsonObject Event)> messages)
        => messages.Where(message => message.Action.StartsWith("node.", StringComparison.Ordinal))
            .GroupBy(message => Text(message.Event, "name"))
            .OrderBy(group => group.Key)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(message => Told(message.Action, message.Event)))}");

    private static string Told(string action, JsonObject entity)
        => $"{action} {entity["name"]} {entity["status"]} {entity["suspend"]} {entity["filters"]?.ToJsonString()} {(entity["nodes"] as JsonArray)?.Count}".TrimEnd();

    private async Task ReplayAsync(JsonObject exchange)
    {
        var asked = $"{exchange["method"]} {exchange["path"]}";
        var request = exchange["request"] is { } recordedRequest ? JsonNode.Parse(Translated(recordedRequest.ToJsonString())) : null;

        var (status, body) = await _client.SendAsync(Text(exchange, "method"), Translated(Text(exchange, "path")), request);

        Assert.True(exchange["status"]!.GetValue<int>() == status, $"{asked} answered {status} {body?.ToJsonString()} and not {exchange["status"]}");
        if (exchange["response"] is { } response) Compare(asked, response, body);
        else Assert.Null(body);
    }

    private void Compare(string where, JsonNode? recorded, JsonNode? seen)
    {
        switch (recorded)
        {
            case JsonObject map:
                Assert.True(seen is JsonObject, $"{where}: {seen} is no object");
                var other = seen!.AsObject();
                Assert.True(map.Select(pair => pair.Key).Order().SequenceEqual(other.Select(pair => pair.Key).Order()),
                    $"{where}: {string.Join(' ', other.Select(pair => pair.Key).Order())} and not {string.Join(' ', map.Select(pair => pair.Key).Order())}");
                foreach (var (field, value) in map.Where(pair => pair.Key.EndsWith("_id", StringComparison.Ordinal))) Learn(value, other[field]);
                foreach (var (field, value) in map)
                {
                    if (where.EndsWith("/computes[0]", StringComparison.Ordinal) && field == "name") continue;
                    if (Volatile.Contains(field)) Assert.Equal(value?.GetValueKind(), other[field]?.GetValueKind());
                    else Compare($"{where} .{field}", value, other[field]);
                }

                break;
            case JsonArray list:
                Assert.True(seen is JsonArray, $"{where}: {seen} is no list");
                Assert.True(list.Count == seen!.AsArray().Count, $"{where}: {seen.AsArray().Count} items and not {list.Count}");
                for (var index = 0; index < list.Count; index++) Compare($"{where}[{index}]", list[index], seen[index]);
                break;
            default:
                var (expected, actual) = (recorded?.ToString() ?? "null", seen?.ToString() ?? "null");
                Assert.True(recorded?.GetValueKind() == seen?.GetValueKind() && Comparable(Translated(expected)) == Comparable(actual), $"{where}: {actual} and not {expected}");
                break;
        }
    }

    /// <summary>Where the real server said one identifier and the Lab says another, they name the same thing from now on.</summary>
    private void Learn(JsonNode? recorded, JsonNode? seen)
    {
        if (recorded is not null && seen is not null && Uuid().IsMatch(recorded.ToString())) _ids.TryAdd(recorded.ToString(), seen.ToString());
    }

    private string Translated(string text) => Uuid().Replace(text, match => _ids.GetValueOrDefault(match.Value, match.Value));

    /// <summary>Leaves out of a message what belongs to the machine: ports, and what uBridge wrote to its log before.</summary>
    private static string Comparable(string text)
        => Machine().Replace(text, "");

    private static IEnumerable<JsonObject> Read(string file)
        => File.ReadLines(Path.Combine(AppContext.BaseDirectory, "Recordings", file)).Select(line => JsonNode.Parse(line)!.AsObject());

    private static string Text(JsonNode node, string field) => node[field]!.GetValue<string>();

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"127\.0\.0\.1:\d+|(?<=console\W{2,4})\d+|(?<=TPACKET_V3\)\n).*(?=Filter type)", RegexOptions.Singleline)]
    private static partial Regex Machine();
}

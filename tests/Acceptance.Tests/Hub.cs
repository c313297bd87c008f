using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>What a client of the hub sees over HTTP.</summary>
internal sealed class Hub(NmsProcess process) : IDisposable
{
    private const int EventsPerPage = 500;
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(20);

    public NmsProcess Process => process;

    public Uri Address => process.Address;

    public HttpClient Http { get; } = process.CreateClient();

    public async Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative), cancellationToken);
        var body = await answer.Content.ReadAsStringAsync(cancellationToken);
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(body).RootElement
            : throw new HttpRequestException($"GET {path}: {(int)answer.StatusCode} {body}", null, answer.StatusCode);
    }

    public async Task<HttpStatusCode> PostAsync(string path, CancellationToken cancellationToken)
    {
        using var answer = await Http.PostAsync(new Uri(path, UriKind.Relative), JsonContent.Create(new { }), cancellationToken);
        return answer.StatusCode;
    }

    /// <summary>The nodes of the model, as (name, id, project, status).</summary>
    public async Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken)
    {
        var list = await GetAsync("/api/v1/nodes?limit=500", cancellationToken);
        return [.. list.GetProperty("nodes").EnumerateArray().Select(NodeView.Of)];
    }

    public async Task<NodeView> NodeAsync(Guid projectId, Guid nodeId, CancellationToken cancellationToken) =>
        NodeView.Of(await GetAsync($"/api/v1/projects/{projectId}/nodes/{nodeId}", cancellationToken));

    /// <summary>The whole event log.</summary>
    public async Task<IReadOnlyList<EventView>> EventsAsync(CancellationToken cancellationToken)
    {
        var events = new List<EventView>();
        for (var after = 0L; ;)
        {
            var page = await GetAsync($"/api/v1/events?after={after}&limit={EventsPerPage}", cancellationToken);
            var found = page.GetProperty("events").EnumerateArray().Select(EventView.Of).ToList();
            events.AddRange(found);
            var next = page.GetProperty("next").GetInt64();
            if (found.Count == 0 || next == after)
                return events;
            after = next;
        }
    }

    /// <summary>Waits until the model holds exactly these nodes in these states.</summary>
    public Task<IReadOnlyList<NodeView>> ShowsAsync(IReadOnlyList<NodeView> expected, CancellationToken cancellationToken) => Eventually.GetsAsync(
        NodesAsync,
        nodes => nodes.OrderBy(node => node.NodeId).SequenceEqual(expected.OrderBy(node => node.NodeId)),
        s_soon,
        nodes => $"{nodes.Count} nodes: {string.Join(", ", nodes.Except(expected).Select(node => node.ToString()))}",
        cancellationToken);

    public void Dispose() => Http.Dispose();
}

/// <summary>A node as the hub or GNS3 shows it.</summary>
internal sealed record NodeView(Guid NodeId, Guid ProjectId, string Name, string Status)
{
    public static NodeView Of(JsonElement node) => Of(node, node.GetProperty("project_id").GetGuid());

    /// <summary>For GNS3, which says neither project nor status of a node whose project is closed.</summary>
    public static NodeView Of(JsonElement node, Guid projectId) => new(
        node.GetProperty("node_id").GetGuid(), projectId, node.GetProperty("name").GetString()!,
        node.TryGetProperty("status", out var status) ? status.GetString()! : "unknown");
}

/// <summary>An event of the log or of a socket.</summary>
internal sealed record EventView(Guid EventId, long Sequence, string Type, Guid? ProjectId, Guid? NodeId)
{
    public static EventView Of(JsonElement e) => new(
        e.GetProperty("event_id").GetGuid(), e.GetProperty("sequence").GetInt64(), e.GetProperty("event_type").GetString()!,
        Id(e, "project_id"), Id(e, "node_id"));

    private static Guid? Id(JsonElement e, string name) => e.TryGetProperty(name, out var id) && id.ValueKind == JsonValueKind.String ? id.GetGuid() : null;
}

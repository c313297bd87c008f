using System.Net.Http.Json;
using System.Text.Json;

namespace Nms.Acceptance.Tests;

/// <summary>Somebody else's client at the same GNS3 server: what it does, the hub must hear.</summary>
internal sealed class Gns3(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };

    public Uri Address => address;

    public async Task<IReadOnlyList<NodeView>> NodesAsync(CancellationToken cancellationToken)
    {
        var nodes = new List<NodeView>();
        foreach (var project in (await GetAsync("/v2/projects", cancellationToken)).EnumerateArray())
        {
            var projectId = project.GetProperty("project_id").GetGuid();
            nodes.AddRange((await GetAsync($"/v2/projects/{projectId}/nodes", cancellationToken)).EnumerateArray().Select(node => NodeView.Of(node, projectId)));
        }

        return nodes;
    }

    public async Task<string> ProjectStatusAsync(Guid projectId, CancellationToken cancellationToken) =>
        (await GetAsync($"/v2/projects/{projectId}", cancellationToken)).GetProperty("status").GetString()!;

    /// <summary>Starts or stops a node: "start", "stop", "suspend".</summary>
    public Task TurnAsync(NodeView node, string action, CancellationToken cancellationToken) =>
        PostAsync($"/v2/projects/{node.ProjectId}/nodes/{node.NodeId}/{action}", new { }, cancellationToken);

    public async Task<Guid> CreateProjectAsync(string name, bool autoClose, CancellationToken cancellationToken) =>
        (await PostAsync("/v2/projects", new { name, auto_close = autoClose }, cancellationToken)).GetProperty("project_id").GetGuid();

    public async Task<NodeView> CreateVpcsAsync(Guid projectId, string name, CancellationToken cancellationToken) =>
        NodeView.Of(await PostAsync($"/v2/projects/{projectId}/nodes", new { name, node_type = "vpcs", compute_id = "local" }, cancellationToken), projectId);

    public async Task DeleteProjectAsync(Guid projectId, CancellationToken cancellationToken)
    {
        using var answer = await _http.DeleteAsync(new Uri($"/v2/projects/{projectId}", UriKind.Relative), cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    public void Dispose() => _http.Dispose();

    private Task<JsonElement> GetAsync(string path, CancellationToken cancellationToken) => _http.GetFromJsonAsync<JsonElement>(path, cancellationToken);

    private async Task<JsonElement> PostAsync<T>(string path, T body, CancellationToken cancellationToken)
    {
        using var answer = await _http.PostAsJsonAsync(path, body, cancellationToken);
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"POST {path}: {(int)answer.StatusCode} {text}");
        return text.Length == 0 ? default : JsonDocument.Parse(text).RootElement;
    }
}

using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Nms.Contracts.Workflows;

namespace Nms.Client.Workflows;

/// <summary>Workflows: their definitions, and starting runs.</summary>
public sealed class WorkflowsClient
{
    private const string Yaml = "application/yaml";

    private readonly ApiConnection _connection;

    internal WorkflowsClient(ApiConnection connection) => _connection = connection;

    /// <summary>The newest version of each, by name, by the page.</summary>
    public Task<WorkflowListResponse> ListAsync(int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<WorkflowListResponse>(new Route("workflows").Page(limit, offset), cancellationToken);

    /// <summary>The newest version of one.</summary>
    public Task<WorkflowResponse> GetAsync(string name, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<WorkflowResponse>(Route.To($"workflows/{name}"), cancellationToken);

    /// <summary>A version of one.</summary>
    public Task<WorkflowResponse> GetVersionAsync(string name, int version, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<WorkflowResponse>(Route.To($"workflows/{name}/versions/{version}"), cancellationToken);

    /// <summary>The versions that are kept, the newest first, by the page.</summary>
    public Task<WorkflowVersionListResponse> ListVersionsAsync(string name, int? limit = null, int? offset = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<WorkflowVersionListResponse>(Route.To($"workflows/{name}/versions").Page(limit, offset), cancellationToken);

    /// <summary>Saves a new workflow; its definition is YAML or JSON.</summary>
    public Task<WorkflowResponse> CreateAsync(string definition, CancellationToken cancellationToken = default) =>
        _connection.SendContentAsync<WorkflowResponse>(HttpMethod.Post, new Route("workflows"), Source(definition), cancellationToken);

    /// <summary>Saves the next version of a workflow, or its first; the definition is YAML or JSON.</summary>
    public Task<WorkflowResponse> SaveAsync(string name, string definition, CancellationToken cancellationToken = default) =>
        _connection.SendContentAsync<WorkflowResponse>(HttpMethod.Put, Route.To($"workflows/{name}"), Source(definition), cancellationToken);

    /// <summary>Tells every fault of a definition with its place; nothing is saved.</summary>
    public Task<WorkflowValidationResponse> ValidateAsync(string definition, CancellationToken cancellationToken = default) =>
        _connection.SendContentAsync<WorkflowValidationResponse>(HttpMethod.Post, new Route("workflows/validate"), Source(definition), cancellationToken);

    /// <summary>Deletes a workflow; its runs that are not over go on.</summary>
    public Task DeleteAsync(string name, CancellationToken cancellationToken = default) =>
        _connection.SendAsync(HttpMethod.Delete, Route.To($"workflows/{name}"), null, cancellationToken);

    /// <summary>What a run would do; nothing is done.</summary>
    public Task<JsonElement> PlanAsync(string name, PlanWorkflowRequest? request = null, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<JsonElement>(HttpMethod.Post, Route.To($"workflows/{name}/plan"), request ?? new PlanWorkflowRequest(), cancellationToken);

    /// <summary>The JSON Schema of definitions.</summary>
    public Task<JsonElement> GetSchemaAsync(CancellationToken cancellationToken = default) =>
        _connection.GetAsync<JsonElement>(new Route("workflows/schema"), cancellationToken);

    /// <summary>What steps can do, with the schemas of inputs and outputs.</summary>
    public Task<JsonElement> GetCatalogAsync(CancellationToken cancellationToken = default) =>
        _connection.GetAsync<JsonElement>(new Route("workflows/catalog"), cancellationToken);

    /// <summary>How runs of a workflow went.</summary>
    public Task<WorkflowStatisticsResponse> GetStatisticsAsync(string name, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<WorkflowStatisticsResponse>(Route.To($"workflows/{name}/statistics"), cancellationToken);

    /// <summary>Starts a run, waits so many seconds for its end, and shows it as it is then. An idempotency key makes repeating safe.</summary>
    public Task<WorkflowRunResponse> StartAsync(string name, StartWorkflowRunRequest? request = null, int? waitSeconds = null, CancellationToken cancellationToken = default) =>
        _connection.SendAsync<WorkflowRunResponse>(
            HttpMethod.Post, Route.To($"workflows/{name}/runs").With("wait", waitSeconds), request ?? new StartWorkflowRunRequest(), cancellationToken);

    // JSON is YAML.
    private static Func<HttpContent> Source(string definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return () => new ByteArrayContent(Encoding.UTF8.GetBytes(definition)) { Headers = { ContentType = new MediaTypeHeaderValue(Yaml) } };
    }
}

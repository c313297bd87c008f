using System.Text.Json.Nodes;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests;

/// <summary>A test that talks to a host of its own.</summary>
public abstract class ApiTest : IAsyncLifetime
{
    protected static readonly string Project = $"/api/v1/projects/{FakeModel.Campus}";

    protected ApiHost Host { get; private set; } = null!;

    protected FakeModel Model => Host.Model;

    protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public virtual async ValueTask InitializeAsync() => Host = await StartHostAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Host.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual Task<ApiHost> StartHostAsync() => ApiHost.StartAsync();

    protected static string[] Names(JsonNode list, string members = "name") =>
        [.. list.AsArray().Select(entry => entry![members]!.GetValue<string>())];
}

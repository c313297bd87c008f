using System.Text.Json.Nodes;
using Nms.Testing;

namespace Nms.Api.Tests.Messaging;

/// <summary>A test that talks to a host over a silo with real modules and messages.</summary>
public abstract class HubTest : ApiTest
{
    /// <summary>How long a message may be in somebody's hands; short, for tests of what comes then.</summary>
    protected virtual string Lease => "00:00:01";

    protected NmsTestCluster Cluster { get; private set; } = null!;

    protected override async Task<ApiHost> StartHostAsync()
    {
        Cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>
        {
            ["Nms:Messaging:Lease"] = Lease,
            ["Nms:Messaging:RetryFirst"] = "00:00:00.02",
        });
        await Eventually.IsTrueAsync(
            async () => (await Cluster.Grains.Modules().ListAsync(cancellationToken: Cancelled)).Length >= 7, () => "the built-in modules announce themselves", Cancelled);
        return await ApiHost.StartAsync(realTime: true, hub: Cluster.Grains);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await Cluster.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();

    protected Task<JsonNode> PostAsync(string path, string body, int status = 200) => Host.SendAsync(HttpMethod.Post, path, body, status);

    protected async Task RegisterAsync(string name, string more = "") =>
        await PostAsync("/api/v1/modules", $$"""{"module_name":"{{name}}"{{more}}}""", 201);

    protected async Task<Guid> SendAsync(string target, string more = "") =>
        (await PostAsync("/api/v1/messages", $$"""{"target":"{{target}}"{{more}}}""", 202))["message_id"]!.GetValue<Guid>();

    /// <summary>What waits for a module, without the welcome of the hub.</summary>
    protected async Task<JsonArray> ReceiveAsync(string name, int wait = 0)
    {
        var messages = (await Host.GetAsync($"/api/v1/modules/{name}/inbox?max=100&wait={wait}"))["messages"]!.AsArray();
        var welcome = messages.FirstOrDefault(message => message!["sender"]!.GetValue<string>() == "communication_hub");
        if (welcome is not null)
        {
            messages.Remove(welcome);
            await PostAsync($"/api/v1/modules/{name}/inbox/acknowledge", $$"""{"message_ids":["{{welcome["message_id"]}}"]}""");
        }

        return messages;
    }
}

using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>The same against a real GNS3 server, where NMS_TEST_GNS3 names one.</summary>
public sealed class RealGns3Tests
{
    private const string Override = "NMS_TEST_GNS3";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_node_of_a_real_server_is_followed_and_its_project_stays_open_when_the_hub_is_killed()
    {
        var address = Environment.GetEnvironmentVariable(Override);
        Assert.SkipWhen(string.IsNullOrEmpty(address), $"Set {Override} to the address of a GNS3 2.2 server.");

        using var gns3 = new Gns3(new Uri(address!));
        var project = await gns3.CreateProjectAsync($"nms-acceptance-{Guid.NewGuid():N}", autoClose: true, Cancellation);
        try
        {
            var node = await gns3.CreateVpcsAsync(project, "PC-A", Cancellation);
            using var folder = new TempFolder();
            await using var process = await NmsProcess.StartAsync(folder.Path, [new("Gns3__Servers__default__Url", address!)], Cancellation);
            using var hub = new Hub(process);
            await hub.ShowsAsync(await gns3.NodesAsync(Cancellation), Cancellation);
            await using var feed = await EventSocket.FollowAsync(process.Address, Cancellation);

            await gns3.TurnAsync(node, "start", Cancellation);
            await feed.NextAsync(e => e.Type == "node.started" && e.NodeId == node.NodeId, TimeSpan.FromSeconds(5), Cancellation);
            await gns3.TurnAsync(node, "stop", Cancellation);
            await feed.NextAsync(e => e.Type == "node.stopped" && e.NodeId == node.NodeId, TimeSpan.FromSeconds(1), Cancellation);
            Assert.Single(feed.Events, e => e.Type == "node.stopped" && e.NodeId == node.NodeId);
            await gns3.TurnAsync(node, "start", Cancellation);
            await process.KillAsync();

            // The server's own rule takes five seconds, and this server's clock is not ours to drive.
            await Task.Delay(TimeSpan.FromSeconds(7), TimeProvider.System, Cancellation);
            Assert.Equal("opened", await gns3.ProjectStatusAsync(project, Cancellation));
        }
        finally
        {
            await gns3.DeleteProjectAsync(project, CancellationToken.None);
        }
    }
}

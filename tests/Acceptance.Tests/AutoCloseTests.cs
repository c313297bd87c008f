using Microsoft.Extensions.Time.Testing;
using Nms.Lab;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>
/// GNS3 closes a project with auto_close five seconds after its last listener has left. The hub must not be the one that does this to a
/// running lab. The Lab copies the rule; its clock is driven here.
/// </summary>
public sealed class AutoCloseTests
{
    private static readonly TimeSpan s_pastTheRule = TimeSpan.FromSeconds(6);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lab_stays_open_when_the_hub_is_killed()
    {
        var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var lab = await LabServer.StartAsync(new LabOptions { Port = 0, ConsolePortFrom = 0 }, time, Cancellation);
        using var gns3 = new Gns3(lab.Url);
        var project = await gns3.CreateProjectAsync("auto-close", autoClose: true, Cancellation);
        var node = await gns3.CreateVpcsAsync(project, "PC-A", Cancellation);
        await gns3.TurnAsync(node, "start", Cancellation);
        using var folder = new TempFolder();
        await using var process = await NmsProcess.StartAsync(folder.Path, [new("Gns3__Servers__default__Url", $"{lab.Url}")], Cancellation);
        using var hub = new Hub(process);
        await hub.ShowsAsync(await gns3.NodesAsync(Cancellation), Cancellation);

        await process.KillAsync();
        await Eventually.IsTrueAsync(
            _ => Task.FromResult(lab.State.Notifications.ProjectListeners($"{project}") == 0), TimeSpan.FromSeconds(10),
            () => "the Lab still counts listeners", Cancellation);
        time.Advance(s_pastTheRule);

        Assert.Equal("opened", await gns3.ProjectStatusAsync(project, Cancellation));
        Assert.Contains(await gns3.NodesAsync(Cancellation), other => other.NodeId == node.NodeId && other.Status == "started");
    }
}

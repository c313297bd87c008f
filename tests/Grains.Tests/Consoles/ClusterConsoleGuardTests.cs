using Microsoft.Extensions.DependencyInjection;
using Nms.Consoles;
using Nms.Testing;

namespace Nms.Grains.Tests.Consoles;

/// <summary>Sessions on two silos that want the same console.</summary>
public sealed class ClusterConsoleGuardTests
{
    private static readonly ConsoleEndpoint s_console = new("192.0.2.1", 5000);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_console_is_one_sessions_in_the_cluster_until_it_is_given_back()
    {
        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>(), silos: 2);
        var (here, there) = (Guard(cluster, 0), Guard(cluster, 1));

        var place = await here.TryTakeAsync(s_console, Cancelled);
        Assert.NotNull(place);
        Assert.Null(await there.TryTakeAsync(s_console, Cancelled));
        Assert.Null(await here.TryTakeAsync(s_console, Cancelled));
        await using (await there.TryTakeAsync(new ConsoleEndpoint("192.0.2.1", 5001), Cancelled))
        {
            await place.DisposeAsync();
        }

        await using var next = await there.TryTakeAsync(s_console, Cancelled);
        Assert.NotNull(next);
        Assert.Null(await here.TryTakeAsync(s_console, Cancelled));
    }

    private static IConsoleGuard Guard(NmsTestCluster cluster, int silo) => cluster.Silos[silo].ServiceProvider.GetRequiredService<IConsoleGuard>();
}

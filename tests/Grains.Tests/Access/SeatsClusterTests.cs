using Microsoft.Extensions.DependencyInjection;
using Nms.Access;
using Nms.Testing;

namespace Nms.Grains.Tests.Access;

/// <summary>Seats of one owner over two silos.</summary>
public sealed class SeatsClusterTests
{
    private static readonly Guid s_here = new("00000000-0000-7000-8000-000000000001");
    private static readonly Guid s_there = new("00000000-0000-7000-8000-000000000002");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_silos_share_a_limit_and_the_survivor_of_the_one_that_held_the_count_tells_it_again()
    {
        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>(), silos: 2);
        var (here, there) = (Seats(cluster, 0), Seats(cluster, 1));

        Assert.True(await there.TryHoldAsync(s_there, 60, 100, Cancelled));
        Assert.True(await here.TryHoldAsync(s_here, 40, 100, Cancelled));
        Assert.False(await here.TryHoldAsync(s_here, 41, 100, Cancelled));
        await cluster.KillAsync(cluster.Silos[1]);
        await here.KeepAsync(s_here, 40, Cancelled);

        Assert.True(await here.TryHoldAsync(s_here, 100, 100, Cancelled));
        Assert.False(await here.TryHoldAsync(s_here, 101, 100, Cancelled));
    }

    private static ISeatsGrain Seats(NmsTestCluster cluster, int silo) =>
        cluster.Silos[silo].ServiceProvider.GetRequiredService<IGrainFactory>().GetGrain<ISeatsGrain>("user:1");
}

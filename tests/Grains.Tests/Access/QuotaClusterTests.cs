using Microsoft.Extensions.DependencyInjection;
using Nms.Access;
using Nms.Testing;

namespace Nms.Grains.Tests.Access;

/// <summary>One limit over two silos, with the error that docs/reference/limits.md states.</summary>
public sealed class QuotaClusterTests
{
    private const int Permits = 2_000;

    private static readonly QuotaLimit s_limit = new(Permits, TimeSpan.FromMinutes(10));
    private static readonly QuotaCaller s_user = new("user:1", IsAnonymous: false);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_limit_of_two_silos_is_the_limit_within_a_lease()
    {
        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>(), silos: 2);
        var start = TimeProvider.System.GetTimestamp();

        var allowed = new int[2];
        for (var i = 0; i < 4 * Permits; i++)
        {
            allowed[i % 2] += await CountAsync(cluster.Silos[i % 2].ServiceProvider, 1);
        }

        var comeBack = Permits * (TimeProvider.System.GetElapsedTime(start) / s_limit.Window);
        Assert.InRange(allowed.Sum(), Permits - s_limit.LargestLease, Permits + comeBack + 1);
        Assert.All(allowed, one => Assert.InRange(one, Permits / 3, Permits));
    }

    [Fact]
    public async Task A_silo_that_dies_takes_no_more_than_the_quota_it_held_with_it()
    {
        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>(), silos: 2);
        var before = await CountAsync(cluster.Silos[1].ServiceProvider, Permits / 2);
        await cluster.KillAsync(cluster.Silos[1]);

        var after = await CountAsync(cluster.Silos[0].ServiceProvider, 4 * Permits);

        Assert.Equal(Permits / 2, before);
        Assert.InRange(after, s_limit.LargestLease, 2 * Permits);
    }

    private static async Task<int> CountAsync(IServiceProvider silo, int requests)
    {
        var quotas = silo.GetRequiredService<IQuotas>();
        var allowed = 0;
        for (var i = 0; i < requests; i++)
        {
            allowed += (await quotas.TakeAsync(s_user, "read", s_limit, Cancelled)).Allowed ? 1 : 0;
        }

        return allowed;
    }
}

using System.Reflection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using Nms.Access;

namespace Nms.Grains.Tests.Access;

public sealed class QuotasTests
{
    private static readonly QuotaLimit s_limit = new(100, TimeSpan.FromSeconds(10));
    private static readonly QuotaCaller s_user = new("user:1", IsAnonymous: false);

    private readonly FakeTimeProvider _time = new();
    private readonly Dictionary<string, FakeQuota> _quotas = [];
    private bool _reachable = true;
    private int _calls;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Requests_are_counted_here_and_the_quota_is_asked_seldom()
    {
        var quotas = Quotas();

        Assert.Equal(100, await CountAsync(quotas, s_user, 300));
        Assert.InRange(_calls, 20, 25); // leases of five, and once in vain
    }

    [Fact]
    public async Task A_refusal_says_when_to_come_again_and_then_lets_in()
    {
        var quotas = Quotas();
        await CountAsync(quotas, s_user, 101);

        var refused = await quotas.TakeAsync(s_user, "read", s_limit, Cancelled);
        _time.Advance(refused.RetryAfter);

        Assert.False(refused.Allowed);
        Assert.Equal(TimeSpan.FromMilliseconds(100), refused.RetryAfter);
        Assert.True((await quotas.TakeAsync(s_user, "read", s_limit, Cancelled)).Allowed);
    }

    [Fact]
    public async Task Callers_and_classes_are_counted_apart()
    {
        var quotas = Quotas();
        await CountAsync(quotas, s_user, 200);

        Assert.True((await quotas.TakeAsync(s_user, "command", s_limit, Cancelled)).Allowed);
        Assert.True((await quotas.TakeAsync(new QuotaCaller("user:2", false), "read", s_limit, Cancelled)).Allowed);
        Assert.True((await quotas.TakeAsync(new QuotaCaller("user:1", true), "read", s_limit, Cancelled)).Allowed);
    }

    [Fact]
    public async Task Without_the_quota_a_silo_counts_alone_at_the_same_rate()
    {
        _reachable = false;
        var quotas = Quotas();

        Assert.Equal(5, await CountAsync(quotas, s_user, 50));
        _time.Advance(TimeSpan.FromMilliseconds(500));
        Assert.Equal(5, await CountAsync(quotas, s_user, 50));
        Assert.Equal(1, _calls);

        _reachable = true;
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(100, await CountAsync(quotas, s_user, 150));
    }

    [Fact]
    public async Task Of_addresses_only_so_many_are_counted_apart_and_the_rest_share_one_quota()
    {
        var quotas = Quotas();
        for (var i = 0; i < Nms.Access.Quotas.MostAddresses + 500; i++)
        {
            await quotas.TakeAsync(new QuotaCaller($"address {i}", IsAnonymous: true), "read", s_limit, Cancelled);
        }

        Assert.Equal(Nms.Access.Quotas.MostAddresses + 1, quotas.Count);
        Assert.False((await quotas.TakeAsync(new QuotaCaller("one more", true), "read", s_limit, Cancelled)).Allowed);
        Assert.True((await quotas.TakeAsync(s_user, "read", s_limit, Cancelled)).Allowed);
    }

    [Fact]
    public async Task Callers_that_have_gone_are_forgotten()
    {
        var quotas = Quotas();
        await quotas.TakeAsync(new QuotaCaller("192.0.2.1", true), "read", s_limit, Cancelled);

        _time.Advance(TimeSpan.FromMinutes(11));
        await quotas.TakeAsync(s_user, "read", s_limit, Cancelled);

        Assert.Equal(1, quotas.Count);
    }

    private static async Task<int> CountAsync(Quotas quotas, QuotaCaller caller, int requests)
    {
        var allowed = 0;
        for (var i = 0; i < requests; i++)
        {
            allowed += (await quotas.TakeAsync(caller, "read", s_limit, Cancelled)).Allowed ? 1 : 0;
        }

        return allowed;
    }

    private Quotas Quotas()
    {
        var factory = DispatchProxy.Create<IGrainFactory, Factory>();
        ((Factory)(object)factory).Find = key => _quotas.TryGetValue(key, out var quota) ? quota : _quotas[key] = new FakeQuota(this);
        return new Quotas(factory, _time, NullLogger<Quotas>.Instance);
    }

    private sealed class FakeQuota(QuotasTests test) : IQuotaGrain
    {
        private QuotaState? _state;
        private long _at;

        public Task<QuotaGrant> TakeAsync(QuotaLimit limit, int wanted, CancellationToken cancellationToken = default)
        {
            test._calls++;
            if (!test._reachable)
            {
                throw new TimeoutException();
            }

            (_state, var grant) = QuotaLogic.Take(_state ?? QuotaLogic.Full(limit), limit, test._time.GetElapsedTime(_at), wanted);
            _at = test._time.GetTimestamp();
            return Task.FromResult(grant);
        }
    }

    public class Factory : DispatchProxy
    {
        public Func<string, object> Find { get; set; } = null!;

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => Find((string)args![0]!);
    }
}

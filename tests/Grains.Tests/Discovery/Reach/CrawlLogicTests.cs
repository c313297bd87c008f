using System.Net;
using FsCheck.Xunit;
using Nms.Discovery.Reach;
using Nms.Probes;

namespace Nms.Grains.Tests.Discovery.Reach;

public sealed class CrawlLogicTests
{
    private static readonly CrawlLimits s_limits = new()
    {
        Depth = 2,
        MaxEquipment = 10,
        MaxConcurrent = 3,
        MaxNamed = 20,
        Within = IPAddressSet.Parse("10.0.0.0/8 fd00::/8"),
        Exclude = IPAddressSet.Parse("10.9.0.0/16"),
    };

    private static readonly ScopePolicy s_policy = new() { Deny = IPAddressSet.Parse("10.8.0.0/16"), Allow = IPAddressSet.Parse("10.0.0.0/8 172.16.0.0/12 fd00::/8") };
    private static readonly CrawlState s_state = CrawlLogic.Begin(s_limits, s_policy, CrawlState.Empty, [IPAddress.Parse("10.0.0.1")]).State;

    [Theory]
    [InlineData("10.0.0.2", 0, null)]
    [InlineData("10.0.0.2", 1, null)]
    [InlineData("fd00::1", 0, null)]
    [InlineData("10.0.0.2", 2, CrawlRule.TooDeep)]
    [InlineData("10.0.0.1", 0, CrawlRule.Known)]
    [InlineData("::ffff:10.0.0.1", 0, CrawlRule.Known)]
    [InlineData("10.9.0.1", 0, ScopeRule.Excluded)]
    [InlineData("10.8.0.1", 0, ScopeRule.Denied)]
    [InlineData("8.8.8.8", 0, ScopeRule.NotAllowed)]
    [InlineData("172.16.0.1", 0, CrawlRule.OutOfBounds)]
    [InlineData("127.0.0.1", 0, ScopeRule.Outbound)]
    [InlineData("169.254.169.254", 0, ScopeRule.Outbound)]
    [InlineData("0.0.0.0", 0, ScopeRule.Outbound)]
    [InlineData("fe80::1", 0, ScopeRule.Outbound)]
    public void Each_rule_decides_by_its_name(string address, int depth, string? rule)
    {
        var (state, refused) = CrawlLogic.Follow(s_limits, s_policy, s_state, Target("10.0.0.1", depth), "R1", [IPAddress.Parse(address)]);

        Assert.Equal(rule is null ? [] : [(rule, "R1")], refused.Select(refusal => (refusal.Rule, refusal.Target.NamedBy)));
        Assert.Equal(rule is null ? 2 : 1, state.Waiting.Count());
    }

    [Fact]
    public void What_is_near_is_visited_first_and_only_a_few_at_a_time()
    {
        var (state, _) = CrawlLogic.Begin(s_limits, s_policy, CrawlState.Empty, Addresses("10.0.0.1", "10.0.0.2", "10.0.0.3", "10.0.0.4"));

        (state, var first) = CrawlLogic.Take(s_limits, state);
        (state, var none) = CrawlLogic.Take(s_limits, state);
        (state, _) = CrawlLogic.Follow(s_limits, s_policy, CrawlLogic.Finish(state, first[0], Addresses("10.0.0.1")), first[0], "R1", Addresses("10.0.1.1"));
        (state, var second) = CrawlLogic.Take(s_limits, state);
        (_, var third) = CrawlLogic.Take(s_limits, CrawlLogic.Finish(state, first[1], []));

        Assert.Equal(["10.0.0.1", "10.0.0.2", "10.0.0.3"], first.Select(target => target.Address.ToString()));
        Assert.Empty(none);
        Assert.Equal("10.0.0.4", Assert.Single(second).Address.ToString());
        Assert.Equal(Target("10.0.1.1", 1) with { NamedBy = "R1" }, Assert.Single(third));
    }

    [Fact]
    public void Another_address_of_what_was_found_is_not_visited()
    {
        var (state, _) = CrawlLogic.Begin(s_limits with { MaxConcurrent = 1 }, s_policy, CrawlState.Empty, Addresses("10.0.0.1", "10.0.0.2", "10.0.0.3"));
        (state, var first) = CrawlLogic.Take(s_limits with { MaxConcurrent = 1 }, state);

        state = CrawlLogic.Finish(state, first[0], Addresses("10.0.0.1", "::ffff:10.0.0.2"));
        (state, var next) = CrawlLogic.Take(s_limits with { MaxConcurrent = 1 }, state);

        Assert.Equal("10.0.0.3", Assert.Single(next).Address.ToString());
        Assert.Equal(2, state.Equipment);
        Assert.True(CrawlLogic.Finish(state, next[0], next.Select(target => target.Address).ToList()).IsOver);
    }

    [Fact]
    public void Nobody_is_visited_once_enough_is_found()
    {
        var (_, refused) = CrawlLogic.Begin(s_limits with { MaxEquipment = 2 }, s_policy, CrawlState.Empty, Addresses("10.0.0.1", "10.0.0.2", "10.0.0.3"));

        Assert.Equal([("10.0.0.3", CrawlRule.TooMany)], refused.Select(refusal => (refusal.Target.Address.ToString(), refusal.Rule)));
    }

    [Fact]
    public void An_agent_that_names_millions_is_heard_for_as_many_as_anybody_has()
    {
        var (state, refused) = CrawlLogic.Follow(
            s_limits with { MaxEquipment = 100 }, s_policy, s_state, Target("10.0.0.1", 0), "R1", Enumerable.Range(0, int.MaxValue).Select(number => new IPAddress([10, 1, (byte)(number >> 8), (byte)number])));

        Assert.Equal(21, state.Waiting.Count());
        Assert.Equal([CrawlRule.TooManyNamed], refused.Select(refusal => refusal.Rule));
    }

    [Property(MaxTest = 200)]
    public void A_crawl_through_any_network_ends_and_visits_nobody_twice(byte[][] neighbours, byte seed)
    {
        var visited = new List<byte>();
        var (state, _) = CrawlLogic.Begin(s_limits, s_policy, CrawlState.Empty, [Host(seed)]);
        while (!state.IsOver)
        {
            (state, var targets) = CrawlLogic.Take(s_limits, state);
            Assert.InRange(state.UnderWay.Count, targets.Length, s_limits.MaxConcurrent);
            foreach (var target in targets)
            {
                var number = target.Address.GetAddressBytes()[3];
                visited.Add(number);
                Assert.InRange(target.Depth, 0, s_limits.Depth);
                var named = neighbours.Length == 0 ? [] : neighbours[number % neighbours.Length] ?? [];
                (state, _) = CrawlLogic.Follow(s_limits, s_policy, CrawlLogic.Finish(state, target, [target.Address]), target, "R", named.Select(Host));
            }
        }

        Assert.Equal(visited.Count, visited.Distinct().Count());
        Assert.InRange(visited.Count, 1, s_limits.MaxEquipment);
        Assert.Equal(visited.Count, state.Equipment);
    }

    private static IPAddress Host(byte number) => new([10, 0, 0, number]);

    private static CrawlTarget Target(string address, int depth) => new(IPAddress.Parse(address), depth, null);

    private static List<IPAddress> Addresses(params string[] texts) => [.. texts.Select(IPAddress.Parse)];
}

using System.Collections.Concurrent;
using System.Net;
using Microsoft.Extensions.Options;
using Nms.Discovery.Reach;
using Nms.Discovery.Reach.Identity;
using Nms.Discovery.Reach.Probing;
using Nms.Grains.Tests.Discovery.Reach.Probing;
using Nms.Probes;

namespace Nms.Grains.Tests.Discovery.Reach;

public sealed class NetworkCrawlTests
{
    private static readonly CrawlLimits s_limits = new() { Depth = 2, MaxConcurrent = 2 };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Seeds_what_a_sweep_finds_and_neighbours_are_visited_once_each()
    {
        await using var swept = ScriptedServers.Start(IPAddress.Parse("127.200.8.1"), [(22, ScriptedServers.HangAsync)]);
        var visits = new ConcurrentBag<string>();

        var steps = await CrawlAsync(swept, "10.8.0.0/29", ["10.0.0.1", "10.8.0.1"], (target, _) =>
        {
            visits.Add($"{target.Address} {target.Depth}");
            return Task.FromResult(target.Address.ToString() switch
            {
                "10.0.0.1" => Finding("R1", "10.0.0.1 10.0.1.1", "10.0.0.2", "10.0.1.1", "169.254.169.254"),
                "10.0.0.2" => Finding("R2", "10.0.0.2", "10.0.0.1", "10.0.0.3", "10.0.0.9"),
                "10.0.0.3" => Finding("R3", "10.0.0.3", "10.0.0.4"),
                "10.8.0.1" => Finding("S1", "10.8.0.1"),
                _ => null,
            });
        });

        Assert.Equal(["10.0.0.1 0", "10.0.0.2 1", "10.0.0.3 2", "10.0.0.9 2", "10.8.0.1 0"], visits.Order(StringComparer.Ordinal));
        Assert.Equal(visits.Order(StringComparer.Ordinal), steps.Where(step => step.Visited is not null).Select(step => $"{step.Visited!.Address} {step.Visited.Depth}").Order(StringComparer.Ordinal));
        Assert.Equal(
            ["10.0.0.1 known R2", "10.0.0.4 depth R3", "10.0.1.1 known R1", "169.254.169.254 outbound_forbidden R1"],
            steps.SelectMany(step => step.NotFollowed).Select(refusal => $"{refusal.Target.Address} {refusal.Rule} {refusal.Target.NamedBy}").Order(StringComparer.Ordinal));
        Assert.Null(steps.Single(step => step.Visited?.Address.ToString() == "10.0.0.9").Finding);
    }

    [Fact]
    public async Task A_visit_that_fails_ends_the_crawl_with_what_it_threw()
    {
        await using var swept = ScriptedServers.Start(IPAddress.Parse("127.200.8.1"), [(22, ScriptedServers.HangAsync)]);

        await Assert.ThrowsAsync<InvalidDataException>(() => CrawlAsync(swept, "10.8.0.0/29", ["10.0.0.1"], (_, _) => throw new InvalidDataException()));
    }

    [Fact]
    public async Task A_crawl_that_is_called_off_ends_its_visits()
    {
        using var off = new CancellationTokenSource();
        await using var swept = ScriptedServers.Start(IPAddress.Parse("127.200.8.1"), [(22, ScriptedServers.HangAsync)]);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        var crawl = CrawlAsync(
            swept, "10.8.0.0/29", ["10.0.0.1"],
            async (_, token) =>
            {
                await using var registration = token.Register(ended.SetResult);
                await off.CancelAsync();
                await ended.Task;
                return null;
            },
            off.Token);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => crawl);
        await ended.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    private static CrawlFinding? Finding(string name, string addresses, params string[] neighbours) =>
        new(name, IdentityKeys.Of(addresses: addresses.Split(' ').Select(IPAddress.Parse), names: [name]), [.. neighbours.Select(IPAddress.Parse)]);

    private static async Task<List<CrawlStep>> CrawlAsync(
        ScriptedServers swept, string range, string[] seeds, Func<CrawlTarget, CancellationToken, Task<CrawlFinding?>> visit, CancellationToken? cancellationToken = null)
    {
        var options = new HostProbeOptions { ConnectTimeout = TimeSpan.FromSeconds(20), SweepPorts = [22] };
        using var probers = new ReachProbers(options, TimeProvider.System, null);
        var translation = new AddressTranslation(
            TranslationRules.Read([new TranslationOptions { From = "10.8.0.0/24", To = "127.200.8.0/24", PortOffset = swept.Route.PortOffset }], []), []);
        var policy = new ScopePolicy();
        var crawl = new NetworkCrawl(new RangeSweep(probers, translation, policy, Options.Create(options)), policy);
        var scope = ScopeRules.Judge(new ScopeRequest([range], [.. seeds], []), policy);
        Assert.Empty(scope.Errors);

        var steps = new List<CrawlStep>();
        await foreach (var step in crawl.RunAsync(scope, s_limits, CrawlState.Empty, new SweepRequest(IPAddressSet.Empty), visit, cancellationToken ?? Token))
        {
            steps.Add(step);
        }

        return steps;
    }
}

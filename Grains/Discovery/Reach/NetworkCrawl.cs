using System.Net;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Nms.Discovery.Reach.Probing;

namespace Nms.Discovery.Reach;

/// <summary>
/// Goes through a network outside of labs: visits its seeds and what a sweep of its ranges finds, while the sweep goes on, and the
/// neighbours of what is there. What a visit is, the caller says.
/// </summary>
internal sealed class NetworkCrawl(RangeSweep sweep, ScopePolicy policy)
{
    // What a sweep finds waits here while visits take their time; then the sweep waits.
    private const int MostWaiting = 1_024;

    /// <summary>Crawls, and gives each step as it ends. Ending the loop ends the crawl.</summary>
    /// <param name="scope">The judged scope; without errors.</param>
    /// <param name="limits">How far it goes.</param>
    /// <param name="begin">Where it goes on; <see cref="CrawlState.Empty"/> for a new one.</param>
    /// <param name="swept">The sweep of its ranges, its addresses aside: progress, and how agents are asked.</param>
    /// <param name="visit">Visits one address; null when nothing is there. What it throws ends the crawl.</param>
    /// <param name="cancellationToken">Calls it off.</param>
    public async IAsyncEnumerable<CrawlStep> RunAsync(
        ScopeJudgement scope, CrawlLimits limits, CrawlState begin, SweepRequest swept, Func<CrawlTarget, CancellationToken, Task<CrawlFinding?>> visit,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var signals = Channel.CreateBounded<Signal>(MostWaiting);
        List<Task> work = [SweepAsync()];
        try
        {
            var isSwept = false;
            var (state, refused) = CrawlLogic.Begin(limits, policy, begin, scope.Seeds);
            var step = new CrawlStep(null, null, refused);
            while (true)
            {
                if (step.Visited is not null || step.NotFollowed is not [])
                {
                    yield return step;
                }

                (state, var targets) = CrawlLogic.Take(limits, state);
                work.RemoveAll(task => task.IsCompletedSuccessfully);
                work.AddRange(targets.Select(VisitAsync));
                if (isSwept && state.IsOver)
                {
                    yield break;
                }

                Signal? signal;
                while (!signals.Reader.TryRead(out signal))
                {
                    await signals.Reader.WaitToReadAsync(cancellationToken);
                }

                isSwept |= signal.IsSwept;
                (state, step) = Next(limits, state, signal);
            }
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        Task SweepAsync() => SignalAsync(async () =>
        {
            await foreach (var found in sweep.SweepAsync(swept with { Addresses = scope.Addresses }, ending.Token))
            {
                await signals.Writer.WriteAsync(new Signal(found.Address, null, null, false), ending.Token);
            }

            return new Signal(null, null, null, IsSwept: true);
        });

        Task VisitAsync(CrawlTarget target) => SignalAsync(async () => new Signal(null, target, await visit(target, ending.Token), false));

        // What fails is thrown to whoever reads.
        Task SignalAsync(Func<Task<Signal>> work) => Task.Run(
            async () =>
            {
                try
                {
                    await signals.Writer.WriteAsync(await work(), ending.Token);
                }
                catch (Exception e)
                {
                    signals.Writer.TryComplete(e);
                }
            },
            CancellationToken.None);
    }

    private (CrawlState State, CrawlStep Step) Next(CrawlLimits limits, CrawlState state, Signal signal)
    {
        if (signal.Visited is not { } visited)
        {
            var (next, refused) = CrawlLogic.Begin(limits, policy, state, signal.Swept is { } address ? [address] : []);
            // That a swept address was visited already is no news.
            return (next, new CrawlStep(null, null, [.. refused.Where(refusal => refusal.Rule != CrawlRule.Known)]));
        }

        if (signal.Finding is not { } finding)
        {
            return (CrawlLogic.Finish(state, visited, []), new CrawlStep(visited, null, []));
        }

        var (followed, notFollowed) = CrawlLogic.Follow(limits, policy, CrawlLogic.Finish(state, visited, [visited.Address, .. finding.Keys.Addresses]), visited, finding.Name, finding.Neighbours);
        return (followed, new CrawlStep(visited, finding, notFollowed));
    }

    private sealed record Signal(IPAddress? Swept, CrawlTarget? Visited, CrawlFinding? Finding, bool IsSwept);
}

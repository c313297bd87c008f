using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Options;
using Nms.Probes;

namespace Nms.Discovery.Reach.Probing;

/// <summary>
/// Finds which addresses of a range somebody has: by echo where an echo proves something, then by TCP ports, then by SNMP. Gives what it
/// finds as it finds it, at a stated pace, and its memory does not grow with the range. Safe for all threads.
/// </summary>
internal sealed class RangeSweep(ReachProbers probers, AddressTranslation translation, ScopePolicy policy, IOptions<HostProbeOptions> options)
{
    // What is remembered of a range at a time: who is silent.
    private const int SliceAddresses = 65_536;
    private const int AgentsAtATime = 64;

    private readonly IReadOnlyList<int> _ports = options.Value.SweepPorts is { Count: > 0 } ports ? ports : PortSets.Sweep;

    /// <summary>Sweeps. Ending the loop ends the sweep.</summary>
    /// <exception cref="ForbiddenException">The policy keeps discovery from some of the addresses.</exception>
    public async IAsyncEnumerable<SweepFinding> SweepAsync(SweepRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (request.Addresses.Ranges.Select(range => ScopeRules.Complaint(range, policy)).FirstOrDefault(complaint => complaint is not null) is var (_, message))
        {
            throw new ForbiddenException("address_forbidden", FormattableString.Invariant(message));
        }

        var count = new SweepCount(request, request.Addresses.Count);
        foreach (var slice in translation.Split(request.Server, request.Project, request.Addresses).SelectMany(part => part.Slices(SliceAddresses)))
        {
            var left = RoutedSet.Targets(slice.Addresses, slice.Rule);
            foreach (var stage in Stages(request, slice))
            {
                var found = new List<IPAddressRange>();
                await foreach (var answer in stage(left, cancellationToken))
                {
                    found.Add(new IPAddressRange(answer.Target, answer.Target));
                    if (answer.Finding is { } finding)
                    {
                        count.Settle();
                        yield return finding with { Address = slice.Back(answer.Target) };
                    }
                }

                left = left.Except(new IPAddressSet(found));
            }

            count.SettleTo(slice.Addresses.Count);
        }
    }

    private IEnumerable<Func<IPAddressSet, CancellationToken, IAsyncEnumerable<Answer>>> Stages(SweepRequest request, RoutedSet slice)
    {
        if (slice.IsSpokenToItself)
        {
            yield return EchoAsync;
        }

        foreach (var port in request.TryPorts ? _ports : [])
        {
            if (slice.PortOf(port) is { } here)
            {
                yield return (left, cancellationToken) => PortAsync(left, port, here, slice.IsSpokenToItself, cancellationToken);
            }
        }

        if (request.AskAgent is { } ask && slice.PortOf(161) is { } agent)
        {
            yield return (left, cancellationToken) => AgentAsync(left, slice, agent, ask, cancellationToken);
        }
    }

    private async IAsyncEnumerable<Answer> EchoAsync(IPAddressSet left, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var echo in probers.Sweeping.SweepAsync(left, new SweepOptions { IncludeSilent = true }, cancellationToken))
        {
            if (echo.Answered)
            {
                yield return new Answer(echo.Address, new SweepFinding(echo.Address, SweepEvidence.Echo, echo.RoundTrip));
            }
            else if (IsNowhere(echo))
            {
                yield return new Answer(echo.Address, null);
            }
        }
    }

    private async IAsyncEnumerable<Answer> PortAsync(IPAddressSet left, int port, int here, bool isSpokenToItself, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var answer in probers.TcpSweep.SweepAsync(left, [here], new SweepOptions { IncludeSilent = true, MaxOutstanding = 4_096 }, cancellationToken))
        {
            if (answer.Outcome == TcpOutcome.Open || (answer.Outcome == TcpOutcome.Closed && isSpokenToItself))
            {
                yield return new Answer(
                    answer.Address, new SweepFinding(answer.Address, answer.Outcome == TcpOutcome.Open ? SweepEvidence.OpenPort : SweepEvidence.ClosedPort, answer.Elapsed, port));
            }
        }
    }

    private static async IAsyncEnumerable<Answer> AgentAsync(
        IPAddressSet left, RoutedSet slice, int port, Func<IPAddress, IPEndPoint, CancellationToken, Task<bool>> ask, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateBounded<Answer>(AgentsAtATime);
        var asking = Task.Run(AskAllAsync, CancellationToken.None);
        try
        {
            await foreach (var answer in channel.Reader.ReadAllAsync(cancellationToken))
            {
                yield return answer;
            }
        }
        finally
        {
            await ending.CancelAsync();
            await asking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task AskAllAsync()
        {
            var limits = new ParallelOptions { MaxDegreeOfParallelism = AgentsAtATime, CancellationToken = ending.Token };
            try
            {
                await Parallel.ForEachAsync(left.Enumerate(), limits, async (target, token) =>
                {
                    if (await ask(slice.Back(target), new IPEndPoint(target, port), token))
                    {
                        await channel.Writer.WriteAsync(new Answer(target, new SweepFinding(target, SweepEvidence.Agent, default, 161)), token);
                    }
                });
                channel.Writer.Complete();
            }
            catch (Exception e)
            {
                // The reader throws it.
                channel.Writer.Complete(e);
            }
        }
    }

    /// <summary>A router at the last network says that nobody has it (RFC 792 codes 0, 1, 6 and 7; RFC 4443 §3.1 codes 0 and 3): no port of it is tried.</summary>
    private static bool IsNowhere(EchoResult echo) =>
        echo.Outcome == EchoOutcome.Unreachable
        && (echo.Address.AddressFamily == AddressFamily.InterNetwork ? echo.Code is 0 or 1 or 6 or 7 : echo.Code is 0 or 3);

    private readonly record struct Answer(IPAddress Target, SweepFinding? Finding);
}

using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Nms.Probes;

namespace Nms.Discovery.Reach.Probing;

/// <summary>
/// Asks one address whether it is there, what runs on it, how it is reached and what it is called, all at the same time, within one
/// deadline. Silence and refusal are values; each question has its own outcome. Safe for all threads.
/// </summary>
internal sealed class HostProbe(ReachProbers probers, ScopePolicy policy, IOptions<HostProbeOptions> options, TimeProvider time)
{
    private readonly HostProbeOptions _options = options.Value;

    /// <summary>Asks one address.</summary>
    /// <exception cref="OperationCanceledException">It was called off by the caller; its own deadline is no exception.</exception>
    public async Task<HostProbeResult> ProbeAsync(HostProbeRequest request, CancellationToken cancellationToken)
    {
        var (route, at, start) = (request.Route, time.GetUtcNow(), time.GetTimestamp());
        if (Refusal(route) is { } refusal)
        {
            return new HostProbeResult(
                route, at, TimeSpan.Zero, new EchoPart(PartOutcome.Skipped, refusal), new PortsPart(PartOutcome.Skipped, refusal, []), new TracePart(PartOutcome.Skipped, refusal),
                new NamePart(PartOutcome.Skipped, refusal), 0);
        }

        using var own = new CancellationTokenSource(_options.HostTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(own.Token, cancellationToken);
        var (echo, ports, trace, name) = (EchoAsync(request, either.Token), PortsAsync(request, either.Token), TraceAsync(request, either.Token), NameAsync(request, either.Token));
        await Task.WhenAll(echo, ports, trace, name);
        cancellationToken.ThrowIfCancellationRequested();
        var (echoes, tried, traced) = (await echo, await ports, await trace);
        return new HostProbeResult(route, at, time.GetElapsedTime(start), echoes, tried, traced, await name, Requests(echoes, tried, traced));
    }

    private string Late => FormattableString.Invariant($"The address took longer than {_options.HostTimeout.TotalSeconds:0.#} s ({HostProbeOptions.Section}:{nameof(HostProbeOptions.HostTimeout)}).");

    /// <summary>Why nothing is asked. Equipment names addresses too, and may name any: what nobody may be asked for is not asked for because a console says so.</summary>
    private string? Refusal(AddressRoute route) =>
        route.Refusal ?? (ScopeRules.Complaint(new IPAddressRange(route.Address, route.Address), policy) is var (_, message) ? FormattableString.Invariant(message) : null);

    private async Task<EchoPart> EchoAsync(HostProbeRequest request, CancellationToken cancellationToken)
    {
        if (!request.Echo || request.Route.NoEcho is not null)
        {
            return new EchoPart(PartOutcome.Skipped, request.Route.NoEcho ?? "Not asked for.");
        }

        try
        {
            return new EchoPart(PartOutcome.Completed, null, await probers.Measuring.MeasureAsync(request.Route.Target!, _options.Echoes, _options.EchoInterval, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            return new EchoPart(PartOutcome.Failed, Late);
        }
    }

    private async Task<PortsPart> PortsAsync(HostProbeRequest request, CancellationToken cancellationToken)
    {
        if (request.Ports.IsDefaultOrEmpty)
        {
            return new PortsPart(PartOutcome.Skipped, "Not asked for.", []);
        }

        var found = new ConcurrentDictionary<int, PortFinding>();
        try
        {
            await BoundedFanOut.ForEachAsync(
                request.Ports.Distinct(), _options.PortsAtATime, async port => found[port] = await probers.Ports.AskAsync(request.Route, port, request.Services, cancellationToken));
        }
        catch (OperationCanceledException)
        {
            // Told port by port, and by the outcome.
        }

        PortFinding[] ports = [.. request.Ports.Distinct().Order().Select(port => found.GetValueOrDefault(port) ?? new PortFinding(port, PortState.NotAsked, Reason: Late))];
        var isLate = ports.Length > found.Count;
        return new PortsPart(isLate ? found.IsEmpty ? PartOutcome.Failed : PartOutcome.Partial : PartOutcome.Completed, isLate ? Late : null, [.. ports]);
    }

    private async Task<TracePart> TraceAsync(HostProbeRequest request, CancellationToken cancellationToken)
    {
        if (!request.Trace || request.Route.NoEcho is not null || !OperatingSystem.IsLinux())
        {
            return new TracePart(PartOutcome.Skipped, !request.Trace ? "Not asked for." : request.Route.NoEcho ?? "Ways are traced on Linux only.");
        }

        try
        {
            var how = new TraceOptions { MaxHops = _options.MaxHops, Timeout = _options.EchoTimeout, Namespace = probers.Namespace };
            var trace = await probers.Tracer.TraceAsync(request.Route.Target!, how, cancellationToken);
            return trace.Outcome == TraceOutcome.NotSent
                ? new TracePart(PartOutcome.Failed, FormattableString.Invariant($"This host could not send: error {trace.Code}."), trace)
                : new TracePart(PartOutcome.Completed, null, trace);
        }
        catch (OperationCanceledException)
        {
            return new TracePart(PartOutcome.Failed, Late);
        }
    }

    private async Task<NamePart> NameAsync(HostProbeRequest request, CancellationToken cancellationToken)
    {
        var address = request.Route.Address;
        if (!request.ReverseName || !address.Equals(request.Route.Target))
        {
            return new NamePart(PartOutcome.Skipped, request.ReverseName ? "The address is a lab's own; this host's resolver knows nothing of it." : "Not asked for.");
        }

        try
        {
            var answer = await probers.Names.ReverseAsync(address, cancellationToken);
            return answer.Outcome switch
            {
                NameOutcome.Found => new NamePart(PartOutcome.Completed, null, BannerText.HostName(answer.Name), answer.Addresses.Contains(address)),
                NameOutcome.NotFound => new NamePart(PartOutcome.Completed),
                NameOutcome.TimedOut => new NamePart(PartOutcome.Failed, "The resolver did not answer in time."),
                _ => new NamePart(PartOutcome.Failed, "The resolver failed."),
            };
        }
        catch (OperationCanceledException)
        {
            return new NamePart(PartOutcome.Failed, Late);
        }
    }

    private static int Requests(EchoPart echo, PortsPart ports, TracePart trace) =>
        (echo.Series?.Sent ?? 0) + ports.Ports.Count(port => port.State != PortState.NotAsked) + (trace.Trace?.Hops.Sum(hop => hop.Replies.Count) ?? 0);
}

using System.Net;
using Nms.Consoles;
using Nms.Discovery.Reach;
using Nms.Discovery.Reach.Probing;
using Nms.Discovery.Snmp;
using Nms.Equipment;
using Nms.Nodes;
using Nms.Snmp;

namespace Nms.Workflows.Steps;

/// <summary>Waits until a node is up, by a sign of its own and not by a guess of how long it takes.</summary>
internal sealed class NodeReadiness(
    IGrainFactory grains, ConsoleOpener consoles, AddressTranslation translation, HostProbe hosts, SnmpCredentials credentials, TimeProvider time)
{
    /// <summary>Addresses asked at most: those of the profile, the surest first.</summary>
    private const int MostAddresses = 8;

    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(2);
    private static readonly ConsoleSessionOptions s_how = new() { Privileged = false };

    /// <summary>Waits.</summary>
    /// <exception cref="NmsTimeoutException">node_not_ready.</exception>
    /// <exception cref="ConflictException">node_not_started, console_not_text, address_unknown, address_not_reachable.</exception>
    public async Task<NodeReady> WaitAsync(NodeSnapshot node, ReadinessSign sign, string? address, TimeSpan most, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        using var late = new CancellationTokenSource(most, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        var seen = sign switch
        {
            ReadinessSign.Console => ConsoleAsync(node, either.Token),
            ReadinessSign.Ping => PingAsync(node, await AddressesAsync(node, address, either.Token), either.Token),
            ReadinessSign.Snmp => AgentAsync(node, await AddressesAsync(node, address, either.Token), either.Token),
            _ => Task.FromResult(NodeLogic.Text(NodeStatus.Started)),
        };
        try
        {
            await StayStartedAsync(node, seen, either.Token);
            return new NodeReady(sign, await seen, time.GetElapsedTime(began));
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new NmsTimeoutException("node_not_ready", FormattableString.Invariant($"{node.Name} did not show by {sign.ToString().ToLowerInvariant()} that it is up within {most.TotalSeconds:0.#} seconds."))
            {
                IsTransient = true,
            };
        }
        finally
        {
            await either.CancelAsync();
            await ((Task)seen).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>A node that stops while it boots is not waited for.</summary>
    private async Task StayStartedAsync(NodeSnapshot node, Task seen, CancellationToken cancellationToken)
    {
        do
        {
            if (await grains.Node(node.Key).FindAsync(cancellationToken) is not { } now || now.Status != NodeStatus.Started)
            {
                throw new ConflictException("node_not_started", $"{node.Name} is not started: it does not become ready.");
            }
        }
        while (await Task.WhenAny(seen, Task.Delay(s_look, time, cancellationToken)) != seen && !cancellationToken.IsCancellationRequested);

        cancellationToken.ThrowIfCancellationRequested();
    }

    private async Task<string> ConsoleAsync(NodeSnapshot node, CancellationToken cancellationToken)
    {
        var endpoint = ConsoleOpener.EndpointOf(node)
            ?? throw new ConflictException("console_not_text", $"The console of {node.Name} is {node.Console?.Type ?? "none"}: no prompt can be seen at it.");
        try
        {
            await using var session = await consoles.OpenAsync(node, endpoint, boots: true, s_how, cancellationToken);
            return session.Prompt;
        }
        catch (ConsoleException e) when (e.Kind == ConsoleErrorKind.LoginFailed)
        {
            // Whoever asks for a login has booted.
            return "login";
        }
        catch (ConsoleException e)
        {
            throw new ConsoleUnavailableException("console_unavailable", e.Message) { IsTransient = true };
        }
    }

    private async Task<string> PingAsync(NodeSnapshot node, IReadOnlyList<AddressRoute> routes, CancellationToken cancellationToken)
    {
        while (true)
        {
            var answers = await Task.WhenAll(routes.Select(route => hosts.ProbeAsync(new HostProbeRequest(route, []), cancellationToken)));
            if (Array.Find(answers, answer => answer.Echo.Series is { Received: > 0 }) is { } heard)
            {
                return heard.Route.Address.ToString();
            }

            if (Array.TrueForAll(answers, answer => answer.Echo.Outcome == PartOutcome.Skipped))
            {
                throw new ConflictException("address_not_reachable", $"No echo can be asked of {node.Name}: {answers[0].Echo.Reason}");
            }

            await Task.Delay(s_look, time, cancellationToken);
        }
    }

    private async Task<string> AgentAsync(NodeSnapshot node, IReadOnlyList<AddressRoute> routes, CancellationToken cancellationToken)
    {
        var targets = routes
            .Select(route => (route.Address, EndPoint: route.EndPointOf(SnmpTarget.DefaultPort)))
            .Where(one => one.EndPoint is not null)
            .Select(one => new SnmpAgentTarget(one.EndPoint!, one.Address, node.Key.ProjectId))
            .ToList();
        if (targets is [])
        {
            throw new ConflictException("address_not_reachable", $"No agent of {node.Name} can be asked: {routes[0].Refusal ?? "its address has no port 161 from here."}");
        }

        while (true)
        {
            foreach (var target in targets)
            {
                if ((await credentials.SearchAsync(target, cancellationToken)).Target is not null)
                {
                    return target.Address.ToString();
                }

                // A node that boots has no agent yet; that it had none is not to be believed for as long as otherwise.
                credentials.Forget(target);
            }

            await Task.Delay(s_look, time, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<AddressRoute>> AddressesAsync(NodeSnapshot node, string? given, CancellationToken cancellationToken)
    {
        IEnumerable<string> addresses = given is not null
            ? [given]
            : (await grains.Equipment(node.Key).FindAsync(cancellationToken))?.Profile.Addresses
                .Where(one => one.Verdict >= AddressVerdict.Likely).OrderByDescending(one => one.Verdict).Take(MostAddresses).Select(one => one.Address) ?? [];
        var routes = addresses.Select(text => IPAddress.TryParse(text, out var address)
            ? translation.Find(node.Server, node.Key.ProjectId, address)
            : throw StepInputs.Invalid("address", "must be an IP address")).ToList();
        return routes is []
            ? throw new ConflictException("address_unknown", $"No address of {node.Name} is known; give one, or run a discovery first.")
            : routes;
    }
}

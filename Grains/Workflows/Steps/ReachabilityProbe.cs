using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Nms.Consoles;
using Nms.Nodes;

namespace Nms.Workflows.Steps;

/// <summary>Opens the console of each node that asks once, and types its pings there one after the other.</summary>
internal sealed class ReachabilityProbe(ConsoleOpener consoles)
{
    /// <summary>Beside what the requests themselves take.</summary>
    private static readonly TimeSpan s_slack = TimeSpan.FromSeconds(15);

    /// <summary>Whether a node has a console at which something may be typed.</summary>
    public static bool MayAsk(NodeSnapshot node) => ConsoleOpener.EndpointOf(node) is not null;

    /// <summary>Asks; the rows come in the order of the pairs.</summary>
    public async Task<ImmutableArray<ReachabilityRow>> AskAsync(
        ImmutableArray<ReachabilityPair> pairs, int count, int parallel, Action asked, CancellationToken cancellationToken)
    {
        var rows = new ConcurrentDictionary<ReachabilityPair, ReachabilityRow>(ReferenceEqualityComparer.Instance);
        await BoundedFanOut.ForEachAsync(pairs.GroupBy(pair => pair.From.Key), parallel, async source =>
        {
            await foreach (var (pair, row) in AskFromAsync([.. source], count, cancellationToken))
            {
                rows[pair] = row;
                asked();
            }
        });
        return [.. pairs.Select(pair => rows[pair])];
    }

    /// <summary>Reads at their consoles which addresses nodes have; those that do not tell are left out.</summary>
    public async Task<IReadOnlyDictionary<Guid, IPAddress>> LearnAsync(IEnumerable<NodeSnapshot> nodes, int parallel, CancellationToken cancellationToken)
    {
        var learned = new ConcurrentDictionary<Guid, IPAddress>();
        await BoundedFanOut.ForEachAsync(nodes, parallel, async node =>
        {
            if (await LearnAsync(node, cancellationToken) is { } address)
            {
                learned[node.Key.NodeId] = address;
            }
        });
        return learned;
    }

    /// <summary>The first that others can reach, of IPv4 where there is one: most consoles of labs know no other.</summary>
    public static IPAddress? Choose(IEnumerable<IPAddress> addresses) => addresses
        .Where(address => !address.IsIPv6LinkLocal && !IPAddress.IsLoopback(address) && !address.Equals(IPAddress.Any) && !address.Equals(IPAddress.IPv6Any))
        .OrderByDescending(address => address.AddressFamily == AddressFamily.InterNetwork)
        .FirstOrDefault();

    private async Task<IPAddress?> LearnAsync(NodeSnapshot node, CancellationToken cancellationToken)
    {
        var (session, _) = await OpenAsync(node, 0, cancellationToken);
        await using var closed = session;
        if (session is null)
        {
            return null;
        }

        try
        {
            var answers = new List<ConsoleAnswer>();
            foreach (var command in session.Dialect.Commands.Where(command => command is { Topic: ConsoleTopic.Interfaces, IsPrivileged: false }))
            {
                answers.Add(await session.AskAsync(command, cancellationToken));
            }

            return Choose(session.Dialect.Read(answers).Interfaces.SelectMany(one => one.Addresses).Select(one => one.Address));
        }
        catch (ConsoleException)
        {
            // Who does not tell its address is asked nothing; as a source it tells why in its rows.
            return null;
        }
    }

    private async IAsyncEnumerable<(ReachabilityPair Pair, ReachabilityRow Row)> AskFromAsync(
        ImmutableArray<ReachabilityPair> pairs, int count, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var (session, why) = await OpenAsync(pairs[0].From, count, cancellationToken);
        await using var closed = session;
        foreach (var pair in pairs)
        {
            if (why is not null)
            {
                yield return (pair, Untested(pair, why));
                continue;
            }

            (var row, why) = await PingAsync(session!, pair, count, cancellationToken);
            yield return (pair, row);
        }
    }

    /// <summary>The session, or why there is none.</summary>
    private async Task<(ConsoleSession? Session, string? Why)> OpenAsync(NodeSnapshot node, int count, CancellationToken cancellationToken)
    {
        if (node.Status != NodeStatus.Started)
        {
            return (null, $"{node.Name} is {NodeLogic.Text(node.Status)}: nobody answers at its console.");
        }

        if (ConsoleOpener.EndpointOf(node) is not { } endpoint)
        {
            return (null, $"The console of {node.Name} is {node.Console?.Type ?? "none"}; pings are typed at telnet consoles.");
        }

        try
        {
            var how = new ConsoleSessionOptions { Privileged = false, CommandTimeout = s_slack + TimeSpan.FromSeconds(2 * count) };
            return (await consoles.OpenAsync(node, endpoint, boots: false, how, cancellationToken), null);
        }
        catch (ConsoleException e)
        {
            return (null, e.Message);
        }
    }

    /// <summary>The row, and why nothing more can be asked at this console.</summary>
    private static async Task<(ReachabilityRow Row, string? Why)> PingAsync(ConsoleSession session, ReachabilityPair pair, int count, CancellationToken cancellationToken)
    {
        if (ConsolePing.Command(session.Dialect, pair.To.Address, count) is not { } command)
        {
            var none = $"A {session.Dialect.Name} console has no ping that ends by itself.";
            return (Untested(pair, none), none);
        }

        try
        {
            var (text, isRefused) = await session.TypeAsync(command, cancellationToken);
            return ConsolePing.Read(session.Dialect, text) is { } heard
                ? (new ReachabilityRow(
                    pair.From.Name,
                    pair.To.Name,
                    $"{pair.To.Address}",
                    heard.Received > 0,
                    Math.Round(100.0 * Math.Max(0, count - heard.Received) / count, 1),
                    heard.RoundTrip is { } rtt ? Math.Round(rtt.TotalMilliseconds, 3) : null,
                    null), null)
                : (Untested(pair, isRefused ? $"{pair.From.Name} does not take \"{command}\"." : $"What {pair.From.Name} answered to \"{command}\" cannot be read."), null);
        }
        catch (ConsoleException e)
        {
            return (Untested(pair, e.Message), e.Message);
        }
    }

    private static ReachabilityRow Untested(ReachabilityPair pair, string why) => new(pair.From.Name, pair.To.Name, $"{pair.To.Address}", null, null, null, why);
}

using System.Net;
using Nms.Probes;

namespace Nms.Discovery.Reach;

/// <summary>Addresses that are reached in one way.</summary>
/// <param name="Addresses">The addresses, as equipment has them.</param>
/// <param name="Rule">The rule by which they are reached; null for as they are.</param>
internal sealed record RoutedSet(IPAddressSet Addresses, TranslationRule? Rule)
{
    public static IPAddressSet Loopback { get; } = IPAddressSet.Parse("127.0.0.0/8 ::1");

    /// <summary>Whether an echo, and a refused connection, come from the address itself and not from this host or whoever forwards.</summary>
    public bool IsSpokenToItself { get; } = Rule is not { PortOffset: not 0 } && Targets(Addresses, Rule).Intersect(Loopback).Ranges.Count == 0;

    /// <summary>Where the addresses are from here.</summary>
    public static IPAddressSet Targets(IPAddressSet addresses, TranslationRule? rule) =>
        rule is null ? addresses : new IPAddressSet(addresses.Ranges.Select(range => new IPAddressRange(rule.Forth(range.First), rule.Forth(range.Last))));

    /// <summary>The address that equipment has of one here.</summary>
    public IPAddress Back(IPAddress target) => Rule?.Back(target) ?? target;

    /// <summary>Where a port of the addresses is; null when it is nowhere.</summary>
    public int? PortOf(int port) => Rule is null ? port : port + Rule.PortOffset < Rule.PortEnd ? port + Rule.PortOffset : null;

    /// <summary>The same in pieces of at most so many addresses.</summary>
    public IEnumerable<RoutedSet> Slices(int most)
    {
        var (piece, room) = (new List<IPAddressRange>(), (UInt128)most);
        foreach (var range in Addresses.Ranges)
        {
            var all = new IPAddressSet(range);
            for (UInt128 from = 0; from < all.Count;)
            {
                var count = UInt128.Min(room, all.Count - from);
                piece.Add(new IPAddressRange(all[from], all[from + count - 1]));
                (from, room) = (from + count, room - count);
                if (room == 0)
                {
                    yield return this with { Addresses = new IPAddressSet(piece) };
                    (piece, room) = ([], (UInt128)most);
                }
            }
        }

        if (piece.Count > 0)
        {
            yield return this with { Addresses = new IPAddressSet(piece) };
        }
    }
}

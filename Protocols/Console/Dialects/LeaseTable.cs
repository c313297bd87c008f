using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Nms.Consoles.Dialects;

/// <summary>
/// Reads tables of DHCP bindings of IOS, VyOS and Junos. A line begins with the leased address; the client is a MAC address, or at IOS its
/// client identifier in groups of four digits, which goes on in the lines that follow.
/// </summary>
internal static partial class LeaseTable
{
    private const int MostContinued = 20;

    public static void Parse(string text, FactsBuilder facts)
    {
        Lease? current = null;
        foreach (var line in Words.Lines(text))
        {
            var words = Words.Split(line);
            if (words is [var first, .. var rest] && Words.Address(first) is { AddressFamily: AddressFamily.InterNetwork } address)
            {
                Add(current, facts);
                current = Read(address, rest);
            }
            else if (current is { Continued: < MostContinued } && words is [var more] && Identifier().IsMatch(more))
            {
                current = current with { Client = current.Client + more, Continued = current.Continued + 1 };
            }
        }

        Add(current, facts);
    }

    private static Lease Read(IPAddress address, string[] rest)
    {
        var physical = rest.Select(Words.Physical).FirstOrDefault(mac => mac is not null);
        var lease = new Lease(address, physical, rest.FirstOrDefault() is { } word && Identifier().IsMatch(word) ? word : "");

        // VyOS: address, MAC, state, two times with date, what remains, pool, name.
        var states = Array.FindIndex(rest, one => one.ToLowerInvariant() is "active" or "free" or "expired" or "released" or "abandoned" or "backup" or "reset" or "rejected" or "declined");
        if (physical is null || states < 0) return lease;
        var isOver = !rest[states].Equals("active", StringComparison.OrdinalIgnoreCase);
        var left = Array.FindLastIndex(rest, Remaining().IsMatch);
        var days = left >= 2 && rest[left - 1].StartsWith("day", StringComparison.Ordinal) ? $"{rest[left - 2]} days " : "";
        return lease with
        {
            IsOver = isOver,
            ExpiresIn = left > states ? Words.Duration(days + rest[left]) : null,
            HostName = left > states && rest.Length > left + 2 && HostName().IsMatch(rest[left + 2]) ? rest[left + 2] : null,
        };
    }

    private static void Add(Lease? lease, FactsBuilder facts)
    {
        if (lease is null or { IsOver: true } || (lease.Physical is null && lease.Client.Length == 0)) return;
        facts.Lease(lease.Address, lease.Physical ?? OfClient(lease.Client), lease.HostName, lease.ExpiresIn);
    }

    /// <summary>The MAC address in a client identifier (RFC 2132 §9.14): hardware type 1 before it, or the text that IOS writes as a client.</summary>
    private static PhysicalAddress? OfClient(string client)
    {
        var digits = client.Replace(".", "", StringComparison.Ordinal);
        if (digits.Length % 2 != 0) return null;
        var bytes = Convert.FromHexString(digits);
        return bytes switch
        {
            [1, _, _, _, _, _, _] => new PhysicalAddress(bytes[1..]),
            [0, (byte)'c', (byte)'i', (byte)'s', (byte)'c', (byte)'o', (byte)'-', ..] when Encoding.ASCII.GetString(bytes[7..]) is { Length: >= 14 } name => Words.Physical(name[..14]),
            _ => null,
        };
    }

    [GeneratedRegex(@"^[0-9a-fA-F]{2,4}(\.[0-9a-fA-F]{2,4}){0,12}\.?$")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"^\d{1,3}:\d\d:\d\d$")]
    private static partial Regex Remaining();

    [GeneratedRegex(@"^[A-Za-z0-9][\w.\-]{0,62}$")]
    private static partial Regex HostName();

    private sealed record Lease(IPAddress Address, PhysicalAddress? Physical, string Client)
    {
        public bool IsOver { get; init; }

        public string? HostName { get; init; }

        public TimeSpan? ExpiresIn { get; init; }

        public int Continued { get; init; }
    }
}

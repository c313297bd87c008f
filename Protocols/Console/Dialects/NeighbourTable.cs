using System.Net;
using System.Net.NetworkInformation;

namespace Nms.Consoles.Dialects;

/// <summary>
/// Reads tables of neighbours. Every vendor writes a line each with an IP address, a MAC address and an interface, in some
/// order, between words of its own; so a line is read by the shape of its words. NX-OS gives an address that is too long for its
/// column a line of its own, and the rest the next.
/// </summary>
internal static class NeighbourTable
{
    private static readonly char[] s_trimmed = ['(', ')', ',', '?', '[', ']'];

    public static void Parse(string text, FactsBuilder facts)
    {
        IPAddress? before = null;
        foreach (var line in Words.Lines(text))
        {
            var address = before;
            PhysicalAddress? physical = null;
            string? at = null;
            var words = Words.Split(line);
            before = words is [var only] ? Words.Address(only) : null;
            for (var i = 0; i < words.Length; i++)
            {
                var word = words[i].Trim(s_trimmed);
                if (Words.Physical(word) is { } mac) physical ??= mac;
                else if (Words.Address(word) is { } ip) address ??= ip;
                else if (i > 0 && words[i - 1] is "dev" or "on") at = word;
                else if (i > 0 && address is not null && LooksLikeInterface(word)) at ??= word;
            }

            // Without its MAC address a line tells of a neighbour only if the table says that it did not answer.
            var isIncomplete = line.Contains("incomplete", StringComparison.OrdinalIgnoreCase) || line.Contains("FAILED", StringComparison.Ordinal) ||
                line.Contains(" INCMP ", StringComparison.Ordinal);
            if (address is null || (physical is null && !isIncomplete)) continue;
            if (physical is not null && physical.GetAddressBytes().All(part => part == 0)) physical = null;
            facts.Neighbour(address, physical, at);
        }
    }

    private static bool LooksLikeInterface(string word)
        => word.Length is > 1 and < 64 && char.IsAsciiLetter(word[0]) && word.Any(char.IsAsciiDigit) &&
           word != "icmpv6" && !word.StartsWith("0x", StringComparison.Ordinal) && !word.Contains('=', StringComparison.Ordinal);
}

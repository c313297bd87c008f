using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using Nms.Probes;

namespace Nms.Discovery.Reach;

/// <summary>Reads rules of translation and finds what contradicts. Pure.</summary>
internal static class TranslationRules
{
    private const int MostOffset = 65_000;
    private const int LabOffset = 10_000;

    private static readonly ImmutableArray<(IPNetwork From, IPNetwork To)> s_lab =
    [
        (IPNetwork.Parse("10.0.0.0/10"), IPNetwork.Parse("127.64.0.0/10")),
        (IPNetwork.Parse("192.168.0.0/16"), IPNetwork.Parse("127.128.0.0/16")),
        (IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("127.160.0.0/12")),
    ];

    /// <summary>Where the Lab listens for its nodes.</summary>
    public static IEnumerable<TranslationRule> OfLab(string server) =>
        s_lab.Select(pair => new TranslationRule(server, null, pair.From, pair.To, LabOffset) { IsBuiltIn = true });

    /// <summary>The rules of the settings, without those that are wrong: these are in the errors, each by its key.</summary>
    public static ImmutableArray<TranslationRule> Read(IReadOnlyList<TranslationOptions> settings, List<string> errors)
    {
        var rules = new List<(int Place, TranslationRule Rule)>();
        for (var i = 0; i < settings.Count; i++)
        {
            if (Read(settings[i], Key(i), errors) is { } rule)
            {
                rules.Add((i, rule));
            }
        }

        for (var i = 0; i < rules.Count; i++)
        {
            foreach (var (place, earlier) in rules.Take(i).Where(entry => AreRivals(entry.Rule, rules[i].Rule)))
            {
                Compare(rules[i], (place, earlier), errors);
            }
        }

        return [.. rules.Select(entry => entry.Rule with { PortEnd = PortEnd(entry.Rule, rules.Select(other => other.Rule)) })];
    }

    private static TranslationRule? Read(TranslationOptions setting, string key, List<string> errors)
    {
        var before = errors.Count;
        if (!TryBlock(setting.From, out var from, out var error))
        {
            errors.Add($"{key}:From: {error}");
        }

        if (!TryBlock(setting.To, out var to, out error))
        {
            errors.Add($"{key}:To: {error}");
        }

        if (setting.PortOffset is < 0 or > MostOffset)
        {
            errors.Add($"{key}:PortOffset is {setting.PortOffset}; it must be between 0 and {MostOffset}.");
        }

        if (errors.Count == before && (from.BaseAddress.AddressFamily != to.BaseAddress.AddressFamily || from.PrefixLength != to.PrefixLength))
        {
            errors.Add($"{key}: {from} and {to} must be of one family and have prefixes of one length.");
        }

        return errors.Count > before ? null : new TranslationRule(string.IsNullOrEmpty(setting.Server) ? null : setting.Server, setting.Project, from, to, setting.PortOffset);
    }

    private static void Compare((int Place, TranslationRule Rule) later, (int Place, TranslationRule Rule) earlier, List<string> errors)
    {
        if (Overlap(later.Rule.From, earlier.Rule.From))
        {
            errors.Add($"{Key(later.Place)}:From: {later.Rule.From} overlaps {earlier.Rule.From} of {Key(earlier.Place)}, which is for the same server and project.");
        }
        else if (Overlap(later.Rule.To, earlier.Rule.To) && later.Rule.PortOffset == earlier.Rule.PortOffset)
        {
            errors.Add($"{Key(later.Place)}:To: {later.Rule.To} overlaps {earlier.Rule.To} of {Key(earlier.Place)} with the same PortOffset; one of them must differ.");
        }
    }

    private static int PortEnd(TranslationRule rule, IEnumerable<TranslationRule> all) => all
        .Where(other => other.PortOffset > rule.PortOffset && AreRivals(rule, other) && Overlap(rule.To, other.To))
        .Select(other => other.PortOffset)
        .Append(IPEndPoint.MaxPort + 1)
        .Min();

    private static bool AreRivals(TranslationRule one, TranslationRule other) =>
        string.Equals(one.Server, other.Server, StringComparison.Ordinal) && one.Project == other.Project;

    private static bool Overlap(IPNetwork one, IPNetwork other) => one.Contains(other.BaseAddress) || other.Contains(one.BaseAddress);

    private static string Key(int place) => $"{ReachOptions.Section}:Translations:{place}";

    private static bool TryBlock(string? text, out IPNetwork block, [NotNullWhen(false)] out string? error)
    {
        block = default;
        if (!IPAddressRange.TryParse(text, out var range, out error))
        {
            return false;
        }

        if (range.Count == 1)
        {
            block = new IPNetwork(range.First, range.First.GetAddressBytes().Length * 8);
            return true;
        }

        error = IPNetwork.TryParse(range.ToString(), out block) ? null : $"'{text}' is no block: write one as 10.1.0.0/16.";
        return error is null;
    }
}

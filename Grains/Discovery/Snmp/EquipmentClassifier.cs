using System.Text.RegularExpressions;
using Nms.Snmp;

namespace Nms.Discovery.Snmp;

/// <summary>Tells vendor, model, operating system, version and kind by sysObjectID and sysDescr. The first rule that fits decides.</summary>
internal sealed class EquipmentClassifier
{
    private static readonly Oid s_enterprises = Oid.Parse("1.3.6.1.4.1");

    private readonly IReadOnlyList<EquipmentRule> _rules;
    private readonly IReadOnlyDictionary<uint, string> _vendors;

    public EquipmentClassifier(EquipmentTypes types)
    {
        _rules = types.Rules;
        _vendors = types.Vendors;
    }

    public EquipmentClass Classify(string? objectId, string? description)
    {
        var known = Oid.TryParse(objectId, out var oid) ? oid : (Oid?)null;
        string? givenUp = null;
        foreach (var rule in _rules)
        {
            try
            {
                if (rule.Match(known, description ?? "") is { } match)
                {
                    return Class(rule, match, known) with { GivenUp = givenUp };
                }
            }
            catch (RegexMatchTimeoutException)
            {
                givenUp = rule.Name;
            }
        }

        return EquipmentClass.Unknown with { Vendor = VendorOf(known), GivenUp = givenUp };
    }

    private EquipmentClass Class(EquipmentRule rule, Match match, Oid? oid) => new(
        rule.Vendor ?? VendorOf(oid), Group(match, "model") ?? rule.Model, rule.OperatingSystem, Version(match), rule.Kind, rule.Name);

    private static string? Version(Match match) => Group(match, "build") is { } build ? $"{Group(match, "version")}.{build}" : Group(match, "version");

    private static string? Group(Match match, string name)
        => match.Groups.TryGetValue(name, out var group) && group.Success && group.Value.Trim() is { Length: > 0 } text ? text : null;

    private string? VendorOf(Oid? oid) => oid is { } known && known.StartsWith(s_enterprises) && known.After(s_enterprises) is [var number, ..]
        ? _vendors.GetValueOrDefault(number) : null;
}

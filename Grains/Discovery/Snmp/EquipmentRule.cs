using System.Text.RegularExpressions;
using Nms.Snmp;

namespace Nms.Discovery.Snmp;

/// <summary>One way to recognize equipment: by where its sysObjectID is, by what its sysDescr looks like, or both.</summary>
internal sealed class EquipmentRule
{
    // Descriptions come from strangers. The engine without backtracking needs time in proportion to their length; this is for a busy machine.
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(250);

    private readonly Oid[] _objectIds;
    private readonly string? _required;
    private readonly Lazy<Regex> _pattern;

    /// <exception cref="FormatException">The settings make no rule; the message says why.</exception>
    public EquipmentRule(EquipmentRuleSettings settings)
    {
        Name = settings.Name is { Length: > 0 } name ? name : throw new FormatException("a rule has no name");
        if (settings.ObjectIds.Count == 0 && string.IsNullOrEmpty(settings.Description))
        {
            throw new FormatException($"rule {Name} has neither objectIds nor description, and would fit everything");
        }

        _objectIds = [.. settings.ObjectIds.Select(text => Oid.TryParse(text, out var oid) ? oid : throw new FormatException($"rule {Name}: {text} is no object identifier"))];
        _required = RequiredText.Of(settings.Description ?? "");

        // A pattern takes milliseconds to prepare, and most are never needed.
        _pattern = new Lazy<Regex>(() => new Regex(
            settings.Description ?? "", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Patience));
        Vendor = settings.Vendor;
        Model = settings.Model;
        OperatingSystem = settings.OperatingSystem;
        Kind = settings.Kind;
    }

    public string Name { get; }

    public string? Vendor { get; }

    public string? Model { get; }

    public string? OperatingSystem { get; }

    public string? Kind { get; }

    /// <summary>Prepares the pattern now, to hear whether it is one.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public void Check()
    {
        try
        {
            _ = _pattern.Value;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new FormatException($"rule {Name}: description is no pattern that can be used: {e.Message}", e);
        }
    }

    /// <summary>The match of the description when the rule fits; null when it does not.</summary>
    public Match? Match(Oid? objectId, string description)
        => (_objectIds.Length == 0 || (objectId is { } known && Array.Exists(_objectIds, known.StartsWith)))
            && (_required is null || description.Contains(_required, StringComparison.OrdinalIgnoreCase))
            && _pattern.Value.Match(description) is { Success: true } match ? match : null;
}

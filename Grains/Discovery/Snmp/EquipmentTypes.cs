using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nms.Discovery.Snmp;

/// <summary>The rules and vendors to classify by: those built in, and a user's own before them.</summary>
internal sealed class EquipmentTypes
{
    private const string Resource = "equipment-types.json";
    private const int MaxFileBytes = 4 << 20;

    private static readonly JsonSerializerOptions s_json = new(JsonSerializerDefaults.Web)
    {
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    };

    private EquipmentTypes(IReadOnlyList<EquipmentRule> rules, IReadOnlyDictionary<uint, string> vendors)
    {
        Rules = rules;
        Vendors = vendors;
    }

    public IReadOnlyList<EquipmentRule> Rules { get; }

    public IReadOnlyDictionary<uint, string> Vendors { get; }

    /// <summary>The types built in, and those of a file before them.</summary>
    /// <exception cref="FormatException">The file is none of types; the message says why.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    public static EquipmentTypes Load(string? path)
    {
        using var stream = typeof(EquipmentTypes).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream);
        var own = path is null ? null : new FileInfo(path) is { Length: > MaxFileBytes } ? throw new FormatException($"it has more than {MaxFileBytes >> 20} MiB") : File.ReadAllText(path);
        return Read(reader.ReadToEnd(), own);
    }

    /// <summary>Puts a user's types before the others; a rule with the name of another takes its place away.</summary>
    public static EquipmentTypes Read(string builtIn, string? own)
    {
        var (first, then) = (own is null ? new EquipmentTypesFile() : Parse(own), Parse(builtIn));
        var rules = first.Rules.Select(settings => new EquipmentRule(settings)).ToList();
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var rule in rules.Where(rule => !names.Add(rule.Name)))
        {
            throw new FormatException($"two rules are called {rule.Name}");
        }

        rules.ForEach(rule => rule.Check());
        rules.AddRange(then.Rules.Where(settings => !names.Contains(settings.Name!)).Select(settings => new EquipmentRule(settings)));
        var vendors = Numbered(then);
        foreach (var (number, vendor) in Numbered(first))
        {
            vendors[number] = vendor;
        }

        return new EquipmentTypes(rules, vendors);
    }

    private static EquipmentTypesFile Parse(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<EquipmentTypesFile>(json, s_json) ?? throw new FormatException("it holds null");
        }
        catch (JsonException e)
        {
            throw new FormatException(FormattableString.Invariant($"line {e.LineNumber + 1}: {e.Message}"), e);
        }
    }

    private static Dictionary<uint, string> Numbered(EquipmentTypesFile file) => file.Vendors.ToDictionary(
        pair => uint.TryParse(pair.Key, CultureInfo.InvariantCulture, out var number) ? number : throw new FormatException($"vendor {pair.Key} is no number"),
        pair => pair.Value);
}

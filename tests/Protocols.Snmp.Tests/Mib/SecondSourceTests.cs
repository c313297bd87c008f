using System.Globalization;
using System.Text.RegularExpressions;
using Nms.Snmp;
using Nms.Testing.Servers;

namespace Nms.Protocols.Snmp.Tests.Mib;

/// <summary>
/// Our facts against the same modules as another compiler wrote them down: the files of Debian's python3-pysnmp4 and
/// python3-pysnmp4-mibs, read as text. LLDP's and Cisco's modules are not among them (docs/architecture/snmp.md).
/// </summary>
public sealed partial class SecondSourceTests
{
    private static readonly string[] s_folders = ["/usr/lib/python3/dist-packages/pysnmp_mibs", "/usr/lib/python3/dist-packages/pysnmp/smi/mibs"];

    private static readonly Dictionary<string, SnmpType> s_primitives = new(StringComparer.Ordinal)
    {
        ["Integer"] = SnmpType.Integer32,
        ["Integer32"] = SnmpType.Integer32,
        ["OctetString"] = SnmpType.OctetString,
        ["Bits"] = SnmpType.OctetString,
        ["ObjectIdentifier"] = SnmpType.ObjectIdentifier,
        ["IpAddress"] = SnmpType.IpAddress,
        ["Counter32"] = SnmpType.Counter32,
        ["Counter64"] = SnmpType.Counter64,
        ["Gauge32"] = SnmpType.Gauge32,
        ["Unsigned32"] = SnmpType.Gauge32,
        ["TimeTicks"] = SnmpType.TimeTicks,
        ["Opaque"] = SnmpType.Opaque,
    };

    private readonly Dictionary<string, (string Base, IReadOnlyDictionary<int, string> Names)> _types = new(StringComparer.Ordinal);

    public SecondSourceTests()
    {
        Assert.SkipWhen(
            !s_folders.All(Directory.Exists), s_folders.All(Directory.Exists) ? "" : ServerProcess.Missing("Install the package python3-pysnmp4-mibs."));
        foreach (var file in s_folders.SelectMany(folder => Directory.EnumerateFiles(folder, "*.py")))
        {
            foreach (Match type in Type().Matches(File.ReadAllText(file)))
            {
                var bases = type.Groups[2].Value.Split(',', StringSplitOptions.TrimEntries).Where(name => name != "TextualConvention").ToList();
                if (bases is not []) _types.TryAdd(type.Groups[1].Value, (bases[0].Split('.')[^1], NamesIn(type.Groups[3].Value)));
            }
        }
    }

    public static TheoryData<string, int> Modules => new()
    {
        { "SNMPv2-MIB", 10 }, { "IF-MIB", 50 }, { "IP-MIB", 30 }, { "RFC1213-MIB", 9 }, { "IP-FORWARD-MIB", 12 }, { "HOST-RESOURCES-MIB", 30 }, { "ENTITY-MIB", 15 },
        { "ENTITY-SENSOR-MIB", 5 }, { "BRIDGE-MIB", 15 }, { "Q-BRIDGE-MIB", 10 }, { "OSPF-MIB", 15 }, { "OSPF-TRAP-MIB", 2 }, { "BGP4-MIB", 10 }, { "SNMP-FRAMEWORK-MIB", 4 },
    };

    [Theory]
    [MemberData(nameof(Modules))]
    public void Names_types_enumerations_and_indexes_are_those_of_another_compiler(string module, int atLeast)
    {
        var theirs = s_folders.Select(folder => Path.Combine(folder, module + ".py")).First(File.Exists);
        var definitions = Definition().Matches(File.ReadAllText(theirs)).ToDictionary(match => match.Groups[1].Value.Replace('_', '-'), StringComparer.Ordinal);
        var compared = 0;
        var differences = new List<string>();
        foreach (var ours in MibTree.Standard.Objects.Where(known => known.Module == module))
        {
            // Places in between have names that modules share.
            if (!definitions.TryGetValue(ours.Name, out var definition))
            {
                if (ours.Kind != MibObjectKind.Node) differences.Add($"{ours.Name} is not there");
                continue;
            }

            compared++;
            differences.AddRange(Compare(ours, definition));
        }

        Assert.Empty(differences);
        Assert.True(compared >= atLeast, $"Only {compared} names of {module} were compared.");
    }

    private IEnumerable<string> Compare(MibObject ours, Match definition)
    {
        var (kind, oid, rest) = (definition.Groups[2].Value, definition.Groups[3].Value.Replace(", ", ".", StringComparison.Ordinal), definition.Groups[4].Value);
        if (oid != ours.Oid.ToString()) yield return $"{ours.Name} is at {ours.Oid}, there at {oid}";
        if (ours.Kind != KindOf(kind, ours.Kind)) yield return $"{ours.Name} is a {ours.Kind}, there a {kind}";
        if (ours.Kind == MibObjectKind.Row)
        {
            var index = string.Join(' ', Index().Matches(rest).Select(match => match.Groups[1].Value));
            var own = string.Join(' ', ours.Index.Select(part => part.Name));
            // Without one it augments another row.
            if (index.Length > 0 && index != own) yield return $"{ours.Name} has the index {own}, there {index}";
        }

        if (ours.Syntax is not { } syntax) yield break;
        var type = Syntax().Match(rest).Groups[1].Value;
        if (PrimitiveOf(type) != syntax.Type) yield return $"{ours.Name} has the type {syntax.Type}, there {type}";
        var names = NamesIn(rest) is { Count: > 0 } inline ? inline : NamesOf(type);
        // The registries of IANA grow; of the hundreds of kinds of interface we name those that are met.
        var isRegistry = syntax.Name.StartsWith("IANA", StringComparison.Ordinal);
        foreach (var (number, name) in syntax.Names)
        {
            if (names.GetValueOrDefault(number) != name && (names.ContainsKey(number) || !isRegistry)) yield return $"{ours.Name}: {number} is {name}, there {names.GetValueOrDefault(number) ?? "nothing"}";
        }

        // That compiler adds notExists(0) to RowStatus.
        var lacking = names.Where(entry => entry.Value != "notExists" && !syntax.Names.ContainsKey(entry.Key)).Select(entry => $"{entry.Value}({entry.Key})").ToList();
        if (!isRegistry && lacking is not []) yield return $"{ours.Name} lacks {string.Join(", ", lacking)}";
    }

    private static MibObjectKind KindOf(string kind, MibObjectKind otherwise) => kind switch
    {
        "MibScalar" => MibObjectKind.Scalar,
        "MibTable" => MibObjectKind.Table,
        "MibTableRow" => MibObjectKind.Row,
        "MibTableColumn" => MibObjectKind.Column,
        "NotificationType" => MibObjectKind.Notification,
        _ => otherwise,
    };

    private SnmpType? PrimitiveOf(string type)
    {
        for (var step = 0; step < 10; step++)
        {
            if (s_primitives.TryGetValue(type, out var primitive)) return primitive;
            if (!_types.TryGetValue(type, out var known)) return null;
            type = known.Base;
        }

        return null;
    }

    private IReadOnlyDictionary<int, string> NamesOf(string type) => _types.TryGetValue(type, out var known) ? known.Names : new Dictionary<int, string>();

    private static Dictionary<int, string> NamesIn(string text) => text.IndexOf("NamedValues(", StringComparison.Ordinal) is var at and >= 0
        ? NamedValue().Matches(text[at..]).DistinctBy(match => match.Groups[2].Value).ToDictionary(match => int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture), match => match.Groups[1].Value)
        : [];

    [GeneratedRegex(@"^(\w+) = (Mib\w+|NotificationType|ModuleIdentity|ObjectIdentity)\(\((\d+(?:, \d+)*)(?:, )?\)(.*)$", RegexOptions.Multiline)]
    private static partial Regex Definition();

    [GeneratedRegex(@"^class (\w+)\(([^)]*)\):((?:\n(?:[ \t].*)?)*)", RegexOptions.Multiline)]
    private static partial Regex Type();

    [GeneratedRegex(@"^, (?:\w+\.)?(\w+)\(")]
    private static partial Regex Syntax();

    [GeneratedRegex("\\([\"']([\\w-]+)[\"'], (\\d+)\\)")]
    private static partial Regex NamedValue();

    [GeneratedRegex("\\([01], \"[^\"]+\", \"(\\w+)\"\\)")]
    private static partial Regex Index();
}

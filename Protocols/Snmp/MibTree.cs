using System.Globalization;
using Nms.Snmp.Mib;

namespace Nms.Snmp;

/// <summary>What is known of names: from names to numbers and back, and how values are meant. Immutable, safe for concurrent use.</summary>
public sealed class MibTree
{
    private static readonly Lazy<List<MibModule>> s_facts = new(ReadFacts);
    private static readonly Lazy<MibTree> s_standard = new(() => new MibTree(s_facts.Value));

    private readonly Dictionary<Oid, MibObject> _byOid = [];
    private readonly Dictionary<string, MibObject> _byName = new(StringComparer.Ordinal);

    private MibTree(IReadOnlyList<MibModule> modules)
    {
        var resolver = new MibResolver(modules);
        foreach (var known in resolver.Resolve())
        {
            _byOid[known.Oid] = known;
            _byName[known.Name] = known;
            _byName[known.ToString()] = known;
        }

        Unresolved = resolver.Unresolved;
    }

    /// <summary>The modules this library brings: system, interfaces, IP, host, entity, LLDP, CDP, bridge, OSPF, BGP and some more.</summary>
    public static MibTree Standard => s_standard.Value;

    /// <summary>Everything that has a name and a place.</summary>
    public IReadOnlyCollection<MibObject> Objects => _byOid.Values;

    /// <summary>Names whose place is not known, because they are below a name of a module that is missing.</summary>
    public IReadOnlyList<string> Unresolved { get; }

    /// <summary>The standard modules and others; where both define a name the others count.</summary>
    /// <param name="modules">Modules in any order.</param>
    public static MibTree StandardAnd(IEnumerable<MibModule> modules) => new([.. s_facts.Value, .. modules]);

    /// <summary>Finds a name, with its module and two colons before it or without.</summary>
    /// <param name="name">Such as ifDescr or IF-MIB::ifDescr.</param>
    public MibObject? Find(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Finds the object that an identifier names or is an instance of, and what follows the object's own.</summary>
    /// <param name="oid">The identifier.</param>
    public (MibObject Object, IReadOnlyList<uint> Suffix)? Find(Oid oid)
    {
        var numbers = oid.ToArray();
        for (var length = numbers.Length; length >= 2; length--)
        {
            if (_byOid.TryGetValue(new Oid(numbers.AsSpan(0, length)), out var known))
            {
                return (known, numbers[length..]);
            }
        }

        return null;
    }

    /// <summary>Gives the identifier of a name, of an instance such as ifDescr.3, or of numbers.</summary>
    /// <param name="text">The name.</param>
    /// <param name="oid">Its identifier.</param>
    public bool TryResolve(string text, out Oid oid)
    {
        if (Oid.TryParse(text, out oid))
        {
            return true;
        }

        var dot = text.IndexOf('.', StringComparison.Ordinal);
        if (Find(dot < 0 ? text : text[..dot]) is not { } known)
        {
            return false;
        }

        return Oid.TryParse(dot < 0 ? known.Oid.ToString() : known.Oid + text[dot..], out oid);
    }

    /// <summary>Gives the name of an identifier and the numbers after it; the numbers alone when nothing of it is known.</summary>
    /// <param name="oid">The identifier.</param>
    public string Format(Oid oid) => Find(oid) is var (known, suffix)
        ? string.Concat(known.ToString(), string.Concat(suffix.Select(number => string.Create(CultureInfo.InvariantCulture, $".{number}")))) : oid.ToString();

    /// <summary>Gives the value of an instance as its object is meant: the name of a number, an address with colons.</summary>
    /// <param name="varBind">The instance and its value.</param>
    public string Format(VarBind varBind)
    {
        var value = varBind.Value;
        if (value.TryGetOid(out var oid))
        {
            return Format(oid);
        }

        var syntax = Find(varBind.Oid)?.Object.Syntax;
        return syntax is null ? value.ToString() : FormatAs(syntax, value) ?? value.ToString();
    }

    /// <summary>Reads the index of a row from the numbers behind a column's name (RFC 2578 §7.7); null when they do not fit.</summary>
    /// <param name="column">The column or row.</param>
    /// <param name="suffix">The numbers.</param>
    public IReadOnlyList<SnmpValue>? DecodeIndex(MibObject column, IReadOnlyList<uint> suffix) => IndexDecoder.Decode(this, column.Index, suffix);

    private static string? FormatAs(MibSyntax syntax, SnmpValue value)
    {
        if (value.TryGetInt64(out var number))
        {
            return number is >= int.MinValue and <= int.MaxValue && syntax.Names.TryGetValue((int)number, out var name) ? $"{name}({number})"
                : syntax.DisplayHint is { } integerHint ? DisplayHint.Format(integerHint, number) : null;
        }

        if (value.Type != SnmpType.OctetString)
        {
            return null;
        }

        if (syntax.IsBits)
        {
            var bytes = value.Bytes.ToArray();
            return string.Join(' ', Enumerable.Range(0, bytes.Length * 8).Where(bit => (bytes[bit / 8] & (0x80 >> (bit % 8))) != 0)
                .Select(bit => syntax.Names.GetValueOrDefault(bit) ?? bit.ToString(CultureInfo.InvariantCulture)));
        }

        // Text that is none is shown as its bytes whatever the hint says.
        return syntax.DisplayHint is null or "255a" or "255t" ? null : DisplayHint.Format(syntax.DisplayHint, value.Bytes);
    }

    private static List<MibModule> ReadFacts()
    {
        var assembly = typeof(MibTree).Assembly;
        var modules = new List<MibModule>();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".mib.txt", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            modules.AddRange(FactReader.Read(reader.ReadToEnd()));
        }

        return modules;
    }
}

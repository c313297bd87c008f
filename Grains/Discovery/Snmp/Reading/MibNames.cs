using System.Globalization;
using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>What the MIBs call things.</summary>
internal static class MibNames
{
    public static MibObject Find(string name) => MibTree.Standard.Find(name) ?? throw new ArgumentException($"No MIB known here has {name}.", nameof(name));

    /// <summary>The word for a number of an enumeration; the number itself where the MIB has no word for it.</summary>
    public static string? Word(MibObject known, SnmpValue value) => !value.TryGetInt32(out var number) ? null
        : known.Syntax?.Names.GetValueOrDefault(number) ?? number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The words for the bits that are set.</summary>
    public static IEnumerable<string> Bits(MibObject known, SnmpValue value)
    {
        if (value.Type != SnmpType.OctetString)
        {
            return [];
        }

        var bytes = value.Bytes.ToArray();
        return known.Syntax!.Names.Where(name => name.Key / 8 < bytes.Length && (bytes[name.Key / 8] & (0x80 >> (name.Key % 8))) != 0)
            .OrderBy(name => name.Key).Select(name => name.Value);
    }
}

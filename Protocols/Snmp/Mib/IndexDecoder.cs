namespace Nms.Snmp.Mib;

/// <summary>From the numbers of an instance to the values of its index (RFC 2578 §7.7).</summary>
internal static class IndexDecoder
{
    public static IReadOnlyList<SnmpValue>? Decode(MibTree tree, IReadOnlyList<MibIndex> index, IReadOnlyList<uint> suffix)
    {
        var values = new List<SnmpValue>();
        var at = 0;
        foreach (var part in index)
        {
            if (tree.Find(part.Name)?.Syntax is not { } syntax || Length(syntax, part, suffix, ref at) is not { } length || length > suffix.Count - at)
            {
                return null;
            }

            var numbers = suffix.Skip(at).Take(length).ToArray();
            at += length;
            if (Value(syntax, numbers) is not { } value)
            {
                return null;
            }

            values.Add(value);
        }

        return at == suffix.Count ? values : null;
    }

    /// <summary>How many numbers a part takes; steps over the number that says so.</summary>
    private static int? Length(MibSyntax syntax, MibIndex part, IReadOnlyList<uint> suffix, ref int at)
    {
        if (syntax.Type is not (SnmpType.OctetString or SnmpType.ObjectIdentifier or SnmpType.Opaque))
        {
            return syntax.Type == SnmpType.IpAddress ? 4 : 1;
        }

        if (part.IsImplied)
        {
            return suffix.Count - at;
        }

        if (syntax.FixedLength is { } length)
        {
            return length;
        }

        return at < suffix.Count && suffix[at] <= Oid.MaxSubIdentifiers ? (int)suffix[at++] : null;
    }

    private static SnmpValue? Value(MibSyntax syntax, uint[] numbers)
    {
        switch (syntax.Type)
        {
            case SnmpType.ObjectIdentifier:
                return Oid.TryParse(string.Join('.', numbers), out var oid) ? SnmpValue.ObjectIdentifier(oid) : null;
            case SnmpType.IpAddress or SnmpType.OctetString or SnmpType.Opaque:
                if (numbers.Any(number => number > byte.MaxValue))
                {
                    return null;
                }

                var bytes = numbers.Select(number => (byte)number).ToArray();
                return new SnmpValue(syntax.Type, bytes, 0, bytes.Length);
            case SnmpType.Integer32:
                return SnmpValue.Integer32((int)numbers[0]);
            default:
                return new SnmpValue(syntax.Type, numbers[0]);
        }
    }
}

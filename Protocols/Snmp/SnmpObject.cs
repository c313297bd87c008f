namespace Nms.Snmp;

/// <summary>An instance that an agent has.</summary>
/// <param name="Oid">Its name.</param>
/// <param name="Read">Gives its value of now.</param>
public sealed record SnmpObject(Oid Oid, Func<SnmpValue> Read)
{
    /// <summary>An instance with a value that stays.</summary>
    /// <param name="oid">Its name.</param>
    /// <param name="value">Its value.</param>
    public SnmpObject(Oid oid, SnmpValue value)
        : this(oid, () => value)
    {
    }

    /// <summary>Says whether a value could be set; null when the instance cannot be written. The first phase of RFC 3416 §4.2.5.</summary>
    public Func<SnmpValue, SnmpErrorStatus>? Check { get; init; }

    /// <summary>Sets a value that was checked. The second phase of RFC 3416 §4.2.5.</summary>
    public Action<SnmpValue>? Write { get; init; }

    /// <summary>An instance that keeps what is written to it, if that has the type of its first value.</summary>
    /// <param name="oid">Its name.</param>
    /// <param name="value">Its first value.</param>
    public static SnmpObject Writable(Oid oid, SnmpValue value)
    {
        object current = value;
        return new SnmpObject(oid, () => (SnmpValue)Volatile.Read(ref current))
        {
            Check = wanted => wanted.Type == value.Type ? SnmpErrorStatus.NoError : SnmpErrorStatus.WrongType,
            Write = wanted => Volatile.Write(ref current, wanted.ToOwned()),
        };
    }
}

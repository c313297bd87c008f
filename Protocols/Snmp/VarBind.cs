namespace Nms.Snmp;

/// <summary>A variable binding (RFC 3416 §3): the name of an instance and its value.</summary>
/// <param name="Oid">The name.</param>
/// <param name="Value">The value; <see cref="SnmpType.Null"/> in a request.</param>
/// <remarks>One that was received is a slice of its datagram and keeps all of it in memory.</remarks>
public readonly record struct VarBind(Oid Oid, SnmpValue Value)
{
    /// <summary>The name with no value, as a request carries it.</summary>
    /// <param name="oid">The name.</param>
    public VarBind(Oid oid)
        : this(oid, SnmpValue.Null)
    {
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Oid} = {Value}";
}

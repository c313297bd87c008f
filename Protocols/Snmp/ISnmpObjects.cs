namespace Nms.Snmp;

/// <summary>What an agent knows, as the requests of RFC 3416 §4.2 need it. Called by many requests at a time; a call must not wait for anything.</summary>
public interface ISnmpObjects
{
    /// <summary>The value of an instance, <see cref="SnmpValue.NoSuchObject"/> or <see cref="SnmpValue.NoSuchInstance"/> (RFC 3416 §4.2.1).</summary>
    /// <param name="oid">The instance.</param>
    SnmpValue Get(Oid oid);

    /// <summary>The first instance after a name; null when nothing follows (RFC 3416 §4.2.2).</summary>
    /// <param name="oid">The name, which need not exist.</param>
    VarBind? GetNext(Oid oid);

    /// <summary>Says whether a value could be set now, and changes nothing: the first phase of a SET (RFC 3416 §4.2.5).</summary>
    /// <param name="oid">The instance.</param>
    /// <param name="value">Its new value.</param>
    SnmpErrorStatus CheckSet(Oid oid, SnmpValue value);

    /// <summary>Sets a value that <see cref="CheckSet"/> had nothing against: the second phase of a SET (RFC 3416 §4.2.5).</summary>
    /// <param name="oid">The instance.</param>
    /// <param name="value">Its new value.</param>
    void Set(Oid oid, SnmpValue value);
}

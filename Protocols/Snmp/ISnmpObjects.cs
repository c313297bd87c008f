namespace Nms.Snmp;

/// <summary>What an agent knows. Called by many requests at a time; a call must not wait for anything.</summary>
public interface ISnmpObjects
{
    /// <summary>The value of an instance, <see cref="SnmpValue.NoSuchObject"/> or <see cref="SnmpValue.NoSuchInstance"/>.</summary>
    /// <param name="oid">The instance.</param>
    SnmpValue Get(Oid oid);

    /// <summary>The first instance after a name; null when nothing follows.</summary>
    /// <param name="oid">The name, which need not exist.</param>
    VarBind? GetNext(Oid oid);

    /// <summary>Says whether a value could be set now, and changes nothing.</summary>
    /// <param name="oid">The instance.</param>
    /// <param name="value">Its new value.</param>
    SnmpErrorStatus CheckSet(Oid oid, SnmpValue value);

    /// <summary>Sets a value that <see cref="CheckSet"/> had nothing against.</summary>
    /// <param name="oid">The instance.</param>
    /// <param name="value">Its new value.</param>
    void Set(Oid oid, SnmpValue value);
}

namespace Nms.Snmp;

/// <summary>What a name of a MIB stands for.</summary>
public enum MibObjectKind
{
    /// <summary>A place others are below.</summary>
    Node,

    /// <summary>An object with the one instance .0.</summary>
    Scalar,

    /// <summary>A table.</summary>
    Table,

    /// <summary>The row of a table; it has the index.</summary>
    Row,

    /// <summary>An object with an instance for each row.</summary>
    Column,

    /// <summary>A kind of trap or inform.</summary>
    Notification,
}

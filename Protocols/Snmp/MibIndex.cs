namespace Nms.Snmp;

/// <summary>A part of a row's index.</summary>
/// <param name="Name">The object that has this part as its value.</param>
/// <param name="IsImplied">True when its length is not said, because nothing follows (RFC 2578 §7.7).</param>
public sealed record MibIndex(string Name, bool IsImplied);

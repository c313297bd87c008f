namespace Nms.Snmp;

/// <summary>A row of a table (RFC 2578 §7.1.12).</summary>
/// <param name="Index">The numbers behind the column's name (RFC 2578 §7.7).</param>
/// <param name="Values">One for each column asked for; <see cref="SnmpType.Null"/> where the row has none.</param>
public sealed record SnmpRow(IReadOnlyList<uint> Index, IReadOnlyList<SnmpValue> Values);

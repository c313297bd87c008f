namespace Nms.Snmp;

/// <summary>A row of a table.</summary>
/// <param name="Index">The numbers behind the column's name.</param>
/// <param name="Values">One for each column asked for; <see cref="SnmpType.Null"/> where the row has none.</param>
public sealed record SnmpRow(IReadOnlyList<uint> Index, IReadOnlyList<SnmpValue> Values);

namespace Nms.Snmp;

/// <summary>A table (RFC 2578 §7.1.12) as it was read.</summary>
/// <param name="Rows">The rows in the order of their indexes.</param>
/// <param name="Ends">Why the walk of each column was over.</param>
public sealed record SnmpTable(IReadOnlyList<SnmpRow> Rows, IReadOnlyList<SnmpWalkEnd> Ends)
{
    /// <summary>All columns were read to their end. A row that changed meanwhile may still have gaps.</summary>
    public bool IsComplete => Ends.All(end => end == SnmpWalkEnd.Complete);
}

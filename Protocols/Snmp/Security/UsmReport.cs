namespace Nms.Snmp.Security;

/// <summary>The counters that an engine reports when it does not accept a message (RFC 3414 §5, usmStats).</summary>
internal static class UsmReport
{
    private static readonly Oid s_stats = new(1, 3, 6, 1, 6, 3, 15, 1, 1);

    public static Oid UnsupportedSecurityLevels { get; } = s_stats.Child(1, 0);

    public static Oid NotInTimeWindows { get; } = s_stats.Child(2, 0);

    public static Oid UnknownUserNames { get; } = s_stats.Child(3, 0);

    public static Oid UnknownEngineIds { get; } = s_stats.Child(4, 0);

    public static Oid WrongDigests { get; } = s_stats.Child(5, 0);

    public static Oid DecryptionErrors { get; } = s_stats.Child(6, 0);
}

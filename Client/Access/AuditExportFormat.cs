namespace Nms.Client.Access;

/// <summary>How an export of the audit log is written.</summary>
public enum AuditExportFormat
{
    /// <summary>One JSON object a line.</summary>
    Ndjson,

    /// <summary>Comma-separated values (RFC 4180).</summary>
    Csv,
}

namespace Nms.Api.Access;

/// <summary>The first line of an export: between which entries it lies.</summary>
internal sealed record AuditExportHead(
    string Export, bool Complete, long AfterSequence, string AfterHash, long LastSequence, string LastHash)
{
    public const string Name = "nms-audit-1";
}

using Nms.Access;
using Nms.Contracts.Access;
using AuditOutcome = Nms.Access.AuditOutcome;
using WireOutcome = Nms.Contracts.Access.AuditOutcome;

namespace Nms.Api.Access;

/// <summary>Entries of the audit log as JSON shows them, and back: an export verifies only if both ways agree.</summary>
internal static class AuditMapping
{
    public static AuditEntryResponse ToResponse(this AuditEntry entry)
    {
        var record = entry.Record;
        return new AuditEntryResponse(
            entry.Sequence, record.At, record.PrincipalId, record.PrincipalName, record.SignIn, record.Action, record.Request, record.ObjectType,
            record.ObjectId, record.ProjectId, record.Address, record.Forwarded, (WireOutcome)(int)record.Outcome, record.Status, record.Code,
            ApiJson.Element(record.ChangesJson), record.DurationMs, record.CorrelationId, record.Silo, record.Times, entry.Seal, entry.PreviousHash, entry.Hash);
    }

    public static AuditEntry ToEntry(this AuditEntryResponse entry) => new(
        entry.Sequence,
        new AuditRecord
        {
            At = entry.At,
            PrincipalId = entry.PrincipalId,
            PrincipalName = entry.PrincipalName,
            SignIn = entry.SignIn,
            Action = entry.Action,
            Request = entry.Request,
            ObjectType = entry.ObjectType,
            ObjectId = entry.ObjectId,
            ProjectId = entry.ProjectId,
            Address = entry.Address,
            Forwarded = entry.Forwarded,
            Outcome = (AuditOutcome)(int)entry.Outcome,
            Status = entry.Status,
            Code = entry.Code,
            ChangesJson = entry.Changes?.GetRawText(),
            DurationMs = entry.DurationMs,
            CorrelationId = entry.CorrelationId,
            Silo = entry.Silo,
            Times = entry.Times,
        },
        entry.Seal,
        entry.PreviousHash,
        entry.Hash);

    public static AuditVerificationResponse ToResponse(this AuditVerification found) => new(
        found.Fault is null,
        found.From,
        found.To,
        found.Fault is { } fault ? new AuditFaultResponse(fault.Sequence, fault.Reason) : null,
        new AuditMarkResponse(found.Head.Sequence, found.Head.Hash),
        found.Anchor is { } anchor ? new AuditMarkResponse(anchor.Sequence, anchor.Hash) : null,
        found.KeyedFrom);
}

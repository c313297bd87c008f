using Microsoft.AspNetCore.Mvc;
using Nms.Access;
using Nms.Api.Errors;
using WireOutcome = Nms.Contracts.Access.AuditOutcome;

namespace Nms.Api.Access;

/// <summary>Which entries of the audit log are asked for.</summary>
internal sealed record AuditFilter(
    [FromQuery(Name = "principal")] string? Principal,
    [FromQuery(Name = "principal_name")] string? PrincipalName,
    [FromQuery(Name = "action")] string? Action,
    [FromQuery(Name = "object_type")] string? ObjectType,
    [FromQuery(Name = "object_id")] string? ObjectId,
    [FromQuery(Name = "project_id")] Guid? ProjectId,
    [FromQuery(Name = "outcome")] Word<WireOutcome>? Outcome,
    [FromQuery(Name = "from")] DateTimeOffset? From,
    [FromQuery(Name = "to")] DateTimeOffset? To,
    [FromQuery(Name = "correlation_id")] string? CorrelationId)
{
    private const int Longest = 1024;

    public void Check(FieldErrors errors) => errors
        .Optional("principal", Principal, Longest)
        .Optional("principal_name", PrincipalName, Longest)
        .Optional("action", Action, Longest)
        .Optional("object_type", ObjectType, Longest)
        .Optional("object_id", ObjectId, Longest)
        .Optional("correlation_id", CorrelationId, Longest)
        .When(To <= From, "to", "must be later than from");

    /// <summary>What of it the reader may see: all, or what is of his projects.</summary>
    public AuditQuery ToQuery(Principal? reader) => new()
    {
        PrincipalId = Principal,
        PrincipalName = PrincipalName,
        Action = Action,
        ObjectType = ObjectType,
        ObjectId = ObjectId,
        ProjectId = ProjectId,
        Projects = reader?.ProjectsWith(Permissions.AuditRead),
        Outcome = Outcome is { } outcome ? (AuditOutcome)(int)outcome.Value : null,
        From = From?.ToUniversalTime(),
        To = To?.ToUniversalTime(),
        CorrelationId = CorrelationId,
    };
}

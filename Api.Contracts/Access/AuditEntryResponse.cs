using System.Text.Json;

namespace Nms.Contracts.Access;

/// <summary>One entry of the audit log.</summary>
/// <param name="Sequence">Its place: 1, 2, 3, … without gaps.</param>
/// <param name="At">When it ended.</param>
/// <param name="PrincipalId">Who: user:…, key:…, oidc:…, anonymous, or system for what the hub does by itself.</param>
/// <param name="PrincipalName">Name of who; of a failed sign-in the name that was tried.</param>
/// <param name="SignIn">How the caller signed in.</param>
/// <param name="Action">What was asked for: the operation id, such as start_node.</param>
/// <param name="Request">Method and path.</param>
/// <param name="ObjectType">Sort of the thing: node, project, user, …</param>
/// <param name="ObjectId">Id of the thing.</param>
/// <param name="ProjectId">Its project.</param>
/// <param name="Address">Where it came from.</param>
/// <param name="Forwarded">"through …" names the proxy that was believed, "claims …" quotes a header that was not.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Status">HTTP status of the answer.</param>
/// <param name="Code">Code of the error.</param>
/// <param name="Changes">Changed members, each with old and new; secrets are left out.</param>
/// <param name="DurationMs">How long it took.</param>
/// <param name="CorrelationId">The correlation id that answers, log lines and events of the same request carry.</param>
/// <param name="Silo">The silo that was asked.</param>
/// <param name="Times">How many equal refusals the entry stands for.</param>
/// <param name="Seal">How the hash was made: sha256, or hmac-sha256 and the name of the key.</param>
/// <param name="PreviousHash">Hash of the entry before it.</param>
/// <param name="Hash">Hash of the entry.</param>
public sealed record AuditEntryResponse(
    long Sequence,
    DateTimeOffset At,
    string PrincipalId,
    string? PrincipalName,
    string SignIn,
    string Action,
    string? Request,
    string? ObjectType,
    string? ObjectId,
    Guid? ProjectId,
    string? Address,
    string? Forwarded,
    AuditOutcome Outcome,
    int? Status,
    string? Code,
    JsonElement? Changes,
    int DurationMs,
    string? CorrelationId,
    string Silo,
    int Times,
    string Seal,
    string PreviousHash,
    string Hash);

namespace Nms.Access;

/// <summary>What somebody did or tried to do, before it has its place in the audit log.</summary>
public sealed record AuditRecord
{
    /// <summary>The <see cref="PrincipalId"/> of somebody who has not signed in.</summary>
    public const string Anonymous = "anonymous";

    /// <summary>The <see cref="PrincipalId"/> of what the hub does by itself.</summary>
    public const string System = "system";

    /// <summary>When it ended, in whole microseconds; the trail sets it where it is not given.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary><see cref="Principal.Id"/> of who did it.</summary>
    public string PrincipalId { get; init; } = Anonymous;

    /// <summary>Name of who did it; of a failed sign-in the name that was tried.</summary>
    public string? PrincipalName { get; init; }

    /// <summary>How the caller signed in: bearer, basic, api_key, ticket, none; "internal" for the hub itself.</summary>
    public string SignIn { get; init; } = "none";

    /// <summary>What was asked for: the operation id of the route, such as start_node.</summary>
    public required string Action { get; init; }

    /// <summary>Method and path, without the query; null when no request caused it.</summary>
    public string? Request { get; init; }

    /// <summary>Sort of the thing it was done to: node, project, user, …</summary>
    public string? ObjectType { get; init; }

    /// <summary>Id of the thing it was done to.</summary>
    public string? ObjectId { get; init; }

    /// <summary>The project the thing is in.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>The address it came from, as far as the configured proxies are believed.</summary>
    public string? Address { get; init; }

    /// <summary>"through …" names the proxy that was believed, "claims …" quotes a header that was not.</summary>
    public string? Forwarded { get; init; }

    /// <summary>How it ended.</summary>
    public required AuditOutcome Outcome { get; init; }

    /// <summary>HTTP status of the answer, where there is one.</summary>
    public int? Status { get; init; }

    /// <summary>Code of the error, where there is one.</summary>
    public string? Code { get; init; }

    /// <summary>Changed members as a JSON object of {"member": {"old": …, "new": …}}, secrets left out.</summary>
    public string? ChangesJson { get; init; }

    /// <summary>How long it took.</summary>
    public int DurationMs { get; init; }

    /// <summary>The correlation id that answers, log lines and events of the same request carry.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The silo that was asked; the trail sets it.</summary>
    public string Silo { get; init; } = "";

    /// <summary>How many equal refusals the entry stands for.</summary>
    public int Times { get; init; } = 1;
}

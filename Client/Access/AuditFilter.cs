using Nms.Contracts.Access;

namespace Nms.Client.Access;

/// <summary>Which entries of the audit log; what is null does not restrict.</summary>
public sealed record AuditFilter
{
    /// <summary>Id of who did it, such as user:….</summary>
    public string? Principal { get; init; }

    /// <summary>Name of who did it.</summary>
    public string? PrincipalName { get; init; }

    /// <summary>What was done, such as start_node.</summary>
    public string? Action { get; init; }

    /// <summary>On what kind of thing.</summary>
    public string? ObjectType { get; init; }

    /// <summary>On which.</summary>
    public string? ObjectId { get; init; }

    /// <summary>In which project.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>What came of it.</summary>
    public AuditOutcome? Outcome { get; init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Of one request.</summary>
    public string? CorrelationId { get; init; }
}

using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>Which entries of the audit log are wanted; a member that is null restricts nothing.</summary>
public sealed record AuditQuery
{
    /// <summary>Everything.</summary>
    public static AuditQuery All { get; } = new();

    /// <summary>Id of who did it.</summary>
    public string? PrincipalId { get; init; }

    /// <summary>Name of who did it.</summary>
    public string? PrincipalName { get; init; }

    /// <summary>What was asked for.</summary>
    public string? Action { get; init; }

    /// <summary>Sort of the thing.</summary>
    public string? ObjectType { get; init; }

    /// <summary>Id of the thing.</summary>
    public string? ObjectId { get; init; }

    /// <summary>Project of the thing.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>Only things of these projects, which is all the reader may see.</summary>
    public ImmutableHashSet<Guid>? Projects { get; init; }

    /// <summary>How it ended.</summary>
    public AuditOutcome? Outcome { get; init; }

    /// <summary>Not before.</summary>
    public DateTimeOffset? From { get; init; }

    /// <summary>Before.</summary>
    public DateTimeOffset? To { get; init; }

    /// <summary>Trace id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Whether an entry is wanted.</summary>
    public bool Matches(AuditRecord record) =>
        (PrincipalId is null || record.PrincipalId == PrincipalId)
        && (PrincipalName is null || record.PrincipalName == PrincipalName)
        && (Action is null || record.Action == Action)
        && (ObjectType is null || record.ObjectType == ObjectType)
        && (ObjectId is null || record.ObjectId == ObjectId)
        && (ProjectId is null || record.ProjectId == ProjectId)
        && (Projects is null || (record.ProjectId is { } project && Projects.Contains(project)))
        && (Outcome is null || record.Outcome == Outcome)
        && (From is null || record.At >= From)
        && (To is null || record.At < To)
        && (CorrelationId is null || record.CorrelationId == CorrelationId);
}

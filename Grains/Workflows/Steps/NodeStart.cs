namespace Nms.Workflows.Steps;

/// <summary>What became of one node that was to be started.</summary>
internal sealed record NodeStart
{
    public required Guid NodeId { get; init; }

    public required string Name { get; init; }

    /// <summary>From 1.</summary>
    public required int Wave { get; init; }

    public string OldStatus { get; init; } = "unknown";

    public string Status { get; init; } = "unknown";

    /// <summary>Whether it was seen that it is up; null when that was not asked, or cannot be seen.</summary>
    public bool? Ready { get; init; }

    public string? ReadyBy { get; init; }

    public double WaitedSeconds { get; init; }

    /// <summary>The code of what went wrong.</summary>
    public string? ErrorCode { get; init; }

    public string? Error { get; init; }
}

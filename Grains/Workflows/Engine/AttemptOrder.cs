using System.Text.Json;

namespace Nms.Workflows.Engine;

/// <summary>An attempt to work on.</summary>
internal sealed record AttemptOrder
{
    public required Guid RunId { get; init; }

    public required string Workflow { get; init; }

    public required AttemptId Attempt { get; init; }

    public required string Uses { get; init; }

    /// <summary>Secrets are tokens.</summary>
    public required JsonElement Inputs { get; init; }

    public required string RequestedBy { get; init; }

    public required DateTimeOffset ScheduledAt { get; init; }

    public TimeSpan? StartTimeout { get; init; }

    public required TimeSpan RunTimeout { get; init; }

    public JsonElement? Checkpoint { get; init; }

    /// <summary>It may have been begun before.</summary>
    public required bool Repeated { get; init; }
}

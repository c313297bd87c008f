using System.Text.Json;

namespace Nms.Workflows.Steps;

/// <summary>One attempt at a step, as the kind that does it sees it.</summary>
internal sealed record StepAttempt
{
    public required Guid RunId { get; init; }

    public required string Workflow { get; init; }

    public required string Step { get; init; }

    /// <summary>From 0; 0 too for a step that is done once.</summary>
    public required int Item { get; init; }

    /// <summary>From 1.</summary>
    public required int Attempt { get; init; }

    /// <summary>
    /// The idempotency key: the same whenever this attempt is repeated after a crash, and different for every other attempt. Whoever is asked
    /// for something outside is given it.
    /// </summary>
    public required Guid Key { get; init; }

    /// <summary>The same for all attempts at the step: what an earlier attempt made is found by it.</summary>
    public required Guid StepKey { get; init; }

    /// <summary>Whether this attempt may have been begun before.</summary>
    public required bool Repeated { get; init; }

    /// <summary>Whether it undoes a step.</summary>
    public required bool IsCompensation { get; init; }

    /// <summary>An object; secrets are in clear.</summary>
    public required JsonElement Inputs { get; init; }

    /// <summary>The principal in whose name it acts; see Nms.Access.PrincipalIds.</summary>
    public required string RequestedBy { get; init; }

    public required DateTimeOffset ScheduledAt { get; init; }

    /// <summary>How long it may wait for somebody outside to begin it.</summary>
    public TimeSpan? StartTimeout { get; init; }

    /// <summary>How long it may take.</summary>
    public required TimeSpan RunTimeout { get; init; }

    /// <summary>What the attempt before this one, or this one before a crash, said last by <see cref="BeatAsync"/>; null for nothing.</summary>
    public JsonElement? Checkpoint { get; init; }

    /// <summary>Says, durably, that it is alive, how far it is (0 to 1), and where to go on after a crash. Not more than once a second, please.</summary>
    public required Func<double?, JsonElement?, Task> BeatAsync { get; init; }

    /// <summary>Keeps a file with the run, at most 64 MiB; the same name again replaces it.</summary>
    public required Func<string, string, ReadOnlyMemory<byte>, Task<WorkflowArtifact>> SaveArtifactAsync { get; init; }
}

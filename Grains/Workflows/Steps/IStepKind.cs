using System.Text.Json;

namespace Nms.Workflows.Steps;

/// <summary>Something that a step can do: a kind, or an action of a module that is part of the platform. One instance serves all attempts.</summary>
internal interface IStepKind
{
    /// <summary>The name by which definitions use it: node.start, or monitoring/collect_metrics.</summary>
    string Name { get; }

    /// <summary>What it does, in a sentence.</summary>
    string Description { get; }

    /// <summary>JSON Schema of its inputs, an object; definitions are checked against it.</summary>
    JsonElement InputSchema { get; }

    /// <summary>JSON Schema of its output.</summary>
    JsonElement OutputSchema { get; }

    /// <summary>Whether it waits more than it works, and so counts for nothing among the attempts that a silo does at a time.</summary>
    bool Waits => false;

    /// <summary>
    /// Does it. It may be called again with the same <see cref="StepAttempt.Key"/> after a crash, and must then do nothing twice.
    /// Throws <see cref="NmsException"/> for what it could not do (a transient one is tried again); any other exception is a defect.
    /// </summary>
    Task<JsonElement> RunAsync(StepAttempt attempt, CancellationToken cancellationToken);
}

using System.Collections.Immutable;
using Nms.Workflows.Expressions;

namespace Nms.Workflows.Definitions;

/// <summary>What starts runs by itself. In their inputs, what happened is <c>trigger</c>.</summary>
internal abstract record TriggerDefinition
{
    /// <summary>Names it in the trigger of runs, unique in the definition.</summary>
    public required string Name { get; init; }

    /// <summary>Gives the inputs of the run, an object.</summary>
    public required Template Inputs { get; init; }
}

/// <summary>A schedule.</summary>
internal sealed record ScheduleTrigger : TriggerDefinition
{
    /// <summary>Five fields, or six with seconds.</summary>
    public required string Cron { get; init; }

    /// <summary>IANA name.</summary>
    public string TimeZone { get; init; } = "UTC";

    public OverlapPolicy Overlap { get; init; }

    /// <summary>How late a run may still begin that was due while nothing ran; zero for never.</summary>
    public TimeSpan CatchUpWindow { get; init; }
}

/// <summary>Events of the feed.</summary>
internal sealed record EventTrigger : TriggerDefinition
{
    /// <summary>Types, as the feed's filter takes them.</summary>
    public required ImmutableArray<string> Types { get; init; }

    /// <summary>Of this project only.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>True for the events that count.</summary>
    public Template? Where { get; init; }

    /// <summary>One run for all events that follow each other closer than this; the last of them is the trigger.</summary>
    public TimeSpan Debounce { get; init; }
}

/// <summary>An alert of a severity or a greater one.</summary>
internal sealed record AlertTrigger : TriggerDefinition
{
    public required string MinimumSeverity { get; init; }
}

/// <summary>A call from outside at /api/v1/workflow-hooks/{workflow}/{name}, signed with a secret.</summary>
internal sealed record WebhookTrigger : TriggerDefinition;

using System.Collections.Frozen;

namespace Nms.Workflows.Definitions;

/// <summary>Every key that a definition may have, by the object it stands in. The published schema has the same ones.</summary>
internal static class DefinitionKeys
{
    public static readonly string[] Workflow =
        ["name", "description", "inputs", "timeout", "key", "on_conflict", "project", "max_runs", "max_parallel", "triggers", "steps", "outputs"];

    public static readonly string[] Input = ["type", "required", "description", "default", "secret", "enum"];

    public static readonly string[] Step =
    [
        "name", "description", "uses", "with", "when", "needs", "needs_any", "for_each", "max_parallel", "timeout", "timeouts", "retry", "compensate", "on_failure",
    ];

    public static readonly string[] Timeouts = ["start", "run", "total", "heartbeat"];

    public static readonly string[] Retry = ["maximum_attempts", "initial_interval", "backoff_coefficient", "maximum_interval", "non_retryable"];

    public static readonly string[] Compensation = ["uses", "with", "timeout", "retry"];

    public static readonly string[] Trigger = ["name", "schedule", "event", "alert", "webhook", "inputs"];

    public static readonly string[] Schedule = ["cron", "time_zone", "overlap", "catch_up"];

    public static readonly string[] Event = ["types", "project_id", "where", "debounce"];

    public static readonly string[] Alert = ["minimum_severity"];

    public static readonly string[] Webhook = [];

    /// <summary>Objects of the schema, by their names there.</summary>
    public static FrozenDictionary<string, string[]> All { get; } = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["workflow"] = Workflow,
        ["input"] = Input,
        ["step"] = Step,
        ["timeouts"] = Timeouts,
        ["retry"] = Retry,
        ["compensation"] = Compensation,
        ["trigger"] = Trigger,
        ["schedule"] = Schedule,
        ["event"] = Event,
        ["alert"] = Alert,
        ["webhook"] = Webhook,
    }.ToFrozenDictionary(StringComparer.Ordinal);
}

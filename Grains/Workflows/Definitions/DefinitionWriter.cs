using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nms.Workflows.Engine;
using Nms.Workflows.Expressions;

namespace Nms.Workflows.Definitions;

/// <summary>Writes a definition in the form of the published schema, with all defaults: what is read from it again is the same. Pure.</summary>
internal static class DefinitionWriter
{
    /// <summary>Texts as people wrote them.</summary>
    public static JsonSerializerOptions Json { get; } = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static JsonObject Write(WorkflowDefinition definition) => Without(new JsonObject
    {
        ["name"] = definition.Name,
        ["description"] = definition.Description,
        ["inputs"] = definition.Inputs.IsEmpty ? null : new JsonObject(definition.Inputs.Select(input => KeyValuePair.Create<string, JsonNode?>(input.Name, Input(input)))),
        ["timeout"] = Span(definition.Timeout),
        ["key"] = Source(definition.Key),
        ["on_conflict"] = DefinitionWords.Of(definition.OnConflict),
        ["project"] = Source(definition.Project),
        ["max_runs"] = definition.MaxRuns,
        ["max_parallel"] = definition.MaxParallel,
        ["triggers"] = definition.Triggers.IsEmpty ? null : new JsonArray([.. definition.Triggers.Select(Trigger)]),
        ["steps"] = new JsonArray([.. definition.Steps.Select(Step)]),
        ["outputs"] = Source(definition.Outputs),
    });

    /// <summary>A span of time as definitions write them.</summary>
    public static string? Span(TimeSpan? span)
    {
        if (span is not { } given)
        {
            return null;
        }

        var text = new StringBuilder();
        foreach (var (amount, unit) in new[] { ((int)given.TotalDays, "d"), (given.Hours, "h"), (given.Minutes, "m"), (given.Seconds, "s"), (given.Milliseconds, "ms") })
        {
            if (amount > 0)
            {
                text.Append(amount.ToString(CultureInfo.InvariantCulture)).Append(unit);
            }
        }

        return text.Length == 0 ? "0s" : text.ToString();
    }

    private static JsonObject Input(InputDefinition input) => Without(new JsonObject
    {
        ["type"] = DefinitionWords.Of(input.Type),
        ["description"] = input.Description,
        ["required"] = input.Required,
        ["default"] = input.Default is { } value ? JsonValues.ToNode(value) : null,
        ["secret"] = input.Secret,
        ["enum"] = input.Enum.IsEmpty ? null : new JsonArray([.. input.Enum.Select(JsonValues.ToNode)]),
    });

    private static JsonObject Step(StepDefinition step) => Without(new JsonObject
    {
        ["name"] = step.Name,
        ["description"] = step.Description,
        ["uses"] = step.Uses,
        ["with"] = Source(step.With),
        ["when"] = Source(step.When),

        // What a step needs that handles a failure is told by the step whose failure it is.
        ["needs"] = step.Handles is null ? Texts(step.Needs) : null,
        ["needs_any"] = step.NeedsAny,
        ["for_each"] = Source(step.ForEach),
        ["max_parallel"] = step.MaxParallel,
        ["timeouts"] = Without(new JsonObject
        {
            ["start"] = Span(step.StartTimeout),
            ["run"] = Span(step.RunTimeout),
            ["total"] = Span(step.TotalTimeout),
            ["heartbeat"] = Span(step.HeartbeatTimeout),
        }),
        ["retry"] = Retry(step.Retry),
        ["compensate"] = step.Compensation is { } compensation
            ? Without(new JsonObject
            {
                ["uses"] = compensation.Uses,
                ["with"] = Source(compensation.With),
                ["timeout"] = Span(compensation.RunTimeout),
                ["retry"] = Retry(compensation.Retry),
            })
            : null,
        ["on_failure"] = step.OnFailure switch
        {
            FailurePolicy.Fail => "fail",
            FailurePolicy.Continue => "continue",
            _ => Texts(step.Handlers),
        },
    });

    private static JsonObject Retry(RetryPolicy retry) => new()
    {
        ["maximum_attempts"] = retry.MaximumAttempts,
        ["initial_interval"] = Span(retry.InitialInterval),
        ["backoff_coefficient"] = retry.BackoffCoefficient,
        ["maximum_interval"] = Span(retry.MaximumInterval),
        ["non_retryable"] = Texts(retry.NonRetryable),
    };

    private static JsonObject Trigger(TriggerDefinition trigger)
    {
        var written = new JsonObject { ["name"] = trigger.Name };
        switch (trigger)
        {
            case ScheduleTrigger schedule:
                written["schedule"] = new JsonObject
                {
                    ["cron"] = schedule.Cron,
                    ["time_zone"] = schedule.TimeZone,
                    ["overlap"] = DefinitionWords.Of(schedule.Overlap),
                    ["catch_up"] = Span(schedule.CatchUpWindow),
                };
                break;
            case EventTrigger @event:
                written["event"] = Without(new JsonObject
                {
                    ["types"] = Texts(@event.Types),
                    ["project_id"] = @event.ProjectId,
                    ["where"] = Source(@event.Where),
                    ["debounce"] = Span(@event.Debounce),
                });
                break;
            case AlertTrigger alert:
                written["alert"] = new JsonObject { ["minimum_severity"] = alert.MinimumSeverity };
                break;
            default:
                written["webhook"] = new JsonObject();
                break;
        }

        written["inputs"] = Source(trigger.Inputs);
        return written;
    }

    private static JsonNode? Source(Template? template) => template is null ? null : JsonValues.ToNode(template.Source);

    private static JsonArray Texts(IEnumerable<string> texts) => new([.. texts.Select(text => JsonValue.Create(text))]);

    private static JsonObject Without(JsonObject members)
    {
        foreach (var name in members.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            members.Remove(name);
        }

        return members;
    }
}

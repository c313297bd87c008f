using System.Text.Json;
using Nms.Workflows.Definitions;
using Nms.Workflows.Expressions;

namespace Nms.Grains.Tests.Workflows;

/// <summary>Definitions in a few words.</summary>
internal static class Flow
{
    /// <summary>Steps one after the other, unless they say what they need.</summary>
    public static WorkflowDefinition Of(params StepDefinition[] steps) => new()
    {
        Name = "flow",
        Steps = [.. steps.Select((step, place) => place == 0 || step.Needs is not [] ? step : step with { Needs = [steps[place - 1].Name] })],
    };

    /// <summary>A step; its attempts are not repeated.</summary>
    public static StepDefinition Step(string name, string uses = "work", string with = "{}") => new()
    {
        Name = name,
        Uses = uses,
        With = Json(with),
        Retry = new RetryPolicy { MaximumAttempts = 1 },
    };

    public static StepDefinition Undone(this StepDefinition step, string uses = "undo", string with = """{"of":"${output}"}""") =>
        step with { Compensation = new CompensationDefinition { Uses = uses, With = Json(with) } };

    public static StepDefinition Retried(this StepDefinition step, int attempts) => step with { Retry = step.Retry with { MaximumAttempts = attempts } };

    public static Template Json(string text) => Template.Parse(JsonElement.Parse(text));

    public static Template Expression(string text) => Template.Parse(JsonSerializer.SerializeToElement($"${{{text}}}"));
}

using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Nms.Api.Compatibility;

/// <summary>A workflow as the former hub listed it.</summary>
internal sealed partial record PublishedWorkflow(string Name, int TotalSteps, IReadOnlyList<PublishedWorkflowStep> Steps)
{
    /// <summary>Of a definition as IWorkflowDefinitions describes it. Pure.</summary>
    public static PublishedWorkflow Of(JsonElement definition)
    {
        var steps = definition.GetProperty("steps").EnumerateArray().Select(Step).ToList();
        return new PublishedWorkflow(definition.GetProperty("name").GetString()!, steps.Count, steps);
    }

    private static PublishedWorkflowStep Step(JsonElement step)
    {
        var uses = step.GetProperty("uses").GetString()!;
        var parts = uses.Split('/', 2);
        return new PublishedWorkflowStep(
            step.GetProperty("name").GetString()!,
            parts is [var module, _] ? module : null,
            parts[^1],
            Seconds(Text(step, "timeout") ?? (step.TryGetProperty("timeouts", out var timeouts) && timeouts.ValueKind == JsonValueKind.Object ? Text(timeouts, "run") : null)));
    }

    private static string? Text(JsonElement from, string name) =>
        from.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Seconds(string? duration) => duration is null || Whole.Match(duration) is not { Success: true } ? null : Part.Matches(duration).Sum(
        part => double.Parse(part.Groups[1].Value, CultureInfo.InvariantCulture) * (part.Groups[2].Value switch
        {
            "ms" => 0.001,
            "s" => 1,
            "m" => 60,
            "h" => 3_600,
            _ => 86_400,
        }));

    [GeneratedRegex(@"^(?:[0-9]+(?:\.[0-9]+)?(?:ms|s|m|h|d))+$", RegexOptions.CultureInvariant)]
    private static partial Regex Whole { get; }

    [GeneratedRegex(@"([0-9]+(?:\.[0-9]+)?)(ms|s|m|h|d)", RegexOptions.CultureInvariant)]
    private static partial Regex Part { get; }
}

/// <summary>A step of it. The module is null for what the platform does itself, the time-out null where there is none.</summary>
internal sealed record PublishedWorkflowStep(string StepName, string? Module, string Action, double? Timeout);

/// <summary>Every workflow that the contract names.</summary>
internal sealed record PublishedWorkflows(IReadOnlyDictionary<string, PublishedWorkflow> Workflows, int TotalCount, DateTimeOffset Timestamp);

using Nms.Workflows.Definitions;

namespace Nms.Workflows.Engine;

/// <summary>When a run will be over, by what its steps took in past runs. Pure.</summary>
internal static class RunEstimate
{
    /// <summary>Null when a step that is not settled has never completed before.</summary>
    /// <remarks>The longest way through what is left: steps that do not need each other are done beside each other.</remarks>
    public static DateTimeOffset? EndOf(WorkflowDefinition definition, RunState run, WorkflowStatistics? past, DateTimeOffset now)
    {
        if (past is null || run.Ending != RunEnding.None || run.Paused)
        {
            return null;
        }

        var ends = new Dictionary<string, double>(StringComparer.Ordinal);
        for (var left = definition.Steps.ToList(); left.Count > 0;)
        {
            var next = left.First(step => step.Needs.All(ends.ContainsKey));
            left.Remove(next);
            var state = run.Steps[StepGraph.PlaceOf(definition, next.Name)];
            if (state.IsSettled || next.Handles is not null)
            {
                ends[next.Name] = 0;
                continue;
            }

            if (!past.TypicalStepSeconds.TryGetValue(next.Name, out var seconds))
            {
                return null;
            }

            var rest = state.StartedAt is { } began ? Math.Max(0, seconds - (now - began).TotalSeconds) : seconds;
            ends[next.Name] = rest + next.Needs.Select(need => ends[need]).DefaultIfEmpty(0).Max();
        }

        return now + TimeSpan.FromSeconds(ends.Values.DefaultIfEmpty(0).Max());
    }
}

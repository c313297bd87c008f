using Nms.Workflows.Definitions;

namespace Nms.Workflows.Engine;

/// <summary>How the steps of a definition hang together. Pure.</summary>
internal static class StepGraph
{
    /// <summary>The place of a step in the definition; -1 for one that is not in it.</summary>
    public static int PlaceOf(WorkflowDefinition definition, string step)
    {
        for (var place = 0; place < definition.Steps.Length; place++)
        {
            if (definition.Steps[place].Name == step)
            {
                return place;
            }
        }

        return -1;
    }

    /// <summary>A step and all that come after it, by what they need.</summary>
    public static HashSet<string> From(WorkflowDefinition definition, IEnumerable<string> steps)
    {
        var found = new HashSet<string>(steps, StringComparer.Ordinal);
        for (var before = 0; before != found.Count;)
        {
            before = found.Count;
            foreach (var step in definition.Steps.Where(step => step.Needs.Any(found.Contains)))
            {
                found.Add(step.Name);
            }
        }

        return found;
    }
}

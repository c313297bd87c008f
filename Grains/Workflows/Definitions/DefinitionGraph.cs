namespace Nms.Workflows.Definitions;

/// <summary>How the steps of a definition hang together, as far as that can be wrong. Pure.</summary>
internal static class DefinitionGraph
{
    public static void Check(List<ReadStep> steps, List<StepReference> references, DefinitionFaults faults)
    {
        var known = new Dictionary<string, ReadStep>(StringComparer.Ordinal);
        steps.ForEach(step => known.TryAdd(step.Name, step));
        foreach (var step in steps)
        {
            foreach (var need in step.Definition.Needs.Where(need => !known.ContainsKey(need)))
            {
                step.Source.Fault("needs", "unknown_step", $"There is no step {need}.");
            }
        }

        var order = Order(known);
        Cycles(known, order, faults);
        if (order.Count == known.Count)
        {
            Unreachable(order);
        }

        References(known, references, faults);
    }

    /// <summary>The steps so that each stands behind those it needs; those on a cycle, or behind one, are left out.</summary>
    private static List<ReadStep> Order(Dictionary<string, ReadStep> known)
    {
        var waits = known.Values.ToDictionary(step => step.Name, step => step.Definition.Needs.Count(known.ContainsKey), StringComparer.Ordinal);
        var behind = known.Values.SelectMany(step => step.Definition.Needs.Where(known.ContainsKey).Select(need => (need, step))).ToLookup(pair => pair.need, pair => pair.step);
        var order = known.Values.Where(step => waits[step.Name] == 0).ToList();
        for (var i = 0; i < order.Count; i++)
        {
            order.AddRange(behind[order[i].Name].Where(step => --waits[step.Name] == 0));
        }

        return order;
    }

    private static void Cycles(Dictionary<string, ReadStep> known, List<ReadStep> order, DefinitionFaults faults)
    {
        var left = known.Keys.Except(order.Select(step => step.Name)).ToHashSet(StringComparer.Ordinal);
        while (left.Count > 0)
        {
            // What is left needs something that is left, so this walk comes back to where it was.
            var way = new List<string> { left.Min(StringComparer.Ordinal)! };
            while (known[way[^1]].Definition.Needs.FirstOrDefault(left.Contains) is { } need)
            {
                var seen = way.IndexOf(need);
                way.Add(need);
                if (seen >= 0)
                {
                    var cycle = way[seen..];
                    var first = known[cycle[0]];
                    var at = first.Source.Find("needs") ?? first.Source.Node;
                    faults.Add(first.Source.PathOf("needs"), "cycle", $"These steps wait for each other: {string.Join(" needs ", cycle)}.", at);
                    break;
                }
            }

            left.ExceptWith(way);
        }
    }

    /// <summary>
    /// A step that needs both that another one came about and that it failed is never done. Each step must have its needs met, and these have
    /// theirs; of several of which one is enough, what they have in common.
    /// </summary>
    private static void Unreachable(List<ReadStep> order)
    {
        var musts = new Dictionary<string, (HashSet<string> Done, HashSet<string> Failed)>(StringComparer.Ordinal);
        foreach (var step in order)
        {
            var definition = step.Definition;
            var each = definition.Needs.Where(musts.ContainsKey).Select(need => Through(definition, need, musts[need])).ToList();
            var possible = definition.NeedsAny ? each.Where(one => !one.Done.Overlaps(one.Failed)).ToList() : each;
            var must = (Done: Combine(possible.Select(one => one.Done), definition.NeedsAny), Failed: Combine(possible.Select(one => one.Failed), definition.NeedsAny));
            if (must.Done.FirstOrDefault(must.Failed.Contains) is { } both)
            {
                step.Source.Fault("needs", "step_unreachable", $"{step.Name} is never done: it needs both that {both} comes about and that it fails.");
                must = ([], []);
            }
            else if (each.Count > 0 && possible.Count == 0)
            {
                step.Source.Fault("needs", "step_unreachable", $"{step.Name} is never done: none of the steps it needs can be.");
            }

            musts[step.Name] = must;
        }
    }

    private static (HashSet<string> Done, HashSet<string> Failed) Through(StepDefinition step, string need, (HashSet<string> Done, HashSet<string> Failed) of) =>
        step.Handles == need ? (of.Done, [.. of.Failed, need]) : ([.. of.Done, need], of.Failed);

    private static HashSet<string> Combine(IEnumerable<HashSet<string>> sets, bool any) =>
        any ? sets.Aggregate((HashSet<string>?)null, (common, one) => common is null ? one : [.. common.Intersect(one)]) ?? [] : [.. sets.SelectMany(one => one)];

    private static void References(Dictionary<string, ReadStep> known, List<StepReference> references, DefinitionFaults faults)
    {
        var ancestors = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var reference in references)
        {
            if (!known.ContainsKey(reference.Step))
            {
                faults.Add(reference.Path, "unknown_step", $"There is no step {reference.Step}.", reference.Line, reference.Column);
            }
            else if (reference.Place.Step is { } step && known.ContainsKey(step))
            {
                if (!ancestors.TryGetValue(step, out var before))
                {
                    ancestors[step] = before = Ancestors(known, step);
                }

                if (!before.Contains(reference.Step) && !(reference.Place.Itself && reference.Step == step))
                {
                    faults.Add(reference.Path, "step_not_before", $"{reference.Step} does not come before {step}: add it to its needs.", reference.Line, reference.Column);
                }
            }
        }
    }

    private static HashSet<string> Ancestors(Dictionary<string, ReadStep> known, string step)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var open = new Stack<string>([step]);
        while (open.TryPop(out var next))
        {
            foreach (var need in known[next].Definition.Needs.Where(known.ContainsKey))
            {
                if (found.Add(need))
                {
                    open.Push(need);
                }
            }
        }

        return found;
    }
}

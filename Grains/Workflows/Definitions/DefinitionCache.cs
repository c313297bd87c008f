using System.Collections.Concurrent;

namespace Nms.Workflows.Definitions;

/// <summary>The definitions that runs of this silo use, read once.</summary>
internal sealed class DefinitionCache(IGrainFactory grains, IDefinitionReader reader)
{
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<(string Workflow, int Version), WorkflowDefinition> _known = new();

    /// <summary>A version of a workflow, deleted or not.</summary>
    /// <exception cref="NotFoundException">workflow_not_found.</exception>
    public async ValueTask<WorkflowDefinition> GetAsync(string workflow, int version)
    {
        if (_known.TryGetValue((workflow, version), out var known))
        {
            return known;
        }

        var found = await grains.Workflow(workflow).FindAsync(version, deleted: true)
            ?? throw new NotFoundException("workflow_not_found", $"There is no version {version} of workflow {workflow}.");
        if (_known.Count >= Most)
        {
            _known.Clear();
        }

        // A version never changes, so whoever reads it first reads it for all.
        return _known[(workflow, version)] = reader.Read(found.Source);
    }
}

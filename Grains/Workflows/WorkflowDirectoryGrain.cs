using System.Collections.Immutable;
using Microsoft.Extensions.Options;

namespace Nms.Workflows;

/// <summary>The workflows there are.</summary>
[GrainType("nms.workflow-directory")]
internal sealed class WorkflowDirectoryGrain(
    [PersistentState("workflow-directory", "Default")] IPersistentState<WorkflowDirectoryState> storage, IOptions<WorkflowOptions> options) : Grain, IWorkflowDirectoryGrain
{
    /// <summary>Those that nobody has looked for yet.</summary>
    private static readonly ImmutableArray<WorkflowVersion> s_builtIn =
    [
        .. BuiltInWorkflows.Sources.Keys.Select(name => new WorkflowVersion
        {
            Name = name, Version = 1, Source = string.Empty, SavedAt = DateTimeOffset.UnixEpoch, SavedBy = "system", BuiltIn = true,
        }),
    ];

    public ValueTask<ImmutableArray<WorkflowVersion>> ListAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<ImmutableArray<WorkflowVersion>>([.. storage.State.Newest.Values.Concat(s_builtIn.Where(version => !storage.State.Newest.ContainsKey(version.Name))).OrderBy(version => version.Name, StringComparer.Ordinal)]);

    public async Task SavedAsync(WorkflowVersion version, CancellationToken cancellationToken)
    {
        if (storage.State.Newest.TryGetValue(version.Name, out var known) && known == version)
        {
            return;
        }

        if (known is null && storage.State.Newest.Count >= options.Value.MaxWorkflows)
        {
            throw new ConflictException("too_many_workflows", $"There are {options.Value.MaxWorkflows} workflows, as many as may be.");
        }

        await WriteAsync(storage.State with { Newest = storage.State.Newest.SetItem(version.Name, version) });
    }

    public Task DeletedAsync(string name, CancellationToken cancellationToken) => WriteAsync(storage.State with { Newest = storage.State.Newest.Remove(name) });

    private async Task WriteAsync(WorkflowDirectoryState next)
    {
        var before = storage.State;
        storage.State = next;
        try
        {
            await storage.WriteStateAsync();
        }
        catch
        {
            storage.State = before;
            throw;
        }
    }
}

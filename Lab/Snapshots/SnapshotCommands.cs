using Nms.Lab.Projects;
using Nms.Lab.Wire;

namespace Nms.Lab.Snapshots;

/// <summary>What can be done to snapshots. Taking and deleting one is told to nobody.</summary>
public sealed class SnapshotCommands
{
    private readonly LabState _state;
    private readonly ProjectCommands _projects;

    internal SnapshotCommands(LabState state, ProjectCommands projects) => (_state, _projects) = (state, projects);

    internal static LabSnapshot Find(LabProject project, string id)
        => project.Snapshots.GetValueOrDefault(id) ?? throw LabRefusalException.NotFound($"Snapshot ID {id} doesn't exist");

    /// <summary>Takes a snapshot of an open project whose nodes are stopped, and gives its identifier.</summary>
    public string Create(LabProject project, string name)
    {
        lock (_state.Gate) return Take(project, name).Id;
    }

    /// <summary>
    /// Brings a project back to a snapshot: running nodes are stopped, every node and link is announced as created, and
    /// those that vanish are not announced at all.
    /// </summary>
    public void Restore(LabProject project, string snapshotId)
    {
        lock (_state.Gate)
        {
            var snapshot = Find(project, snapshotId);
            _projects.Unload(project);
            var keepsIds = _state.Options.KeepIdsOnRestore && !snapshot.IsInherited;
            _projects.Load(project, keepsIds ? snapshot.Dump : snapshot.Dump.WithNewIds());
            _state.TellController(project, "project.opened");
            _state.Tell(project, "snapshot.restored", snapshot.ToJson(project.Id));
        }
    }

    internal LabSnapshot Take(LabProject project, string name)
    {
        if (project.Snapshots.Values.Any(snapshot => snapshot.Name == name))
            throw LabRefusalException.Conflict($"The snapshot name {name} already exists");
        ProjectCommands.RequireStopped(project);
        if (project.Snapshots.Count >= LabLimits.SnapshotsPerProject)
            throw LabRefusalException.Conflict($"The lab takes {LabLimits.SnapshotsPerProject} snapshots per project at most");
        var taken = new LabSnapshot(LabIds.New(), name, _state.Time.GetUtcNow(), ProjectDump.Of(project));
        project.Snapshots.Add(taken.Id, taken);
        return taken;
    }
}

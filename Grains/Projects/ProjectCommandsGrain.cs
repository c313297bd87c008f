using System.Collections.Immutable;
using Microsoft.Extensions.Options;
using Nms.Gns3;
using Nms.Nodes;
using Nms.Topology;
using Orleans.Concurrency;

namespace Nms.Projects;

/// <summary>Carries out commands on one project, so that a slow server holds up nothing but its own caller.</summary>
[GrainType("nms.project-commands")]
[StatelessWorker]
[CollectionAgeLimit(Minutes = 2)]
internal sealed class ProjectCommandsGrain(Gns3Commands commands, IOptions<Gns3Options> options) : Grain, IProjectCommandsGrain
{
    private const string ProjectNotFound = "project_not_found";
    private const string LinkNotFound = "link_not_found";

    private Guid Id => this.GetPrimaryKey();

    public async Task<ProjectSnapshot> OpenAsync(CancellationToken cancellationToken)
    {
        var (project, connection) = await commands.FindForChangeAsync(Id, cancellationToken);
        if (project is { Live: true, Status: ProjectStatus.Opened })
        {
            return project;
        }

        await CallAsync(connection, ProjectNotFound, client => client.OpenProjectAsync(Id, cancellationToken));
        return (await commands.ReadProjectAsync(connection, Id, CancellationToken.None)).Project;
    }

    public async Task<ProjectSnapshot> CloseAsync(CancellationToken cancellationToken)
    {
        var (project, connection) = await commands.FindForChangeAsync(Id, cancellationToken);
        if (project is { Live: true, Status: ProjectStatus.Closed })
        {
            return project;
        }

        await CallAsync(connection, ProjectNotFound, client => client.CloseProjectAsync(Id, cancellationToken));
        return (await commands.ReadProjectAsync(connection, Id, CancellationToken.None)).Project;
    }

    public async Task<ProjectSnapshot> UpdateAsync(ProjectChanges changes, CancellationToken cancellationToken)
    {
        var (project, connection) = await commands.FindForChangeAsync(Id, cancellationToken);
        if (changes.AutoClose == true && options.Value.KeepProjectsOpen)
        {
            throw new ConflictException(
                "auto_close_kept_off",
                $"auto_close of project {project.Name} is kept off so that nothing closes it when this program ends; set Gns3:KeepProjectsOpen to false to allow it.");
        }

        var answer = await CallAsync(connection, ProjectNotFound, client => client.UpdateProjectAsync(
            Id,
            new Gns3ProjectChanges { Name = changes.Name, AutoClose = changes.AutoClose, AutoOpen = changes.AutoOpen, AutoStart = changes.AutoStart },
            cancellationToken));
        await commands.TellAsync(connection, Id, new ProjectObserved(Gns3Translator.Project(connection.Name, answer)));
        return await GrainFactory.Project(Id).GetAsync(CancellationToken.None);
    }

    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        var (_, connection) = await commands.FindForChangeAsync(Id, cancellationToken);
        await CallAsync(connection, ProjectNotFound, client => client.DeleteProjectAsync(Id, cancellationToken));
        await commands.TellAsync(connection, Id, new ProjectRemoved());
    }

    public async Task<ProjectSnapshot> DuplicateAsync(string name, CancellationToken cancellationToken)
    {
        var (_, connection) = await commands.FindForChangeAsync(Id, cancellationToken);
        var copy = await CallAsync(connection, ProjectNotFound, client => client.DuplicateProjectAsync(Id, name, cancellationToken: cancellationToken));
        await GrainFactory.GetGrain<IGns3ServerReportsGrain>(connection.Name).AddProjectAsync(copy.ProjectId, CancellationToken.None);
        return (await commands.ReadProjectAsync(connection, copy.ProjectId, CancellationToken.None)).Project;
    }

    public async Task<ProjectStats> GetStatsAsync(CancellationToken cancellationToken)
    {
        var (_, connection) = await commands.FindAsync(Id, cancellationToken);
        var stats = await CallAsync(connection, ProjectNotFound, client => client.GetProjectStatsAsync(Id, cancellationToken));
        return new ProjectStats(stats.Nodes, stats.Links, stats.Drawings, stats.Snapshots);
    }

    public async Task<ProjectTopology> RefreshAsync(CancellationToken cancellationToken)
    {
        var (_, connection) = await commands.FindAsync(Id, cancellationToken);
        return await commands.ReadProjectAsync(connection, Id, cancellationToken);
    }

    public async Task<NodesCommandResult> ControlNodesAsync(NodesAction action, CancellationToken cancellationToken)
    {
        var (project, connection) = await commands.FindOpenAsync(Id, cancellationToken);
        var before = await commands.ReadProjectAsync(connection, Id, cancellationToken);
        Gns3ApiException? refusal = null;
        try
        {
            await ControlAsync(connection.Client, action, cancellationToken);
        }
        catch (Gns3ApiException failure) when (failure.Kind is Gns3FailureKind.Conflict or Gns3FailureKind.Refused)
        {
            // One node that cannot start fails the whole call, though others did.
            refusal = failure;
        }
        catch (Gns3ApiException failure)
        {
            throw Gns3Failures.Translate(failure, connection.Name, ProjectNotFound);
        }

        var after = await commands.SettleProjectAsync(
            project, connection, topology => refusal is not null || topology.Nodes.All(node => NodesControl.IsDone(action, node)));
        if (refusal is not null)
        {
            after = await commands.ReadProjectAsync(connection, Id, CancellationToken.None);
        }

        return NodesControl.Sum(Id, action, before, after, refusal?.Message);
    }

    public async Task<NodeSnapshot> CreateNodeAsync(NodeDraft draft, CancellationToken cancellationToken)
    {
        var (_, connection) = await commands.FindOpenAsync(Id, cancellationToken);
        var wire = new Gns3NodeDraft
        {
            Name = draft.Name,
            NodeType = draft.NodeType,
            ComputeId = draft.ComputeId,
            X = draft.X,
            Y = draft.Y,
            Z = draft.Z,
            Symbol = draft.Symbol,
            ConsoleType = draft.ConsoleType,
            Properties = Gns3Commands.ParseObject("properties", draft.PropertiesJson),
        };
        var node = await CallAsync(connection, ProjectNotFound, client => client.CreateNodeAsync(Id, wire, cancellationToken));
        return await commands.ReadNodeAsync(connection, new NodeKey(Id, node.NodeId));
    }

    public async Task<NodeSnapshot> InstantiateTemplateAsync(
        Guid templateId, int x, int y, string? name, string? computeId, CancellationToken cancellationToken)
    {
        var (_, connection) = await commands.FindOpenAsync(Id, cancellationToken);
        var node = await CallAsync(
            connection, "template_not_found", client => client.InstantiateTemplateAsync(Id, templateId, x, y, name, computeId, cancellationToken));
        return await commands.ReadNodeAsync(connection, new NodeKey(Id, node.NodeId));
    }

    public async Task<LinkSnapshot> CreateLinkAsync(LinkDraft draft, CancellationToken cancellationToken)
    {
        if (draft.Endpoints.Length != 2)
        {
            throw Gns3Commands.Invalid("nodes", "A link has exactly two ends.");
        }

        var (_, connection) = await commands.FindOpenAsync(Id, cancellationToken);
        var wire = new Gns3LinkDraft
        {
            Nodes = [.. draft.Endpoints.Select(end => new Gns3LinkEndpoint
            {
                NodeId = end.NodeId,
                AdapterNumber = end.AdapterNumber,
                PortNumber = end.PortNumber,
                Label = Gns3Commands.ParseObject("label", end.LabelJson),
            })],
            Filters = Gns3Commands.ParseObject("filters", draft.FiltersJson),
            Suspend = draft.Suspended,
        };
        return await TellLinkAsync(connection, await CallAsync(
            connection, "node_not_found", client => client.CreateLinkAsync(Id, wire, cancellationToken)));
    }

    public async Task<LinkSnapshot> UpdateLinkAsync(Guid linkId, LinkChanges changes, CancellationToken cancellationToken)
    {
        var (_, connection) = await commands.FindOpenAsync(Id, cancellationToken);
        var wire = new Gns3LinkChanges { Filters = Gns3Commands.ParseObject("filters", changes.FiltersJson), Suspend = changes.Suspended };
        return await TellLinkAsync(connection, await CallAsync(
            connection, LinkNotFound, client => client.UpdateLinkAsync(Id, linkId, wire, cancellationToken)));
    }

    public async Task DeleteLinkAsync(Guid linkId, CancellationToken cancellationToken)
    {
        var (_, connection) = await commands.FindOpenAsync(Id, cancellationToken);
        await CallAsync(connection, LinkNotFound, client => client.DeleteLinkAsync(Id, linkId, cancellationToken));
        await commands.TellAsync(connection, Id, new LinkRemoved(linkId));
    }

    public async Task<LinkSnapshot> StartCaptureAsync(Guid linkId, string? captureFileName, CancellationToken cancellationToken)
    {
        var (_, connection) = await commands.FindOpenAsync(Id, cancellationToken);
        return await TellLinkAsync(connection, await CallAsync(
            connection, LinkNotFound, client => client.StartCaptureAsync(Id, linkId, captureFileName, cancellationToken: cancellationToken)));
    }

    public async Task<LinkSnapshot> StopCaptureAsync(Guid linkId, CancellationToken cancellationToken)
    {
        var (_, connection) = await commands.FindOpenAsync(Id, cancellationToken);
        return await TellLinkAsync(connection, await CallAsync(
            connection, LinkNotFound, client => client.StopCaptureAsync(Id, linkId, cancellationToken)));
    }

    public async Task<ImmutableArray<SnapshotDescription>> ListSnapshotsAsync(CancellationToken cancellationToken)
    {
        var (_, connection) = await commands.FindAsync(Id, cancellationToken);
        var snapshots = await CallAsync(connection, ProjectNotFound, client => client.ListSnapshotsAsync(Id, cancellationToken));
        return [.. snapshots.Select(snapshot => Gns3Translator.Snapshot(Id, snapshot))];
    }

    public async Task<SnapshotDescription> CreateSnapshotAsync(string name, CancellationToken cancellationToken)
    {
        var (_, connection) = await commands.FindOpenAsync(Id, cancellationToken);
        return Gns3Translator.Snapshot(
            Id, await CallAsync(connection, ProjectNotFound, client => client.CreateSnapshotAsync(Id, name, cancellationToken)));
    }

    public async Task<ProjectTopology> RestoreSnapshotAsync(Guid snapshotId, CancellationToken cancellationToken)
    {
        var (project, connection) = await commands.FindForChangeAsync(Id, cancellationToken);
        await CallAsync(connection, "snapshot_not_found", client => client.RestoreSnapshotAsync(Id, snapshotId, cancellationToken));

        // The listener reads the project when it hears of the restore; only when it does not is it read from here.
        return await commands.SettleProjectAsync(project, connection, topology => topology.Project.ReconciledAt > project.ReconciledAt);
    }

    public async Task DeleteSnapshotAsync(Guid snapshotId, CancellationToken cancellationToken)
    {
        var (_, connection) = await commands.FindForChangeAsync(Id, cancellationToken);
        await CallAsync(connection, "snapshot_not_found", client => client.DeleteSnapshotAsync(Id, snapshotId, cancellationToken));
    }

    private Task ControlAsync(IGns3Client client, NodesAction action, CancellationToken cancellationToken) => action switch
    {
        NodesAction.Start => client.StartAllNodesAsync(Id, cancellationToken),
        NodesAction.Stop => client.StopAllNodesAsync(Id, cancellationToken),
        NodesAction.Suspend => client.SuspendAllNodesAsync(Id, cancellationToken),
        NodesAction.Reload => client.ReloadAllNodesAsync(Id, cancellationToken),
        _ => throw Gns3Commands.Invalid("action", "It must be start, stop, suspend or reload."),
    };

    private async Task<LinkSnapshot> TellLinkAsync(Gns3Connection connection, Gns3Link answer)
    {
        var link = Gns3Translator.Link(Id, answer);
        await commands.TellAsync(connection, Id, new LinkObserved(link));
        var topology = await GrainFactory.Project(Id).GetTopologyAsync();
        return topology?.Links.FirstOrDefault(known => known.LinkId == link.LinkId) ?? link;
    }

    private static Task<T> CallAsync<T>(Gns3Connection connection, string missing, Func<IGns3Client, Task<T>> call) =>
        Gns3Failures.CallAsync(connection.Name, missing, () => call(connection.Client));

    private static Task CallAsync(Gns3Connection connection, string missing, Func<IGns3Client, Task> call) =>
        Gns3Failures.CallAsync(connection.Name, missing, () => call(connection.Client));
}

using System.Collections.Immutable;
using Nms.Gns3;
using Nms.Messaging;
using Nms.Modules;
using Nms.Nodes;
using Nms.Projects;
using Nms.Topology;
using Nms.Webhooks;
using Nms.Workflows;

namespace Nms.Api.Tests.Fakes;

/// <summary>Hands out grains that act on a <see cref="FakeModel"/>, in the caller's own thread.</summary>
public sealed class FakeGrains(FakeModel model, FakeAccess access, IGrainFactory? hub = null, FakeWorkflows? workflows = null) : IGrainFactory
{
    private FakeWebhooks Webhooks { get; } = new();

    private FakeWorkflows Workflows { get; } = workflows ?? new FakeWorkflows();

    /// <summary>Keys of project grains that were asked for.</summary>
    public HashSet<string> Keys { get; } = [];

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidKey =>
            typeof(TGrainInterface) == typeof(IWorkflowRunGrain) ? Cast<TGrainInterface>(Workflows.RunOf(primaryKey))
            : IsOfWebhooks<TGrainInterface>() ? (hub is null ? Cast<TGrainInterface>(Webhooks.Get(primaryKey)) : hub.GetGrain<TGrainInterface>(primaryKey))
            : FakeDiscovery.Find(typeof(TGrainInterface), primaryKey) is { } ofDiscovery ? Cast<TGrainInterface>(ofDiscovery)
            : typeof(TGrainInterface) == typeof(ITopologyDriftGrain) ? Cast<TGrainInterface>(new FakeDrift(model, primaryKey))
            : Cast<TGrainInterface>(access.Find(typeof(TGrainInterface), primaryKey)
                ?? (typeof(TGrainInterface) == typeof(IProjectGrain) ? new FakeProject(model, primaryKey) : new FakeProjectCommands(model, primaryKey)));

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerKey => typeof(TGrainInterface) == typeof(IMessageRouterGrain)
            ? Hub.GetGrain<TGrainInterface>(primaryKey)
            : Cast<TGrainInterface>(new FakeTopologyRefresh(model));

    public TGrainInterface GetGrain<TGrainInterface>(string primaryKey, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithStringKey
    {
        if (access.Find(typeof(TGrainInterface), primaryKey) is { } ofAccess)
        {
            return Cast<TGrainInterface>(ofAccess);
        }

        if (FakeDiscovery.Find(typeof(TGrainInterface), primaryKey) is { } ofDiscovery)
        {
            return Cast<TGrainInterface>(ofDiscovery);
        }

        if (typeof(TGrainInterface).Namespace == typeof(IWorkflowGrain).Namespace)
        {
            return Cast<TGrainInterface>(typeof(TGrainInterface) == typeof(IWorkflowGrain) ? Workflows.Workflow(primaryKey) : Workflows);
        }

        if (IsOfWebhooks<TGrainInterface>())
        {
            return hub is null ? Cast<TGrainInterface>(Webhooks) : hub.GetGrain<TGrainInterface>(primaryKey);
        }

        if (typeof(TGrainInterface) == typeof(IModuleGrain) && hub is null)
        {
            return Cast<TGrainInterface>(new NoModule());
        }

        if (typeof(TGrainInterface) == typeof(IModuleRegistryGrain) && hub is null)
        {
            return Cast<TGrainInterface>(new NoModules());
        }

        if (typeof(TGrainInterface).Namespace is "Nms.Messaging" or "Nms.Modules")
        {
            return Hub.GetGrain<TGrainInterface>(primaryKey);
        }

        lock (Keys)
        {
            Keys.Add(primaryKey);
        }

        object grain = typeof(TGrainInterface) switch
        {
            var type when type == typeof(IProjectDirectoryGrain) => new FakeDirectory(model),
            var type when type == typeof(IGns3ServerGrain) => new FakeServer(model, primaryKey),
            var type when type == typeof(INodeGrain) => new FakeNode(model, NodeKey.Parse(primaryKey)),
            _ => new FakeNodeCommands(model, NodeKey.Parse(primaryKey)),
        };
        return Cast<TGrainInterface>(grain);
    }

    public TGrainInterface GetGrain<TGrainInterface>(Guid primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithGuidCompoundKey => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(long primaryKey, string keyExtension, string? grainClassNamePrefix = null)
        where TGrainInterface : IGrainWithIntegerCompoundKey => throw new NotSupportedException();

    public TGrainObserverInterface CreateObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw new NotSupportedException();

    public void DeleteObjectReference<TGrainObserverInterface>(IGrainObserver obj)
        where TGrainObserverInterface : IGrainObserver => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, string grainPrimaryKey) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, Guid grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    public IGrain GetGrain(Type grainInterfaceType, long grainPrimaryKey, string keyExtension) => throw new NotSupportedException();

    public TGrainInterface GetGrain<TGrainInterface>(GrainId grainId)
        where TGrainInterface : IAddressable => throw new NotSupportedException();

    public IAddressable GetGrain(GrainId grainId) => throw new NotSupportedException();

    public IAddressable GetGrain(GrainId grainId, GrainInterfaceType interfaceType) => throw new NotSupportedException();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey) => throw new NotSupportedException();

    public IAddressable GetGrain(Type interfaceType, IdSpan grainKey, string grainClassNamePrefix) => throw new NotSupportedException();

    /// <summary>The grains of modules and messages are real ones, of a silo that the test brings.</summary>
    private IGrainFactory Hub => hub ?? throw new NotSupportedException("This host has no modules.");

    private static T Cast<T>(object grain) => (T)grain;

    private static bool IsOfWebhooks<T>() => typeof(T).Namespace == typeof(IWebhookGrain).Namespace;

    private sealed class NoModules : IModuleRegistryGrain
    {
        public Task<RegistrationResult> RegisterAsync(ModuleRegistration registration, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task UnregisterAsync(string name, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<ImmutableArray<RegisteredModule>> ListAsync(string? capability = null, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(ImmutableArray<RegisteredModule>.Empty);

        public Task<ImmutableArray<ModuleSnapshot>> GetModulesAsync(CancellationToken cancellationToken = default) => Task.FromResult(ImmutableArray<ModuleSnapshot>.Empty);

        public Task EnsureWatchingAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    private sealed class NoModule : IModuleGrain
    {
        public ValueTask<ModuleSnapshot?> FindAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult<ModuleSnapshot?>(null);

        public Task<ModuleSnapshot> BeatAsync(ModuleSight? sight = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<RegistrationResult> RegisterAsync(ModuleRegistration registration, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task RemoveAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task WatchAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    private sealed class FakeTopologyRefresh(FakeModel model) : ITopologyRefreshGrain
    {
        public async Task<TopologyRefresh> RefreshAllAsync(CancellationToken cancellationToken = default)
        {
            var server = await new FakeServer(model, model.Server!.Name).RefreshAsync(cancellationToken);
            return new TopologyRefresh(model.Projects.Count, 0, 0, server.LastHeardAt!.Value, ImmutableDictionary<string, string>.Empty);
        }
    }

    private sealed class FakeDrift(FakeModel model, Guid id) : ITopologyDriftGrain
    {
        public Task<DriftReport> ObserveAsync(ImmutableArray<DriftWitness> witnesses, Guid? runId, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<DriftReport?> RejudgeAsync(CancellationToken cancellationToken = default) => Task.FromResult(model.Drift.GetValueOrDefault(id));

        public ValueTask<DriftReport?> FindAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(model.Drift.GetValueOrDefault(id));
    }

    private sealed class FakeDirectory(FakeModel model) : IProjectDirectoryGrain
    {
        public Task<ImmutableArray<ProjectSnapshot>> ListAsync(CancellationToken cancellationToken = default) => Task.FromResult<ImmutableArray<ProjectSnapshot>>(
            [.. model.Projects.Values.Select(topology => topology.Project).OrderBy(project => project.Name, StringComparer.Ordinal)]);

        public Task<NodeSnapshot?> FindNodeAsync(Guid nodeId, CancellationToken cancellationToken = default) =>
            Task.FromResult(model.Projects.Values.SelectMany(topology => topology.Nodes).FirstOrDefault(node => node.Key.NodeId == nodeId));

        public ValueTask<ImmutableArray<string>> ListServersAsync(CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<ImmutableArray<string>>([model.Server!.Name]);

        public Task SetProjectsAsync(string server, ImmutableArray<Guid> projectIds, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    private sealed class FakeServer(FakeModel model, string name) : IGns3ServerGrain
    {
        public Task EnsureListeningAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<ServerSnapshot> GetAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(model.Server!);

        public ValueTask<ImmutableArray<TemplateDescription>> ListTemplatesAsync(CancellationToken cancellationToken = default) =>
            ValueTask.FromResult<ImmutableArray<TemplateDescription>>(
                [new TemplateDescription(FakeModel.Template, "VPCS", "vpcs", "guest", ":/symbols/vpcs_guest.svg", null, true)]);

        public async Task<ServerSnapshot> RefreshAsync(CancellationToken cancellationToken = default)
        {
            foreach (var id in model.Projects.Keys.ToList())
            {
                await model.RefreshAsync(id, cancellationToken);
            }

            return model.Server!;
        }

        public async Task<ServerDetection> DetectAsync(CancellationToken cancellationToken = default)
        {
            await Task.CompletedTask;
            return new ServerDetection(model.Failure is null, "127.0.0.1", 3080, model.Server!.Version, 2, 1.5, model.Server.LastHeardAt!.Value, model.Failure?.Message);
        }

        public async Task<ProjectSnapshot> CreateProjectAsync(ProjectDraft draft, CancellationToken cancellationToken = default)
        {
            await model.CommandAsync($"create {draft.Name} on {name}", cancellationToken);
            var id = Guid.CreateVersion7();
            model.Set(id, draft.Name, ProjectStatus.Opened);
            return model.Of(id).Project;
        }
    }

    private sealed class FakeProject(FakeModel model, Guid id) : IProjectGrain
    {
        public ValueTask<ProjectSnapshot> GetAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(model.Of(id).Project);

        public ValueTask<ProjectTopology?> GetTopologyAsync(string? unlessVersion = null, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(model.CopyOf(id, unlessVersion));

        public ValueTask<NodeInProject> GetNodeAsync(Guid nodeId, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new NodeInProject(model.Of(id).Project, model.Of(new NodeKey(id, nodeId))));

        public ValueTask<long> BeginReadAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<ReadNeed> ObserveAsync(ImmutableArray<ProjectObservation> observations, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<NodeSnapshot> ObserveNodeReadAsync(NodeObservation node, long readMark, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<ProjectTopology> ReconcileAsync(ProjectFacts facts, long readMark, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task SetLiveAsync(bool live, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    private sealed class FakeNode(FakeModel model, NodeKey key) : INodeGrain
    {
        public Task ExpectAsync(string? correlationId, string? traceParent, CancellationToken cancellationToken = default) => Task.CompletedTask;

        public ValueTask<NodeSnapshot> GetAsync(CancellationToken cancellationToken = default) => ValueTask.FromResult(model.Of(key));

        public Task<NodeSnapshot> ObserveAsync(NodeObservation observation, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public ValueTask<NodeSnapshot?> FindAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task ForgetAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task RemoveAsync(CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task<NodeSnapshot> ContinueAsync(NodeSnapshot previous, NodeObservation observation, CancellationToken cancellationToken = default) => throw new NotSupportedException();

        public Task ReplaceAsync(Guid replacedBy, CancellationToken cancellationToken = default) => throw new NotSupportedException();
    }

    private sealed class FakeNodeCommands(FakeModel model, NodeKey key) : INodeCommandsGrain
    {
        public Task<NodeCommandResult> StartAsync(CancellationToken cancellationToken = default) => ActAsync("start", NodeStatus.Started, cancellationToken);

        public Task<NodeCommandResult> StopAsync(CancellationToken cancellationToken = default) => ActAsync("stop", NodeStatus.Stopped, cancellationToken);

        public Task<NodeCommandResult> SuspendAsync(CancellationToken cancellationToken = default) => ActAsync("suspend", NodeStatus.Suspended, cancellationToken);

        public Task<NodeCommandResult> ReloadAsync(CancellationToken cancellationToken = default) => ActAsync("reload", NodeStatus.Started, cancellationToken);

        public Task<NodeCommandResult> RestartAsync(CancellationToken cancellationToken = default) => ActAsync("restart", NodeStatus.Started, cancellationToken);

        public async Task<NodeSnapshot> UpdateAsync(NodeChanges changes, CancellationToken cancellationToken = default)
        {
            await model.CommandAsync($"update {key}", cancellationToken);
            var node = model.Of(key);
            return node with { Name = changes.Name ?? node.Name, X = changes.X ?? node.X };
        }

        public async Task DeleteAsync(CancellationToken cancellationToken = default)
        {
            model.Of(key);
            await model.CommandAsync($"delete {key}", cancellationToken);
        }

        public async Task<NodeSnapshot> DuplicateAsync(int x, int y, int z, CancellationToken cancellationToken = default)
        {
            await model.CommandAsync($"duplicate {key}", cancellationToken);
            return model.Of(key) with { Key = new NodeKey(key.ProjectId, Guid.CreateVersion7()), X = x, Y = y, Z = z };
        }

        public async Task<byte[]> ReadFileAsync(string path, CancellationToken cancellationToken = default)
        {
            await model.CommandAsync($"read {path}", cancellationToken);
            return model.Files.TryGetValue(path, out var content) ? content : throw new NotFoundException("file_not_found", $"There is no file {path}.");
        }

        public async Task WriteFileAsync(string path, byte[] content, CancellationToken cancellationToken = default)
        {
            await model.CommandAsync($"write {path}", cancellationToken);
            model.Files[path] = content;
        }

        private async Task<NodeCommandResult> ActAsync(string action, NodeStatus status, CancellationToken cancellationToken)
        {
            var before = model.Of(key).Status;
            await model.CommandAsync($"{action} {key}", cancellationToken);
            return new NodeCommandResult(before, model.SetStatus(key, status));
        }
    }

    private sealed class FakeProjectCommands(FakeModel model, Guid id) : IProjectCommandsGrain
    {
        public async Task<ProjectSnapshot> OpenAsync(CancellationToken cancellationToken = default) =>
            await ChangeAsync("open", project => project with { Status = ProjectStatus.Opened }, cancellationToken);

        public async Task<ProjectSnapshot> CloseAsync(CancellationToken cancellationToken = default) =>
            await ChangeAsync("close", project => project with { Status = ProjectStatus.Closed }, cancellationToken);

        public async Task<ProjectSnapshot> UpdateAsync(ProjectChanges changes, CancellationToken cancellationToken = default) =>
            await ChangeAsync("update", project => project with { Name = changes.Name ?? project.Name, AutoClose = changes.AutoClose ?? project.AutoClose }, cancellationToken);

        public async Task DeleteAsync(CancellationToken cancellationToken = default)
        {
            model.Of(id);
            await model.CommandAsync($"delete {id}", cancellationToken);
            model.Projects.Remove(id);
        }

        public async Task<ProjectSnapshot> DuplicateAsync(string name, CancellationToken cancellationToken = default)
        {
            await model.CommandAsync($"duplicate {id}", cancellationToken);
            return model.Of(id).Project with { ProjectId = Guid.CreateVersion7(), Name = name };
        }

        public async Task<ProjectStats> GetStatsAsync(CancellationToken cancellationToken = default)
        {
            await model.CommandAsync($"stats {id}", cancellationToken);
            return new ProjectStats(model.Of(id).Nodes.Length, model.Of(id).Links.Length, 1, 1);
        }

        public Task<ProjectTopology> RefreshAsync(CancellationToken cancellationToken = default)
        {
            model.Of(id);
            return model.RefreshAsync(id, cancellationToken);
        }

        public async Task<NodesCommandResult> ControlNodesAsync(NodesAction action, CancellationToken cancellationToken = default)
        {
            await model.CommandAsync($"{action} all {id}", cancellationToken);
            return new NodesCommandResult(id, [.. model.Of(id).Nodes.Select(node => new NodeOutcome(
                node.Key.NodeId,
                node.Name,
                node.Status,
                node.NodeType == "cloud" ? node.Status : NodeStatus.Started,
                node.NodeType == "cloud" ? "A cloud cannot be started." : null))]);
        }

        public async Task<NodeSnapshot> CreateNodeAsync(NodeDraft draft, CancellationToken cancellationToken = default)
        {
            await model.CommandAsync($"create {draft.Name}", cancellationToken);
            return model.Node(id, Guid.CreateVersion7(), draft.Name, draft.NodeType, NodeStatus.Stopped) with { PropertiesJson = draft.PropertiesJson };
        }

        public async Task<NodeSnapshot> InstantiateTemplateAsync(Guid templateId, int x, int y, string? name, string? computeId, CancellationToken cancellationToken = default)
        {
            await model.CommandAsync($"instantiate {templateId}", cancellationToken);
            return model.Node(id, Guid.CreateVersion7(), name ?? "PC9", "vpcs", NodeStatus.Stopped) with { TemplateId = templateId, X = x, Y = y };
        }

        public async Task<LinkSnapshot> CreateLinkAsync(LinkDraft draft, CancellationToken cancellationToken = default)
        {
            await model.CommandAsync($"link {draft.FiltersJson}", cancellationToken);
            return new LinkSnapshot { LinkId = Guid.CreateVersion7(), ProjectId = id, Endpoints = draft.Endpoints, FiltersJson = draft.FiltersJson ?? "{}" };
        }

        public Task<LinkSnapshot> UpdateLinkAsync(Guid linkId, LinkChanges changes, CancellationToken cancellationToken = default) => LinkAsync(
            linkId, $"update {changes.FiltersJson}", link => link with { FiltersJson = changes.FiltersJson ?? link.FiltersJson, Suspended = changes.Suspended ?? link.Suspended }, cancellationToken);

        public async Task DeleteLinkAsync(Guid linkId, CancellationToken cancellationToken = default) =>
            await LinkAsync(linkId, "delete", link => link, cancellationToken);

        public Task<LinkSnapshot> StartCaptureAsync(Guid linkId, string? captureFileName, CancellationToken cancellationToken = default) => LinkAsync(
            linkId, "capture", link => link with { Capturing = true, CaptureFileName = captureFileName ?? "R1_to_SW1.pcap" }, cancellationToken);

        public Task<LinkSnapshot> StopCaptureAsync(Guid linkId, CancellationToken cancellationToken = default) =>
            LinkAsync(linkId, "stop capture", link => link with { Capturing = false }, cancellationToken);

        public async Task<ImmutableArray<SnapshotDescription>> ListSnapshotsAsync(CancellationToken cancellationToken = default)
        {
            await model.CommandAsync($"snapshots {id}", cancellationToken);
            return [new SnapshotDescription(FakeModel.Snapshot, id, "before", model.Of(id).Project.ChangedAt)];
        }

        public async Task<SnapshotDescription> CreateSnapshotAsync(string name, CancellationToken cancellationToken = default)
        {
            await model.CommandAsync($"snapshot {name}", cancellationToken);
            return new SnapshotDescription(FakeModel.Snapshot, id, name, model.Of(id).Project.ChangedAt);
        }

        public async Task<ProjectTopology> RestoreSnapshotAsync(Guid snapshotId, CancellationToken cancellationToken = default)
        {
            await model.CommandAsync($"restore {snapshotId}", cancellationToken);
            return model.Of(id);
        }

        public Task DeleteSnapshotAsync(Guid snapshotId, CancellationToken cancellationToken = default) =>
            model.CommandAsync($"delete snapshot {snapshotId}", cancellationToken);

        private async Task<ProjectSnapshot> ChangeAsync(string what, Func<ProjectSnapshot, ProjectSnapshot> change, CancellationToken cancellationToken)
        {
            model.Of(id);
            await model.CommandAsync($"{what} {id}", cancellationToken);
            return model.Change(id, topology => topology with { Project = change(topology.Project) }).Project;
        }

        private async Task<LinkSnapshot> LinkAsync(Guid linkId, string what, Func<LinkSnapshot, LinkSnapshot> change, CancellationToken cancellationToken)
        {
            var link = model.Of(id).Links.FirstOrDefault(link => link.LinkId == linkId)
                ?? throw new NotFoundException("link_not_found", $"There is no link {linkId}.");
            await model.CommandAsync($"{what} {linkId}", cancellationToken);
            return change(link);
        }
    }
}

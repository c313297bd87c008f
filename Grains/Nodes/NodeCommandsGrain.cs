using Nms.Gns3;
using Nms.Projects;
using Nms.Status;
using Orleans.Concurrency;

namespace Nms.Nodes;

/// <summary>Carries out commands on one node, so that a slow emulator holds up nothing but its own caller.</summary>
[GrainType("nms.node-commands")]
[StatelessWorker]
[CollectionAgeLimit(Minutes = 2)]
internal sealed class NodeCommandsGrain(Gns3Commands commands) : Grain, INodeCommandsGrain
{
    private const int MaximumFile = 4 * 1024 * 1024;
    private const string NodeNotFound = "node_not_found";

    private NodeKey Key => NodeKey.Parse(this.GetPrimaryKeyString());

    public Task<NodeCommandResult> StartAsync(CancellationToken cancellationToken) =>
        RunAsync(static status => status == NodeStatus.Started, isIdempotent: true, (client, key) => client.StartNodeAsync(key.ProjectId, key.NodeId, cancellationToken), cancellationToken);

    public Task<NodeCommandResult> StopAsync(CancellationToken cancellationToken) =>
        RunAsync(static status => status == NodeStatus.Stopped, isIdempotent: true, (client, key) => client.StopNodeAsync(key.ProjectId, key.NodeId, cancellationToken), cancellationToken);

    // An emulator that cannot suspend stops.
    public Task<NodeCommandResult> SuspendAsync(CancellationToken cancellationToken) =>
        RunAsync(static status => status is NodeStatus.Suspended or NodeStatus.Stopped, isIdempotent: true, (client, key) => client.SuspendNodeAsync(key.ProjectId, key.NodeId, cancellationToken), cancellationToken);

    public Task<NodeCommandResult> ReloadAsync(CancellationToken cancellationToken) =>
        RunAsync(static status => status == NodeStatus.Started, isIdempotent: false, (client, key) => client.ReloadNodeAsync(key.ProjectId, key.NodeId, cancellationToken), cancellationToken);

    public async Task<NodeCommandResult> RestartAsync(CancellationToken cancellationToken)
    {
        var stopped = await StopAsync(cancellationToken);
        if (stopped.Node.Status != NodeStatus.Stopped)
        {
            throw new ConflictException("node_busy", $"Node {stopped.Node.Name} is still {NodeLogic.Text(stopped.Node.Status)}; try again when it is stopped.")
            {
                IsTransient = true,
            };
        }

        var started = await StartAsync(cancellationToken);
        return started with { OldStatus = stopped.OldStatus };
    }

    public async Task<NodeSnapshot> UpdateAsync(NodeChanges changes, CancellationToken cancellationToken)
    {
        var (_, connection, _) = await FindAsync(cancellationToken);
        var wire = new Gns3NodeChanges
        {
            Name = changes.Name,
            X = changes.X,
            Y = changes.Y,
            Z = changes.Z,
            Symbol = changes.Symbol,
            Locked = changes.Locked,
            ConsoleType = changes.ConsoleType,
            Properties = Gns3Commands.ParseObject("properties", changes.PropertiesJson),
        };
        await CallAsync(connection, client => client.UpdateNodeAsync(Key.ProjectId, Key.NodeId, wire, cancellationToken));
        return await commands.ReadNodeAsync(connection, Key);
    }

    public async Task DeleteAsync(CancellationToken cancellationToken)
    {
        var (_, connection, _) = await FindAsync(cancellationToken);
        await CallAsync(connection, async client =>
        {
            await client.DeleteNodeAsync(Key.ProjectId, Key.NodeId, cancellationToken);
            return true;
        });
        await commands.TellAsync(connection, Key.ProjectId, new NodeRemoved(Key.NodeId));
    }

    public async Task<NodeSnapshot> DuplicateAsync(int x, int y, int z, CancellationToken cancellationToken)
    {
        var (_, connection, _) = await FindAsync(cancellationToken);
        var copy = await CallAsync(connection, client => client.DuplicateNodeAsync(Key.ProjectId, Key.NodeId, x, y, z, cancellationToken));
        return await commands.ReadNodeAsync(connection, Key with { NodeId = copy.NodeId });
    }

    public async Task<byte[]> ReadFileAsync(string path, CancellationToken cancellationToken)
    {
        var (_, connection) = await commands.FindAsync(Key.ProjectId, cancellationToken);
        return await Gns3Failures.CallAsync(
            connection.Name,
            "file_not_found",
            () => connection.Client.ReadNodeFileAsync(Key.ProjectId, Key.NodeId, path, MaximumFile, cancellationToken));
    }

    public async Task WriteFileAsync(string path, byte[] content, CancellationToken cancellationToken)
    {
        if (content.Length > MaximumFile)
        {
            throw Gns3Commands.Invalid("content", $"It has {content.Length} bytes; at most {MaximumFile} are taken.");
        }

        var (_, connection, _) = await FindAsync(cancellationToken);
        await Gns3Failures.CallAsync(
            connection.Name, NodeNotFound, () => connection.Client.WriteNodeFileAsync(Key.ProjectId, Key.NodeId, path, content, cancellationToken));
    }

    private async Task<NodeCommandResult> RunAsync(
        Func<NodeStatus, bool> wanted, bool isIdempotent, Func<IGns3Client, NodeKey, Task<Gns3Node>> act, CancellationToken cancellationToken)
    {
        var (project, connection, node) = await FindAsync(cancellationToken);

        // Only a model that is live may spare GNS3 the question.
        var before = project.Live ? node : await commands.ReadNodeAsync(connection, Key);
        if (isIdempotent && wanted(before.Status))
        {
            return new NodeCommandResult(before.Status, before);
        }

        await TellCauseAsync();
        await CallAsync(connection, client => act(client, Key));
        return new NodeCommandResult(
            before.Status, await commands.SettleAsync(project, connection, Key, wanted, trustModel: isIdempotent));
    }

    /// <summary>The node hears of the change from GNS3's notification, which knows nothing of requests.</summary>
    private Task TellCauseAsync()
    {
        var (correlation, trace) = (RequestContext.Get(WellKnownKeys.CorrelationId) as string, NmsTelemetry.TraceParent);
        return correlation is null && trace is null ? Task.CompletedTask : GrainFactory.Node(Key).ExpectAsync(correlation, trace);
    }

    private async Task<(ProjectSnapshot Project, Gns3Connection Connection, NodeSnapshot Node)> FindAsync(CancellationToken cancellationToken)
    {
        var (project, connection) = await commands.FindOpenAsync(Key.ProjectId, cancellationToken);
        return (project, connection, await GrainFactory.Node(Key).GetAsync(cancellationToken));
    }

    private static Task<T> CallAsync<T>(Gns3Connection connection, Func<IGns3Client, Task<T>> call) =>
        Gns3Failures.CallAsync(connection.Name, NodeNotFound, () => call(connection.Client));
}

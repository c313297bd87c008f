using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Nodes;
using Nms.Api.Topology;
using Nms.Nodes;
using Nms.Projects;

namespace Nms.Api.Compatibility;

/// <summary>Starts a project as the former hub's clients mean it: opens it and starts every node, in a given time.</summary>
internal static partial class ProjectStart
{
    /// <summary>The longest a client may wait, in seconds.</summary>
    public const int Most = 600;

    /// <summary>How long a client waits that does not say, in seconds.</summary>
    public const int Usual = 120;

    /// <summary>success when any node is started: clients decide by the lists how many are enough.</summary>
    public static string Word(ImmutableArray<NodeStart> nodes, bool completed = true) =>
        nodes.Any(node => node.Success) ? "success" : completed ? "failed" : "pending";

    /// <summary>
    /// Returns one entry a node. When the time is over first, GNS3 goes on starting; the entries then show the model as it
    /// is, and Completed is false.
    /// </summary>
    /// <exception cref="ForbiddenException">The caller may not both open the project and start its nodes.</exception>
    public static async Task<(ImmutableArray<NodeStart> Nodes, bool Completed)> RunAsync(
        Principal caller,
        Guid projectId,
        IGrainFactory grains,
        TopologyReader reader,
        TimeProvider time,
        ILoggerFactory loggers,
        AuditNote audit,
        CancellationToken cancellationToken,
        TimeSpan? atMost = null)
    {
        caller.Demand(Permissions.ProjectOpen, projectId);
        caller.Demand(Permissions.NodeStart, projectId);
        var commands = grains.ProjectCommands(projectId);
        var project = await commands.OpenAsync(cancellationToken);

        // A client that goes away does not leave a half-started lab behind: the command is not tied to its request.
        var starting = commands.ControlNodesAsync(NodesAction.Start, CancellationToken.None);
        var (nodes, completed) = await ResultAsync(
            starting, projectId, atMost ?? TimeSpan.FromSeconds(Usual), reader, time, loggers.CreateLogger(typeof(ProjectStart)), cancellationToken);
        audit.On("project", $"{projectId:D}", projectId).Changed(
            nodes.Select(node => new NodeChange(node.NodeId, node.Name, node.OldStatus, node.NewStatus, node.Error)));
        return nodes.IsEmpty
            ? throw new NotFoundException("project_without_nodes", $"Project {project.Name} has no nodes to start.")
            : (nodes, completed);
    }

    private static async Task<(ImmutableArray<NodeStart> Nodes, bool Completed)> ResultAsync(
        Task<NodesCommandResult> starting, Guid projectId, TimeSpan atMost, TopologyReader reader, TimeProvider time, ILogger logger, CancellationToken cancellationToken)
    {
        try
        {
            var result = await starting.WaitAsync(atMost, time, cancellationToken);
            return ([.. result.Nodes.Select(Of)], true);
        }
        catch (TimeoutException)
        {
            var (topology, _) = await reader.GetAsync(projectId, refresh: false, cancellationToken);
            return ([.. topology.Nodes.Select(node => Of(node.Key.NodeId, node.Name, node.Status, node.Status, "has not been seen to start yet"))], false);
        }
        finally
        {
            if (!starting.IsCompleted)
            {
                LogLateFailure(starting, projectId, logger);
            }
        }
    }

    private static NodeStart Of(NodeOutcome node) =>
        Of(node.NodeId, node.Name, node.OldStatus, node.NewStatus, node.Error ?? $"GNS3 shows it {node.NewStatus.ToWord()}", node.Error is not null);

    private static NodeStart Of(Guid id, string name, NodeStatus before, NodeStatus after, string reason, bool failed = false)
    {
        var started = after == NodeStatus.Started && !failed;
        return new NodeStart(started, id, name, before.ToWord(), after.ToWord(), started ? "started" : "failed", started ? null : reason);
    }

    private static void LogLateFailure(Task starting, Guid projectId, ILogger logger) => _ = starting.ContinueWith(
        task => LogNotStarted(logger, projectId, task.Exception!.GetBaseException().Message),
        CancellationToken.None,
        TaskContinuationOptions.OnlyOnFaulted,
        TaskScheduler.Default);

    [LoggerMessage(9551, LogLevel.Warning, "Starting the nodes of project {Project} failed after the client was answered: {Reason}")]
    private static partial void LogNotStarted(ILogger logger, Guid project, string reason);
}

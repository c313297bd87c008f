using Microsoft.Extensions.Logging;
using Nms.Client.Access;
using Nms.Client.Discovery;
using Nms.Client.Equipment;
using Nms.Client.Events;
using Nms.Client.Gns3;
using Nms.Client.Messaging;
using Nms.Client.Modules;
using Nms.Client.Nodes;
using Nms.Client.Projects;
using Nms.Client.Status;
using Nms.Client.Topology;
using Nms.Client.Webhooks;
using Nms.Client.Workflows;

namespace Nms.Client;

/// <summary>
/// The platform's API for .NET programs: one property for each feature, and <see cref="Events"/> to follow what happens. One
/// instance serves a whole program; it is thread-safe.
/// </summary>
/// <example><code>
/// using var nms = new NmsClient(new NmsClientOptions { Address = new("http://localhost:8000"), Credentials = NmsCredentials.ApiKey(key) });
/// foreach (var project in (await nms.Projects.ListAsync()).Projects)
///     Console.WriteLine($"{project.Name}: {project.Status}");
/// await foreach (var e in nms.Events.FollowAsync(new EventStreamOptions { Filter = new EventFilter { Types = ["node.*"] } }))
///     Console.WriteLine($"{e.Timestamp:T} {e.EventType} {e.Data}");
/// </code></example>
public sealed class NmsClient : IDisposable
{
    private readonly ApiConnection _connection;

    /// <param name="options">Where the platform is and who asks.</param>
    /// <param name="loggers">Where reconnects of the event stream are told; nowhere when null.</param>
    /// <exception cref="ArgumentException">The address is not http or https.</exception>
    public NmsClient(NmsClientOptions options, ILoggerFactory? loggers = null)
        : this(options, new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }, loggers)
    {
    }

    /// <param name="options">Where the platform is and who asks.</param>
    /// <param name="handler">Sends the requests of everything but the event stream; disposed with this object.</param>
    /// <param name="loggers">Where reconnects of the event stream are told; nowhere when null.</param>
    public NmsClient(NmsClientOptions options, HttpMessageHandler handler, ILoggerFactory? loggers = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        _connection = new ApiConnection(options, handler);
        Projects = new ProjectsClient(_connection);
        Snapshots = new SnapshotsClient(_connection);
        Nodes = new NodesClient(_connection);
        Links = new LinksClient(_connection);
        Topology = new TopologyClient(_connection);
        Servers = new ServersClient(_connection);
        Discovery = new DiscoveryClient(_connection);
        Equipment = new EquipmentClient(_connection);
        Events = new EventsClient(_connection, options, loggers);
        Webhooks = new WebhooksClient(_connection);
        Workflows = new WorkflowsClient(_connection);
        WorkflowRuns = new WorkflowRunsClient(_connection);
        Modules = new ModulesClient(_connection);
        Messages = new MessagesClient(_connection);
        Hub = new HubClient(_connection);
        Session = new SessionClient(_connection);
        Users = new UsersClient(_connection);
        Roles = new RolesClient(_connection);
        ApiKeys = new ApiKeysClient(_connection);
        Audit = new AuditClient(_connection);
        Status = new StatusClient(_connection);
    }

    /// <summary>Projects and the actions on all nodes of one.</summary>
    public ProjectsClient Projects { get; }

    /// <summary>Snapshots of projects.</summary>
    public SnapshotsClient Snapshots { get; }

    /// <summary>Nodes, their actions and files.</summary>
    public NodesClient Nodes { get; }

    /// <summary>Links and captures.</summary>
    public LinksClient Links { get; }

    /// <summary>Nodes, links and drawings of a project as one value.</summary>
    public TopologyClient Topology { get; }

    /// <summary>GNS3 servers, their computes and templates.</summary>
    public ServersClient Servers { get; }

    /// <summary>Discovery runs and schedules.</summary>
    public DiscoveryClient Discovery { get; }

    /// <summary>What discovery found.</summary>
    public EquipmentClient Equipment { get; }

    /// <summary>The event log and the live feed.</summary>
    public EventsClient Events { get; }

    /// <summary>Events as signed requests to an address of one's choice.</summary>
    public WebhooksClient Webhooks { get; }

    /// <summary>Workflows: their definitions, and starting runs.</summary>
    public WorkflowsClient Workflows { get; }

    /// <summary>Runs of workflows.</summary>
    public WorkflowRunsClient WorkflowRuns { get; }

    /// <summary>Modules, their inboxes and dead letters.</summary>
    public ModulesClient Modules { get; }

    /// <summary>Messages between modules.</summary>
    public MessagesClient Messages { get; }

    /// <summary>The hub of messages as a whole.</summary>
    public HubClient Hub { get; }

    /// <summary>The caller's own session.</summary>
    public SessionClient Session { get; }

    /// <summary>Users.</summary>
    public UsersClient Users { get; }

    /// <summary>Roles.</summary>
    public RolesClient Roles { get; }

    /// <summary>API keys.</summary>
    public ApiKeysClient ApiKeys { get; }

    /// <summary>The audit log.</summary>
    public AuditClient Audit { get; }

    /// <summary>How the platform is doing.</summary>
    public StatusClient Status { get; }

    /// <inheritdoc />
    public void Dispose() => _connection.Dispose();
}

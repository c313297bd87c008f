using Nms.Access;
using Nms.Events;
using Nms.Gns3;
using Nms.Nodes;
using Nms.Projects;
using Nms.Topology;

namespace Nms;

/// <summary>Finds grains by their typed keys, so that no call site formats a string.</summary>
public static class NmsGrainFactoryExtensions
{
    /// <summary>The grain of a GNS3 server.</summary>
    public static IGns3ServerGrain Gns3Server(this IGrainFactory grains, string name) => grains.GetGrain<IGns3ServerGrain>(name);

    /// <summary>The grain that knows all projects.</summary>
    public static IProjectDirectoryGrain Projects(this IGrainFactory grains) => grains.GetGrain<IProjectDirectoryGrain>(WellKnownKeys.Default);

    /// <summary>The grain of a project.</summary>
    public static IProjectGrain Project(this IGrainFactory grains, Guid projectId) => grains.GetGrain<IProjectGrain>(projectId);

    /// <summary>Commands on a project.</summary>
    public static IProjectCommandsGrain ProjectCommands(this IGrainFactory grains, Guid projectId) => grains.GetGrain<IProjectCommandsGrain>(projectId);

    /// <summary>The grain of a node.</summary>
    public static INodeGrain Node(this IGrainFactory grains, NodeKey key) => grains.GetGrain<INodeGrain>(key.ToString());

    /// <summary>Commands on a node.</summary>
    public static INodeCommandsGrain NodeCommands(this IGrainFactory grains, NodeKey key) => grains.GetGrain<INodeCommandsGrain>(key.ToString());

    /// <summary>Reading everything from GNS3 again.</summary>
    public static ITopologyRefreshGrain TopologyRefresh(this IGrainFactory grains) => grains.GetGrain<ITopologyRefreshGrain>(0);

    /// <summary>The reader of the event log.</summary>
    public static IEventHistoryGrain EventHistory(this IGrainFactory grains) => grains.GetGrain<IEventHistoryGrain>(0);

    /// <summary>The writer of users, roles and API keys.</summary>
    public static IAccessDirectoryGrain AccessDirectory(this IGrainFactory grains) => grains.GetGrain<IAccessDirectoryGrain>(WellKnownKeys.Default);

    /// <summary>The keeper of signing keys and ended sessions.</summary>
    public static ITokenRegistryGrain TokenRegistry(this IGrainFactory grains) => grains.GetGrain<ITokenRegistryGrain>(WellKnownKeys.Default);

    /// <summary>The sessions of a user.</summary>
    public static ISessionsGrain Sessions(this IGrainFactory grains, Guid userId) => grains.GetGrain<ISessionsGrain>(userId);

    /// <summary>The failed sign-ins of an account, an address or both.</summary>
    public static ISignInAttemptsGrain SignInAttempts(this IGrainFactory grains, string subject) => grains.GetGrain<ISignInAttemptsGrain>(subject);

    /// <summary>A ticket, by the hash of its secret.</summary>
    public static ITicketGrain Ticket(this IGrainFactory grains, string hash) => grains.GetGrain<ITicketGrain>(hash);
}

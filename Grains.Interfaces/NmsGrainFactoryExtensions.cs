using Nms.Access;
using Nms.Discovery;
using Nms.Equipment;
using Nms.Events;
using Nms.Gns3;
using Nms.Messaging;
using Nms.Modules;
using Nms.Nodes;
using Nms.Projects;
using Nms.Topology;
using Nms.Webhooks;
using Nms.Workflows;

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

    /// <summary>What judges a project's drawing.</summary>
    public static ITopologyDriftGrain TopologyDrift(this IGrainFactory grains, Guid projectId) => grains.GetGrain<ITopologyDriftGrain>(projectId);

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

    /// <summary>The inbox of a module.</summary>
    public static IInboxGrain Inbox(this IGrainFactory grains, string module) => grains.GetGrain<IInboxGrain>(module);

    /// <summary>A module.</summary>
    public static IModuleGrain Module(this IGrainFactory grains, string name) => grains.GetGrain<IModuleGrain>(name);

    /// <summary>The events of a module that come into its inbox.</summary>
    public static IModuleFeedGrain ModuleFeed(this IGrainFactory grains, string module) => grains.GetGrain<IModuleFeedGrain>(module);

    /// <summary>What pushes messages to one module.</summary>
    public static IModulePushGrain ModulePush(this IGrainFactory grains, string module) => grains.GetGrain<IModulePushGrain>(module);

    /// <summary>The registry of modules.</summary>
    public static IModuleRegistryGrain Modules(this IGrainFactory grains) => grains.GetGrain<IModuleRegistryGrain>(WellKnownKeys.Default);

    /// <summary>Broadcasts, and messages read back.</summary>
    public static IMessageRouterGrain Messages(this IGrainFactory grains) => grains.GetGrain<IMessageRouterGrain>(0);

    /// <summary>The hub's own switch and figures.</summary>
    public static IHubGrain Hub(this IGrainFactory grains) => grains.GetGrain<IHubGrain>(WellKnownKeys.Default);

    /// <summary>The grain that knows all webhooks.</summary>
    public static IWebhookDirectoryGrain Webhooks(this IGrainFactory grains) => grains.GetGrain<IWebhookDirectoryGrain>(WellKnownKeys.Default);

    /// <summary>A webhook.</summary>
    public static IWebhookGrain Webhook(this IGrainFactory grains, Guid webhookId) => grains.GetGrain<IWebhookGrain>(webhookId);

    /// <summary>What a webhook could not deliver.</summary>
    public static IWebhookDeadLettersGrain WebhookDeadLetters(this IGrainFactory grains, Guid webhookId) => grains.GetGrain<IWebhookDeadLettersGrain>(webhookId);

    /// <summary>A piece of equipment.</summary>
    public static IEquipmentGrain Equipment(this IGrainFactory grains, NodeKey key) => grains.GetGrain<IEquipmentGrain>(key.ToString());

    /// <summary>The former profiles of a piece of equipment.</summary>
    public static IEquipmentHistoryGrain EquipmentHistory(this IGrainFactory grains, NodeKey key) => grains.GetGrain<IEquipmentHistoryGrain>(key.ToString());

    /// <summary>The configuration files of a piece of equipment.</summary>
    public static IEquipmentConfigurationsGrain EquipmentConfigurations(this IGrainFactory grains, NodeKey key) =>
        grains.GetGrain<IEquipmentConfigurationsGrain>(key.ToString());

    /// <summary>The equipment of a project; of no lab, with the empty id.</summary>
    public static IEquipmentDirectoryGrain EquipmentDirectory(this IGrainFactory grains, Guid projectId) => grains.GetGrain<IEquipmentDirectoryGrain>(projectId);

    /// <summary>The grain that knows all discovery runs.</summary>
    public static IDiscoveryDirectoryGrain Discovery(this IGrainFactory grains) => grains.GetGrain<IDiscoveryDirectoryGrain>(WellKnownKeys.Default);

    /// <summary>A discovery run.</summary>
    public static IDiscoveryRunGrain DiscoveryRun(this IGrainFactory grains, Guid runId) => grains.GetGrain<IDiscoveryRunGrain>(runId);

    /// <summary>A workflow, by its name.</summary>
    public static IWorkflowGrain Workflow(this IGrainFactory grains, string name) => grains.GetGrain<IWorkflowGrain>(name);

    /// <summary>The workflows there are.</summary>
    public static IWorkflowDirectoryGrain Workflows(this IGrainFactory grains) => grains.GetGrain<IWorkflowDirectoryGrain>(WellKnownKeys.Default);

    /// <summary>A run of a workflow.</summary>
    public static IWorkflowRunGrain WorkflowRun(this IGrainFactory grains, Guid runId) => grains.GetGrain<IWorkflowRunGrain>(runId);
}

using System.Collections.Frozen;

namespace Nms.Access;

/// <summary>
/// Everything that can be allowed, each as "thing.verb". A role is a set of these. The names are part of the API: they
/// stand in roles, in API keys and in the audit log.
/// </summary>
public static class Permissions
{
    /// <summary>See GNS3 servers and their computes.</summary>
    public const string ServerRead = "server.read";

    /// <summary>Have a GNS3 server read again.</summary>
    public const string ServerRefresh = "server.refresh";

    /// <summary>See a project, its nodes, links, drawings, snapshots and topology. What lies in a project one may not read does not exist for one.</summary>
    public const string ProjectRead = "project.read";

    /// <summary>Create or duplicate a project.</summary>
    public const string ProjectCreate = "project.create";

    /// <summary>Open a project.</summary>
    public const string ProjectOpen = "project.open";

    /// <summary>Close a project, which stops its nodes.</summary>
    public const string ProjectClose = "project.close";

    /// <summary>Change a project's own properties.</summary>
    public const string ProjectUpdate = "project.update";

    /// <summary>Delete a project and its files.</summary>
    public const string ProjectDelete = "project.delete";

    /// <summary>Create, restore and delete snapshots.</summary>
    public const string SnapshotManage = "snapshot.manage";

    /// <summary>Start a node.</summary>
    public const string NodeStart = "node.start";

    /// <summary>Stop or suspend a node.</summary>
    public const string NodeStop = "node.stop";

    /// <summary>Reload a node.</summary>
    public const string NodeReload = "node.reload";

    /// <summary>Create, change, duplicate and delete nodes.</summary>
    public const string NodeManage = "node.manage";

    /// <summary>Read the files of a node: configurations may hold passwords.</summary>
    public const string NodeFileRead = "node.file.read";

    /// <summary>Write the files of a node.</summary>
    public const string NodeFileWrite = "node.file.write";

    /// <summary>Type commands that change nothing at the consoles of nodes.</summary>
    public const string ConsoleRead = "console.read";

    /// <summary>Type the other commands that the settings permit.</summary>
    public const string ConsoleWrite = "console.write";

    /// <summary>See equipment, its profiles and discovery runs; secrets in configurations take node.file.read too.</summary>
    public const string EquipmentRead = "equipment.read";

    /// <summary>Run, schedule and cancel discovery, which reads consoles and agents; forget equipment.</summary>
    public const string DiscoveryRun = "discovery.run";

    /// <summary>Create, change and delete links, set filters, start and stop captures.</summary>
    public const string LinkManage = "link.manage";

    /// <summary>See templates.</summary>
    public const string TemplateRead = "template.read";

    /// <summary>Read and follow events.</summary>
    public const string EventRead = "event.read";

    /// <summary>Create, change and delete webhooks of one's own; they deliver what one may see.</summary>
    public const string WebhookManage = "webhook.manage";

    /// <summary>Publish events and messages, as modules do.</summary>
    public const string EventPublish = "event.publish";

    /// <summary>Register as a module, beat and receive messages.</summary>
    public const string ModuleConnect = "module.connect";

    /// <summary>Unregister other people's modules, read and settle their messages, see all messages, replay and purge dead letters.</summary>
    public const string ModuleManage = "module.manage";

    /// <summary>See workflows and their runs.</summary>
    public const string WorkflowRead = "workflow.read";

    /// <summary>Save and delete workflows, which others run and triggers start in one's name; delete runs.</summary>
    public const string WorkflowWrite = "workflow.write";

    /// <summary>Run workflows: start, signal, pause, resume, cancel and retry.</summary>
    public const string WorkflowRun = "workflow.run";

    /// <summary>Approve and reject what workflow runs ask for.</summary>
    public const string WorkflowApprove = "workflow.approve";

    /// <summary>See the platform's status, health in detail, and metrics.</summary>
    public const string StatusRead = "status.read";

    /// <summary>Create, change and delete users, roles and other people's API keys.</summary>
    public const string UserManage = "user.manage";

    /// <summary>Create, list and revoke API keys of one's own, with no more than one's own permissions.</summary>
    public const string KeyManage = "key.manage";

    /// <summary>Read and export the audit log.</summary>
    public const string AuditRead = "audit.read";

    /// <summary>Operate the platform: Orleans dashboard, back-up.</summary>
    public const string PlatformManage = "platform.manage";

    /// <summary>All of them.</summary>
    public static FrozenSet<string> All { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        ServerRead, ServerRefresh,
        ProjectRead, ProjectCreate, ProjectOpen, ProjectClose, ProjectUpdate, ProjectDelete,
        SnapshotManage, NodeStart, NodeStop, NodeReload, NodeManage, NodeFileRead, NodeFileWrite, ConsoleRead, ConsoleWrite, LinkManage, TemplateRead,
        EquipmentRead, DiscoveryRun, EventRead, WebhookManage, EventPublish, ModuleConnect, ModuleManage, StatusRead,
        WorkflowRead, WorkflowWrite, WorkflowRun, WorkflowApprove,
        UserManage, KeyManage, AuditRead, PlatformManage);

    /// <summary>
    /// Those that a grant limited to projects can give. The others concern the platform as a whole and count only when they
    /// are granted everywhere: an administrator of one project does not manage users.
    /// </summary>
    public static FrozenSet<string> OfProjects { get; } = FrozenSet.Create(
        StringComparer.Ordinal,
        ServerRead, TemplateRead, StatusRead, KeyManage,
        ProjectRead, ProjectOpen, ProjectClose, ProjectUpdate, ProjectDelete,
        SnapshotManage, NodeStart, NodeStop, NodeReload, NodeManage, NodeFileRead, NodeFileWrite, ConsoleRead, ConsoleWrite, LinkManage,
        EquipmentRead, DiscoveryRun, EventRead, WebhookManage, EventPublish, ModuleConnect, WorkflowRead, WorkflowRun, WorkflowApprove);
}

using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>The roles that come with the program.</summary>
public static class BuiltInRoles
{
    /// <summary>Name of the role that may do everything.</summary>
    public const string AdministratorName = "administrator";

    private static readonly ImmutableHashSet<string> s_reads =
        [Permissions.ServerRead, Permissions.ProjectRead, Permissions.EquipmentRead, Permissions.TemplateRead, Permissions.EventRead, Permissions.WorkflowRead, Permissions.StatusRead];

    /// <summary>Sees everything that is not secret.</summary>
    public static Role Viewer { get; } = new(
        "viewer", "Sees servers, projects, topologies, equipment, workflows, events and status.", s_reads.Add(Permissions.KeyManage), BuiltIn: true);

    /// <summary>Works with labs. Deleting a project takes its files and snapshots along and cannot be undone, so that is left to administrators.</summary>
    public static Role Operator { get; } = new(
        "operator",
        "Works with labs: projects, nodes, links, snapshots, discovery, workflows; deletes no project.",
        s_reads.Union(
        [
            Permissions.ServerRefresh, Permissions.ProjectCreate, Permissions.ProjectOpen, Permissions.ProjectClose, Permissions.ProjectUpdate,
            Permissions.SnapshotManage, Permissions.NodeStart, Permissions.NodeStop, Permissions.NodeReload,
            Permissions.NodeManage, Permissions.NodeFileRead, Permissions.NodeFileWrite, Permissions.ConsoleRead, Permissions.LinkManage, Permissions.DiscoveryRun,
            Permissions.WorkflowRun, Permissions.WorkflowApprove,
            Permissions.KeyManage,
        ]),
        BuiltIn: true);

    /// <summary>May do everything.</summary>
    public static Role Administrator { get; } = new(AdministratorName, "May do everything.", [.. Permissions.All], BuiltIn: true);

    /// <summary>What a module of the hub needs.</summary>
    public static Role Module { get; } = new(
        "module",
        "A module: reads the model, follows and publishes events, registers itself.",
        s_reads.Union([Permissions.EventPublish, Permissions.ModuleConnect]),
        BuiltIn: true);

    /// <summary>All of them, the weakest first.</summary>
    public static ImmutableArray<Role> All { get; } = [Viewer, Operator, Module, Administrator];
}

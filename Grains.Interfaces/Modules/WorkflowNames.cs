using System.Collections.Immutable;

namespace Nms.Modules;

/// <summary>The workflows of the contract (§4), as the hub names them to modules.</summary>
public static class WorkflowNames
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = ["equipment_discovery", "incident_response", "topology_update", "security_testing_full_workflow"];
}

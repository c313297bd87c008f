using System.Collections.Frozen;
using Nms.Consoles;
using Nms.Discovery.Profiles;
using Nms.Nodes;

namespace Nms.Workflows.Steps;

/// <summary>By what a node shows that it is up, how long that may take, and who starts first. Pure.</summary>
internal static class ReadinessLogic
{
    private static readonly FrozenDictionary<string, TimeSpan> s_timeouts = new Dictionary<string, TimeSpan>
    {
        ["vpcs"] = TimeSpan.FromSeconds(30),
        ["traceng"] = TimeSpan.FromSeconds(30),
        ["docker"] = TimeSpan.FromMinutes(1),
        ["iou"] = TimeSpan.FromMinutes(2),
        ["dynamips"] = TimeSpan.FromMinutes(3),
        ["qemu"] = TimeSpan.FromMinutes(5),
        ["virtualbox"] = TimeSpan.FromMinutes(5),
        ["vmware"] = TimeSpan.FromMinutes(5),
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly TimeSpan s_otherTimeout = TimeSpan.FromMinutes(3);

    /// <summary>The sign that is looked for when none is chosen; null when there is none that can be seen without an address.</summary>
    public static ReadinessSign? SignOf(NodeSnapshot node) =>
        Gns3Findings.IsBuiltIn(node.NodeType) ? ReadinessSign.Status
        : ConsoleOpener.EndpointOf(node) is not null ? ReadinessSign.Console
        : null;

    /// <summary>How long a node of this type may take to boot.</summary>
    public static TimeSpan TimeoutOf(string nodeType) => s_timeouts.GetValueOrDefault(nodeType, s_otherTimeout);

    /// <summary>Nodes in the order of their starts: what carries others first, then what routes, then hosts.</summary>
    public static IEnumerable<IReadOnlyList<NodeSnapshot>> Waves(IEnumerable<NodeSnapshot> nodes) => nodes
        .GroupBy(node => Gns3Findings.IsBuiltIn(node.NodeType) ? 0 : node.NodeType is "dynamips" or "iou" or "qemu" or "virtualbox" or "vmware" ? 1 : 2)
        .OrderBy(wave => wave.Key)
        .Select(wave => wave.OrderBy(node => node.Name, StringComparer.Ordinal).ToList());
}

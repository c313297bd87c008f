using Microsoft.AspNetCore.Http;

namespace Nms.Api.Compatibility;

/// <summary>How a module uses the GNS3 service. Nothing is kept for it: any silo serves these calls and this socket.</summary>
internal static class ModuleInterface
{
    /// <summary>The calls of a module, in the contract's names.</summary>
    public static IReadOnlyList<string> Methods { get; } =
    [
        "get_node_status", "get_project_info", "get_complete_topology", "get_nodes_by_status", "get_nodes_by_type",
        "start_node", "stop_node", "restart_node", "refresh_topology", "subscribe_to_events", "get_network_summary",
    ];

    /// <summary>The socket on which a module hears what it subscribed to, as the caller reaches this host.</summary>
    public static string Address(HttpRequest request, string module, IReadOnlyCollection<string> subscriptions)
    {
        var query = subscriptions.Count == 0 ? "" : $"?subscriptions={string.Join(',', subscriptions)}";
        return $"{(request.IsHttps ? "wss" : "ws")}://{request.Host}/ws/gns3/module/{Uri.EscapeDataString(module)}/{query}";
    }
}

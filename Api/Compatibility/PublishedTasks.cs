namespace Nms.Api.Compatibility;

/// <summary>The tasks of the former hub that may be triggered, and the workflows that do their work. Nothing else is.</summary>
internal static class PublishedTasks
{
    public const string StartProject = "common.tasks.start_gns3_project_complete";

    /// <summary>The names of the contract, sorted.</summary>
    public static IReadOnlyList<string> Declared { get; } =
    [
        "ai_assistant.tasks.check_ai_services_health",
        "common.tasks.orchestrate_system_monitoring",
        StartProject,
        "gns3_integration.tasks.monitor_multi_projects_traffic",
        "monitoring.tasks.collect_metrics",
        "network_management.tasks.discover_network_devices",
        "qos_management.tasks.collect_traffic_statistics",
        "security_management.tasks.monitor_security_alerts",
    ];

    /// <summary>What security/monitor triggers.</summary>
    public static IReadOnlyList<string> OfSecurity { get; } = ["security_management.tasks.monitor_security_alerts", "security_management.tasks.fetch_suricata_alerts"];

    /// <summary>What network/monitor triggers.</summary>
    public static IReadOnlyList<string> OfNetwork { get; } = ["network_management.tasks.update_device_statuses", "network_management.tasks.discover_network_devices"];

    /// <summary>The workflow that does a task: it has the task's own name, without the module's.</summary>
    public static string WorkflowOf(string task) => task[(task.LastIndexOf('.') + 1)..];
}

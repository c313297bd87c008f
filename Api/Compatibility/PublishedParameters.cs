using Nms.Api.OpenApi;
using Nms.Events;

namespace Nms.Api.Compatibility;

/// <summary>The parameters of published calls, as the document lists them.</summary>
internal static class PublishedParameters
{
    private static readonly DescribedParameter s_projectId = new("project_id", "GNS3's project id.", "3da59aa2-a868-4a29-b425-4e9bdc4cc924", Required: true);
    private static readonly DescribedParameter s_projectAbout = new("project_id", "The project it is about.", "3da59aa2-a868-4a29-b425-4e9bdc4cc924");
    private static readonly DescribedParameter s_nodeId = new("node_id", "GNS3's node id.", "0a4c1c06-e1a5-4f80-9f02-8ae0e7a2a9e1", Required: true);
    private static readonly DescribedParameter s_module = new("module_name", "Name of the module.", "monitoring", Required: true);

    private static readonly DescribedParameter s_sender = new("sender", "Who sends it: a module of one's own, or another word.", "reporting", Required: true);
    private static readonly DescribedParameter s_messageType = new("message_type", $"One of {string.Join(", ", Word<Nms.Contracts.Messaging.MessageType>.All)}.", "notification", Required: true);
    private static readonly DescribedParameter s_data = new("data", "Its content, an object.", "{}");
    private static readonly DescribedParameter[] s_message =
    [
        s_messageType,
        s_data,
        new("target", "The module; all of them when absent.", "monitoring"),
        new("priority", "low, normal, high or critical; normal unless given.", "normal"),
        new("timeout_seconds", "How long it is worth delivering; as long as the hub keeps messages unless given.", "60"),
        new("correlation_id", "Ties messages that belong together.", "req-1"),
    ];

    public static DescribedParameters Node { get; } = new(s_projectId, s_nodeId) { AlsoInBody = true };

    public static DescribedParameters NodeOnly { get; } = new(s_nodeId);

    public static DescribedParameters Project { get; } = new(s_projectId) { AlsoInBody = true };

    public static DescribedParameters ProjectAction { get; } = new(
        new("action", "activate_for_testing, which opens the project.", "activate_for_testing", Required: true), s_projectId)
    { AlsoInBody = true };

    private static readonly DescribedParameter[] s_parts =
    [
        new("include_snmp", "Whether agents are asked; true unless given.", "true"),
        new("include_performance", "Whether performance is read; true unless given.", "true"),
        new("include_topology", "Whether neighbours and links are read; true unless given.", "true"),
    ];

    public static DescribedParameters ProfileParts { get; } = new(s_parts);

    public static DescribedParameters Discovery { get; } = new(
        [.. s_parts, new("parallel_discovery", "false looks at one after the other.", "true"), new("max_concurrent", "How many at a time; 5 unless given.", "5")])
    { AlsoInBody = true };

    public static DescribedParameters TestDiscovery { get; } = new(new DescribedParameter("full_details", "false leaves the whole profile out.", "true")) { AlsoInBody = true };

    public static DescribedParameters TestDiscoveries { get; } = new(
        new("max_concurrent", "How many at a time; 3 unless given.", "3"), new("include_full_details", "true shows whole profiles.", "false"))
    { AlsoInBody = true };

    public static DescribedParameters Module { get; } = new(s_module) { AlsoInBody = true };

    public static DescribedParameters ModuleSubscriptions { get; } = new(
        s_module, new("events", $"Words of {string.Join(", ", EventCatalog.Subscriptions)}.", "node_status"))
    { AlsoInBody = true };

    public static DescribedParameters StartNodes { get; } = new(
        new("wait_for_completion", "false answers at once.", "true"),
        new("timeout", $"Seconds to wait, {ProjectStart.Usual} unless given; max_wait_time is the same.", "120"))
    { AlsoInBody = true };

    public static DescribedParameters Registration { get; } = new(
        s_module,
        new("capabilities", "What it can do.", "scan"),
        new("version", "Its version.", "1.0"),
        new("delivery", "websocket, poll or webhook: how it hears of events.", "poll"),
        new("webhook_url", "Where its messages are pushed to; required with delivery webhook.", null),
        new("webhook_secret", "What these requests are signed with; required with the first webhook_url.", null),
        new("health_url", "An address that answers 200 while it is well.", "http://10.0.0.5:8080/health"),
        new("events", "Event types it wants as messages, when it polls.", "node.*"),
        new("critical", "Whether its silence is a critical event.", "false"))
    { AlsoInBody = true };

    public static DescribedParameters HubMessage { get; } = new([s_sender, .. s_message]) { AlsoInBody = true };

    public static DescribedParameters HubBroadcast { get; } = new(
        s_sender, s_messageType, s_data, new("capability_filter", "Only to modules that have it.", "scan"))
    { AlsoInBody = true };

    public static DescribedParameters IntegrationMessage { get; } = new([.. s_message]) { AlsoInBody = true };

    public static DescribedParameters History { get; } = new(
        new("module", "Sent by this module or to it.", "monitoring"),
        new("message_type", "Only of this type.", "health_check"),
        new("limit", "How many, 1 to 1000; 50 unless given.", "50"));

    private static readonly DescribedParameter s_source = new("trigger_source", "Who triggers it.", "manual");
    private static readonly DescribedParameter s_session = new("session_id", "Ties runs that belong together.", "session-1");

    public static DescribedParameters Workflow { get; } = new(
        new("workflow_name", $"The workflow, such as {string.Join(", ", Nms.Modules.WorkflowNames.All)}.", "equipment_discovery", Required: true),
        new("initial_data", "Its inputs, an object; those that it does not know are passed over.", "{}"))
    { AlsoInBody = true };

    public static DescribedParameters Task { get; } = new(
        new("task_name", $"One of {string.Join(", ", PublishedTasks.Declared)}.", "monitoring.tasks.collect_metrics", Required: true),
        new("args", $"Empty; the project's id for {PublishedTasks.StartProject}.", null),
        new("kwargs", "What the task takes, an object; what it does not know is passed over.", "{}"),
        new("countdown", "0.", "0"),
        s_source)
    { AlsoInBody = true };

    public static DescribedParameters SecurityWorkflow { get; } = new(
        new("project_id", "GNS3's project id.", "3da59aa2-a868-4a29-b425-4e9bdc4cc924"),
        new("target_ips", "Addresses to test.", "10.0.0.1"),
        new("test_level", "How deep to test.", "basic"),
        new("intensity", "How hard to test.", "low"),
        s_session,
        s_source)
    { AlsoInBody = true };

    public static DescribedParameters SecurityMonitor { get; } = new(
        new("action", "start_security_monitoring unless given.", "start_security_monitoring"), s_source, s_projectAbout)
    { AlsoInBody = true };

    public static DescribedParameters NetworkMonitor { get; } = new(
        new("action", "start_network_monitoring unless given.", "start_network_monitoring"), s_source, s_projectAbout, new("scan_ranges", "Networks to look at.", "10.0.0.0/24"))
    { AlsoInBody = true };

    public static DescribedParameters Session { get; } = new(s_session);

    public static DescribedParameters Force { get; } = new(
        new DescribedParameter("force", "true asks GNS3 now; else the model answers.", "true"));
}

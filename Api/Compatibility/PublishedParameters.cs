using Nms.Api.OpenApi;
using Nms.Events;

namespace Nms.Api.Compatibility;

/// <summary>The parameters of published calls, as the document lists them.</summary>
internal static class PublishedParameters
{
    private static readonly DescribedParameter s_projectId = new("project_id", "GNS3's project id.", "3da59aa2-a868-4a29-b425-4e9bdc4cc924", Required: true);
    private static readonly DescribedParameter s_nodeId = new("node_id", "GNS3's node id.", "0a4c1c06-e1a5-4f80-9f02-8ae0e7a2a9e1", Required: true);
    private static readonly DescribedParameter s_module = new("module_name", "Name of the module.", "monitoring", Required: true);

    public static DescribedParameters Node { get; } = new(s_projectId, s_nodeId) { AlsoInBody = true };

    public static DescribedParameters NodeOnly { get; } = new(s_nodeId);

    public static DescribedParameters Project { get; } = new(s_projectId) { AlsoInBody = true };

    public static DescribedParameters ProjectAction { get; } = new(
        new("action", "activate_for_testing, which opens the project.", "activate_for_testing", Required: true), s_projectId)
    { AlsoInBody = true };

    public static DescribedParameters Module { get; } = new(s_module) { AlsoInBody = true };

    public static DescribedParameters ModuleSubscriptions { get; } = new(
        s_module, new("events", $"Words of {string.Join(", ", EventCatalog.Subscriptions)}.", "node_status"))
    { AlsoInBody = true };

    public static DescribedParameters StartNodes { get; } = new(
        new("wait_for_completion", "false answers at once.", "true"),
        new("timeout", $"Seconds to wait, {ProjectStart.Usual} unless given; max_wait_time is the same.", "120"))
    { AlsoInBody = true };

    public static DescribedParameters Force { get; } = new(
        new DescribedParameter("force", "true asks GNS3 now; else the model answers.", "true"));
}

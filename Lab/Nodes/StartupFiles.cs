namespace Nms.Lab.Nodes;

/// <summary>Where a node keeps what it reads when it boots.</summary>
internal static class StartupFiles
{
    public static string PathOf(LabNode node) => node.Type switch
    {
        "vpcs" => "startup.vpc",
        "dynamips" => $"configs/i{node.Properties["dynamips_id"]}_startup-config.cfg",
        "iou" => "startup-config.cfg",
        _ => "etc/network/interfaces",
    };

    public static string PrivatePathOf(LabNode node)
        => node.Type == "dynamips" ? $"configs/i{node.Properties["dynamips_id"]}_private-config.cfg" : "private-config.cfg";
}

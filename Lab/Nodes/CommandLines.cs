namespace Nms.Lab.Nodes;

/// <summary>The command line of a node's emulator, which GNS3 shows once the node was started.</summary>
internal static class CommandLines
{
    public static string Of(LabNode node) => node.Type switch
    {
        "vpcs" => $"/usr/bin/vpcs -p {node.ConsolePort + 1} -m {Index(node)} -i 1 -F -R -s {20_000 + (Index(node) * 2)} -c {20_001 + (Index(node) * 2)} -t 127.0.0.1 startup.vpc",
        "qemu" => $"{node.Properties["qemu_path"]} -name {node.Name} -m {node.Properties["ram"]}M -smp cpus={node.Properties["cpus"]} -uuid {node.Id} -serial telnet:127.0.0.1:{node.ConsolePort},server,nowait",
        "iou" => $"{node.Properties["path"]} -e {node.Properties["ethernet_adapters"]} -s {node.Properties["serial_adapters"]} -m {node.Properties["ram"]} -n {node.Properties["nvram"]} -q -L {node.Properties["application_id"]}",
        _ => "",
    };

    /// <summary>The number that GNS3 gives a VPCS within its project; its hardware address ends in it.</summary>
    public static int Index(LabNode node)
        => node.Project.Nodes.Values.Where(other => other.Type == "vpcs").TakeWhile(other => other != node).Count();
}

using YamlDotNet.RepresentationModel;

namespace Nms.Discovery.Configurations;

/// <summary>Reads network-config of cloud-init in its version 1: a list of devices, each with subnets. Pure.</summary>
internal static class CloudInitNetwork
{
    public static void Read(YamlNode network, FactsDraft facts)
    {
        foreach (var entry in network.Child("config").Items())
        {
            switch (entry.Child("type").Text())
            {
                case "nameserver":
                    facts.Spoken.Dns(entry.Child("address").Texts());
                    break;
                case "route" when entry.Child("destination").Text() is { } destination:
                    Route(destination, entry, null, facts);
                    break;
                case not null when entry.Child("name").Text() is { } name:
                    Device(name, entry, facts);
                    break;
            }
        }
    }

    private static void Device(string name, YamlNode device, FactsDraft facts)
    {
        facts.Interface(name, device.Line(), one => one with { MacAddress = device.Child("mac_address").Text()?.ToLowerInvariant() });
        if (device.Child("mtu").Text() is { } mtu) facts.Mtu(name, mtu, device.Line());
        if (device.Child("vlan_id").Text() is { } tag && FactsDraft.Number(tag) is { } vlan)
        {
            facts.Vlan(vlan, null, device.Line());
            facts.Interface(name, device.Line(), one => one with { TrunkVlans = tag });
        }

        foreach (var subnet in device.Child("subnets").Items())
        {
            var type = subnet.Child("type").Text() ?? "";
            if (type.StartsWith("dhcp", StringComparison.Ordinal)) facts.Dhcp(name, subnet.Line());
            if (subnet.Child("address").Text() is { } address) facts.Address(name, address, subnet.Line(), address.Contains('/', StringComparison.Ordinal) ? null : subnet.Child("netmask").Text());
            if (subnet.Child("gateway").Text() is { } gateway) facts.Route("default", gateway, subnet.Line(), name);
            facts.Spoken.Dns(subnet.Child("dns_nameservers").Texts());
            foreach (var route in subnet.Child("routes").Items())
            {
                if ((route.Child("network") ?? route.Child("destination")).Text() is { } destination) Route(destination, route, name, facts);
            }
        }
    }

    private static void Route(string destination, YamlNode route, string? via, FactsDraft facts)
    {
        var network = destination.Contains('/', StringComparison.Ordinal) ? destination : ConfigurationLines.Network(destination, route.Child("netmask").Text());
        facts.Route(network ?? destination, (route.Child("gateway") ?? route.Child("via")).Text(), route.Line(), via);
    }
}

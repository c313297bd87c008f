using YamlDotNet.RepresentationModel;

namespace Nms.Discovery.Configurations;

/// <summary>Reads netplan and cloud-init: network-config of version 1 and 2, and the host name of user-data. Pure.</summary>
internal static class NetplanConfiguration
{
    private static readonly string[] s_families = ["ethernets", "bonds", "bridges", "vlans", "wifis", "tunnels", "dummy-devices", "vrfs"];

    public static ConfigurationFacts Parse(string text)
    {
        var facts = new FactsDraft();
        if (BoundedYaml.Read(text) is not { } root)
        {
            facts.NotUnderstood(1);
            return facts.Build();
        }

        facts.HostName = root.Child("hostname").Text() ?? root.Child("fqdn").Text();
        var network = root.Child("network") ?? root;
        if (network.Child("config") is YamlSequenceNode)
        {
            CloudInitNetwork.Read(network, facts);
            return facts.Build();
        }

        foreach (var (name, settings) in s_families.SelectMany(family => network.Child(family).Entries())) Read(name, settings, facts);
        return facts.Build();
    }

    private static void Read(string id, YamlNode settings, FactsDraft facts)
    {
        var name = settings.Child("set-name").Text() ?? id;
        var line = settings.Line();
        facts.Interface(name, line, one => one with { MacAddress = (settings.Child("macaddress") ?? settings.Child("match").Child("macaddress")).Text()?.ToLowerInvariant() });
        foreach (var item in settings.Child("addresses").Items())
        {
            // An address with options is a mapping of one entry.
            if ((item.Text() ?? item.Entries().Select(entry => entry.Name).FirstOrDefault()) is { } address) facts.Address(name, address, item.Line());
        }

        if (settings.Child("dhcp4").Flag() == true || settings.Child("dhcp6").Flag() == true) facts.Dhcp(name, line);
        if (settings.Child("mtu").Text() is { } mtu) facts.Mtu(name, mtu, line);
        foreach (var gateway in new[] { "gateway4", "gateway6" })
        {
            if (settings.Child(gateway) is YamlScalarNode { Value: { } hop } node) facts.Route("default", hop, node.Line(), name);
        }

        foreach (var route in settings.Child("routes").Items())
        {
            if (route.Child("to").Text() is { } to) facts.Route(to, route.Child("via").Text(), route.Line(), name);
        }

        if (settings.Child("id").Text() is { } tag && FactsDraft.Number(tag) is { } vlan)
        {
            facts.Vlan(vlan, null, line);
            facts.Interface(name, line, one => one with { TrunkVlans = tag });
        }

        facts.Spoken.Dns(settings.Child("nameservers").Child("addresses").Texts());
    }
}

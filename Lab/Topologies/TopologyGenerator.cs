using System.Text.Json.Nodes;

namespace Nms.Lab.Topologies;

/// <summary>
/// Generates a topology of any size: sites of a router, a switch and hosts, the routers joined in a ring with a few
/// chords. The same size and seed give the same document.
/// </summary>
internal static class TopologyGenerator
{
    private const int HostsPerSite = 14;
    private const int SwitchPorts = 16;

    public static JsonObject Generate(string name, int nodes, int seed, int runningPercent)
    {
        var random = new Random(seed);
        var sites = (nodes + HostsPerSite + 1) / (HostsPerSite + 2);
        var described = new JsonArray();
        var links = new JsonArray();
        var stopped = new JsonArray();
        var columns = (int)Math.Ceiling(Math.Sqrt(sites));

        for (var site = 0; site < sites; site++)
        {
            var (x, y) = (site % columns * 900, site / columns * 700);
            var room = nodes - described.Count;
            AddRouter(described, site, sites, x, y);
            if (room > 1) AddSwitch(described, links, site, x, y);
            for (var host = 0; host < Math.Min(HostsPerSite, room - 2); host++)
            {
                var added = AddHost(described, links, random, site, host, x, y);
                if (random.Next(100) >= runningPercent) stopped.Add(added);
            }
        }

        for (var site = 0; site < sites && sites > 1; site++)
        {
            if (sites == 2 && site == 1) break;
            links.Add(Link($"R{site + 1} f1/0", $"R{((site + 1) % sites) + 1} f1/1"));
        }

        return new JsonObject
        {
            ["projects"] = new JsonArray(new JsonObject
            {
                ["name"] = name,
                ["settings"] = new JsonObject { ["scene_width"] = columns * 900, ["scene_height"] = columns * 700 },
                ["start"] = true,
                ["stopped"] = stopped,
                ["nodes"] = described,
                ["links"] = links,
            }),
        };
    }

    private static void AddRouter(JsonArray nodes, int site, int sites, int x, int y)
    {
        var before = (site + sites - 1) % sites;
        nodes.Add(new JsonObject
        {
            ["name"] = $"R{site + 1}",
            ["type"] = "dynamips",
            ["symbol"] = ":/symbols/router.svg",
            ["x"] = x,
            ["y"] = y,
            ["properties"] = new JsonObject { ["platform"] = "c7200", ["image"] = "c7200-adventerprisek9-mz.124-24.T5.image", ["slot1"] = "PA-2FE-TX" },
            ["startup"] = new JsonArray(
                $"hostname R{site + 1}",
                "interface FastEthernet0/0",
                $" ip address {Lan(site)}.1 255.255.255.0",
                " no shutdown",
                "interface FastEthernet1/0",
                $" ip address {Ring(site)}.1 255.255.255.252",
                " no shutdown",
                "interface FastEthernet1/1",
                $" ip address {Ring(before)}.2 255.255.255.252",
                " no shutdown",
                "router ospf 1",
                " network 10.0.0.0 0.255.255.255 area 0",
                " network 172.16.0.0 0.15.255.255 area 0",
                "end"),
        });
    }

    private static void AddSwitch(JsonArray nodes, JsonArray links, int site, int x, int y)
    {
        var ports = new JsonArray([.. Enumerable.Range(0, SwitchPorts).Select(port => (JsonNode)new JsonObject
        {
            ["name"] = $"Ethernet{port}",
            ["port_number"] = port,
            ["type"] = "access",
            ["vlan"] = 1,
        })]);
        nodes.Add(new JsonObject
        {
            ["name"] = $"SW{site + 1}",
            ["type"] = "ethernet_switch",
            ["symbol"] = ":/symbols/ethernet_switch.svg",
            ["x"] = x,
            ["y"] = y + 150,
            ["properties"] = new JsonObject { ["ports_mapping"] = ports },
        });
        links.Add(Link($"R{site + 1} f0/0", $"SW{site + 1} e0"));
    }

    private static string AddHost(JsonArray nodes, JsonArray links, Random random, int site, int host, int x, int y)
    {
        var address = $"{Lan(site)}.{host + 11}";
        var position = (X: x + ((host % 7) * 110) - 330, Y: y + 300 + (host / 7 * 130));
        JsonObject node;
        switch (random.Next(10))
        {
            case 0:
                node = Host($"VM{site + 1}-{host + 1}", "qemu", ":/symbols/qemu_guest.svg", position, Interfaces(address, site));
                node["properties"] = new JsonObject { ["platform"] = "x86_64", ["hda_disk_image"] = "debian-12.qcow2", ["ram"] = 512 };
                break;
            case 1 or 2:
                node = Host($"CT{site + 1}-{host + 1}", "docker", ":/symbols/docker_guest.svg", position, Interfaces(address, site));
                node["properties"] = new JsonObject { ["image"] = "alpine:latest" };
                break;
            default:
                var name = $"PC{site + 1}-{host + 1}";
                node = Host(name, "vpcs", ":/symbols/vpcs_guest.svg", position, new JsonArray($"set pcname {name}", $"ip {address}/24 {Lan(site)}.1"));
                break;
        }

        nodes.Add(node);
        links.Add(Link($"SW{site + 1} e{host + 1}", $"{node["name"]} {(node["type"]!.GetValue<string>() == "docker" ? "eth0" : "Ethernet0")}"));
        return node["name"]!.GetValue<string>();
    }

    private static JsonArray Interfaces(string address, int site)
        => new("auto eth0", "iface eth0 inet static", $"    address {address}", "    netmask 255.255.255.0", $"    gateway {Lan(site)}.1");

    private static JsonObject Host(string name, string type, string symbol, (int X, int Y) position, JsonArray startup) => new()
    {
        ["name"] = name,
        ["type"] = type,
        ["symbol"] = symbol,
        ["x"] = position.X,
        ["y"] = position.Y,
        ["startup"] = startup,
    };

    private static JsonObject Link(string from, string to) => new() { ["from"] = from, ["to"] = to };

    private static string Lan(int site) => $"10.{(site / 250) + 1}.{site % 250}";

    private static string Ring(int site) => $"172.{16 + (site / 250)}.{site % 250}";
}

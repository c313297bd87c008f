using System.Text.Json.Serialization;

namespace Nms.DiscoveryBenchmarks;

/// <summary>A drawing and what was seen of it, as a file that programs in other languages read too.</summary>
/// <param name="Nodes">The nodes.</param>
/// <param name="Links">What is drawn.</param>
/// <param name="Sightings">What was seen.</param>
internal sealed record DrawnNetwork(
    [property: JsonPropertyName("nodes")] List<DrawnNetwork.NodeRow> Nodes,
    [property: JsonPropertyName("links")] List<DrawnNetwork.LinkRow> Links,
    [property: JsonPropertyName("sightings")] List<DrawnNetwork.SightingRow> Sightings)
{
    private const int Sites = 100;
    private const int Hosts = 8;
    private const int Chords = 10;
    private const int Spare = (2 * Chords) + 1;

    /// <summary>Shares no divisor with the number of sites, so that what is broken is spread over them.</summary>
    private const int Every = 47;

    /// <summary>
    /// 100 sites of a router, a switch that GNS3 carries itself, and eight hosts; the routers joined by 1,000 cables. Routers speak LLDP, which gives
    /// two sightings each: of every 47, one is at other ports than drawn, and one is not plugged or, every second time, leads elsewhere. Stations of
    /// a site see each other by ARP, but for one host of every fifth site, which says nothing and is not seen.
    /// </summary>
    public static DrawnNetwork Make()
    {
        var (nodes, links, sightings) = (new List<NodeRow>(), new List<LinkRow>(), new List<SightingRow>());
        for (var site = 0; site < Sites; site++)
        {
            nodes.Add(new NodeRow($"R{site}", "dynamips", Spare + 4, Speaks: true));
            nodes.Add(new NodeRow($"SW{site}", "ethernet_switch", Hosts + 1, Speaks: false));
            links.Add(new LinkRow($"R{site}", 0, $"SW{site}", 0));
            var stations = new List<string> { $"R{site}" };
            for (var host = 0; host < Hosts; host++)
            {
                var name = $"H{site}-{host}";
                nodes.Add(new NodeRow(name, "qemu", 1, Speaks: false));
                links.Add(new LinkRow(name, 0, $"SW{site}", host + 1));
                if (host > 0 || site % 5 > 0)
                {
                    stations.Add(name);
                }
            }

            for (var one = 0; one < stations.Count; one++)
            {
                for (var next = 1; next <= 5; next++)
                {
                    sightings.Add(new SightingRow("arp", stations[one], 0, null, null, Mac(stations[(one + next) % stations.Count], 0)));
                }
            }
        }

        for (var chord = 1; chord <= Chords; chord++)
        {
            for (var site = 0; site < Sites; site++)
            {
                var number = ((chord - 1) * Sites) + site;
                var (one, other) = ($"R{site}", $"R{(site + chord) % Sites}");
                links.Add(new LinkRow(one, chord, other, Chords + chord));
                switch (number % Every)
                {
                    case 3 when number % 2 == 0:
                        // Not plugged.
                        break;
                    case 3:
                        Meet(one, Spare, $"R{(site + (Sites / 2)) % Sites}", Spare + 1);
                        break;
                    case 7:
                        Meet(one, Spare + 2, other, Spare + 3);
                        break;
                    default:
                        Meet(one, chord, other, Chords + chord);
                        break;
                }
            }
        }

        return new DrawnNetwork(nodes, links, sightings);

        void Meet(string one, int port, string other, int otherPort)
        {
            sightings.Add(new SightingRow("lldp", one, port, other, PortName(otherPort), Mac(other, otherPort)));
            sightings.Add(new SightingRow("lldp", other, otherPort, one, PortName(port), Mac(one, port)));
        }
    }

    public static string PortName(int port) => FormattableString.Invariant($"Ethernet{port}");

    public static string Mac(string node, int port)
    {
        var hash = 0u;
        foreach (var character in node)
        {
            hash = (hash * 31) + character;
        }

        return FormattableString.Invariant($"02:{(byte)(hash >> 24):x2}:{(byte)(hash >> 16):x2}:{(byte)(hash >> 8):x2}:{(byte)hash:x2}:{port:x2}");
    }

    /// <summary>A node.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">GNS3's type.</param>
    /// <param name="Ports">How many ports it has: Ethernet0 and so on.</param>
    /// <param name="Speaks">Whether it speaks LLDP.</param>
    internal sealed record NodeRow([property: JsonPropertyName("name")] string Name, [property: JsonPropertyName("type")] string Type, [property: JsonPropertyName("ports")] int Ports, [property: JsonPropertyName("speaks")] bool Speaks);

    /// <summary>A link of two ports.</summary>
    internal sealed record LinkRow(
        [property: JsonPropertyName("a")] string A, [property: JsonPropertyName("a_port")] int APort, [property: JsonPropertyName("b")] string B, [property: JsonPropertyName("b_port")] int BPort);

    /// <summary>What a node sees at a port.</summary>
    internal sealed record SightingRow(
        [property: JsonPropertyName("protocol")] string Protocol,
        [property: JsonPropertyName("node")] string Node,
        [property: JsonPropertyName("port")] int Port,
        [property: JsonPropertyName("remote_name")] string? RemoteName,
        [property: JsonPropertyName("remote_port")] string? RemotePort,
        [property: JsonPropertyName("remote_mac")] string RemoteMac);
}

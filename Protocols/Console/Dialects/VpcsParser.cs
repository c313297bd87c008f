using System.Net;
using System.Text.RegularExpressions;

namespace Nms.Consoles.Dialects;

/// <summary>Reads what VPCS says. A virtual PC has one interface, which it gives no name.</summary>
internal static partial class VpcsParser
{
    private const string OnlyInterface = "eth0";

    public static void Parse(ConsoleTopic topic, string text, FactsBuilder facts)
    {
        switch (topic)
        {
            case ConsoleTopic.Version:
                facts.Vendor = "VPCS";
                facts.Platform = "Virtual PC Simulator";
                facts.Version ??= Words.Group(Version(), text);
                break;
            case ConsoleTopic.Interfaces:
                foreach (var line in Words.Lines(text)) ParseField(line, facts);
                break;
            case ConsoleTopic.Neighbours:
                NeighbourTable.Parse(text, facts);
                break;
        }
    }

    private static void ParseField(string line, FactsBuilder facts)
    {
        if (Field().Match(line) is not { Success: true } field) return;
        var value = field.Groups[2].Value;
        switch (field.Groups[1].Value.TrimEnd())
        {
            case "NAME":
                facts.HostName ??= Name().Match(value).Groups[1].Value;
                Only(facts).Admin = ConsoleState.Up;
                break;
            case "IP/MASK" or "GLOBAL SCOPE" or "LINK-LOCAL SCOPE" when Words.TryAddress(value, out var address, out var length):
                if (address.Equals(IPAddress.Any)) break;
                Only(facts).Add(address, length);
                if (Words.Network(address, length ?? 32) is { } network && length < 128) facts.Route(network, null, OnlyInterface, "connected");
                break;
            case "GATEWAY" when Words.Address(value) is { } gateway && !gateway.Equals(IPAddress.Any):
                facts.Route(new IPNetwork(IPAddress.Any, 0), gateway, OnlyInterface, null);
                break;
            case "MAC":
                Only(facts).PhysicalAddress = Words.Physical(value);
                break;
            case "MTU":
                Only(facts).Mtu = Words.Number(value);
                break;
            case "DHCP SERVER":
                Only(facts).UsesDhcp = true;
                break;
        }
    }

    private static InterfaceDraft Only(FactsBuilder facts) => facts.Interface(OnlyInterface);

    // "show ipv6" of VPCS 0.8 writes "MTU:              : 1500".
    [GeneratedRegex(@"^([A-Z][A-Z/\- ]{1,18}?):? *: *(\S*)")]
    private static partial Regex Field();

    [GeneratedRegex(@"^(.*?)(?:\[\d+\])?$")]
    private static partial Regex Name();

    [GeneratedRegex(@"version (\S+)")]
    private static partial Regex Version();
}

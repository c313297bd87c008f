using System.Collections.Frozen;

namespace Nms.Lab.Nodes;

/// <summary>The symbols that the Lab knows, with the size GNS3 draws them in.</summary>
internal static class Symbols
{
    public const string Computer = ":/symbols/computer.svg";

    private static readonly FrozenDictionary<string, (int Width, int Height)> Sizes = new Dictionary<string, (int, int)>
    {
        [Computer] = (65, 59),
        [":/symbols/asa.svg"] = (52, 60),
        [":/symbols/atm_switch.svg"] = (51, 48),
        [":/symbols/cloud.svg"] = (159, 71),
        [":/symbols/docker_guest.svg"] = (65, 59),
        [":/symbols/ethernet_switch.svg"] = (72, 32),
        [":/symbols/firewall.svg"] = (66, 45),
        [":/symbols/frame_relay_switch.svg"] = (51, 48),
        [":/symbols/hub.svg"] = (72, 32),
        [":/symbols/multilayer_switch.svg"] = (51, 48),
        [":/symbols/nat.svg"] = (159, 71),
        [":/symbols/qemu_guest.svg"] = (65, 59),
        [":/symbols/router.svg"] = (66, 45),
        [":/symbols/server.svg"] = (49, 70),
        [":/symbols/vpcs_guest.svg"] = (65, 59),
    }.ToFrozenDictionary();

    public static IEnumerable<string> Ids => Sizes.Keys.Order(StringComparer.Ordinal);

    public static bool Knows(string symbol) => Sizes.ContainsKey(symbol);

    /// <summary>The size of a symbol; one that nobody knows is drawn as large as a computer.</summary>
    public static (int Width, int Height) SizeOf(string symbol) => Sizes.GetValueOrDefault(symbol, Sizes[Computer]);
}

using System.Net;

namespace Nms.Discovery.Configurations;

/// <summary>Reads startup files of VPCS: the commands of its shell, one a line (vpcs(1)). Pure.</summary>
internal static class VpcsConfiguration
{
    public const string Interface = "Ethernet0";

    private const int UsualLength = 24;

    public static ConfigurationFacts Parse(string text)
    {
        string? host = null;
        string? gateway = null;
        string? four = null;
        string? six = null;
        bool? dhcp = null;
        var mtu = null as int?;
        var not = new List<string>();
        foreach (var (number, line) in ConfigurationLines.Of(text))
        {
            switch (ConfigurationLines.Words(line))
            {
                case ["set", "pcname", var name]:
                    host = name;
                    break;
                case ["set", "mtu", var size] when int.TryParse(size, System.Globalization.NumberStyles.None, null, out var read):
                    mtu = read;
                    break;
                case ["dhcp", ..] or ["ip", "dhcp", ..]:
                    (dhcp, four) = (true, null);
                    break;
                case ["ip", "dns" or "domain", ..]:
                    break;
                case ["ip", "auto"]:
                    dhcp = false;
                    break;
                case ["ip", var address, .. var rest] when IsAddress(address):
                    Read(address, rest);
                    break;
                case ["ip", ..]:
                    not.Add($"line {number}");
                    break;
            }
        }

        return new ConfigurationFacts
        {
            HostName = host,
            Interfaces = four is null && six is null && dhcp is null && mtu is null
                ? []
                : [new ConfiguredInterface { Name = Interface, Addresses = [.. new[] { four, six }.OfType<string>()], UsesDhcp = dhcp, Mtu = mtu }],
            Routes = gateway is null ? [] : [new ConfiguredRoute("0.0.0.0/0", gateway, null)],
            NotUnderstood = [.. not],
        };

        // ip address [gateway] [mask | /length | length], in any order of the last two (vpcs, command.c).
        void Read(string address, string[] rest)
        {
            var isSix = address.Contains(':', StringComparison.Ordinal);
            var (bare, mask) = address.IndexOf('/', StringComparison.Ordinal) is var slash and >= 0 ? (address[..slash], address[slash..]) : (address, null as string);
            foreach (var word in rest)
            {
                if (IPAddress.TryParse(word, out var parsed) && word.Contains('.', StringComparison.Ordinal) && !word.StartsWith("255.", StringComparison.Ordinal))
                {
                    gateway = parsed.ToString();
                }
                else
                {
                    mask = word;
                }
            }

            var read = ConfigurationLines.Address(bare, mask ?? (isSix ? "64" : $"{UsualLength}"));
            if (isSix)
            {
                six = read;
            }
            else
            {
                (four, dhcp) = (read, false);
            }
        }
    }

    private static bool IsAddress(string text) => text.AsSpan().IndexOfAny('.', ':') >= 0 && ConfigurationLines.Address(text, null) is not null;
}

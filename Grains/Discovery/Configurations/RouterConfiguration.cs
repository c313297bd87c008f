using System.Collections.Immutable;

namespace Nms.Discovery.Configurations;

/// <summary>Reads configurations of IOS and of what descends from its language: NX-OS, EOS, FRRouting. Pure.</summary>
internal static class RouterConfiguration
{
    private const int MostVlan = 4094;
    private const int MostAddresses = 1_000;
    private const int MostVlanText = 20_000;
    private const int MostVlansRead = 1_000_000;

    public static ConfigurationFacts Parse(string text) => new Reader().Read(text);

    private sealed class Reader
    {
        private readonly Dictionary<string, ConfiguredInterface> _interfaces = new(StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<int, ConfiguredVlan> _vlans = [];
        private readonly ImmutableArray<ConfiguredRoute>.Builder _routes = ImmutableArray.CreateBuilder<ConfiguredRoute>();
        private readonly List<string> _notUnderstood = [];
        private readonly RouterSections _sections = new();
        private string? _host;
        private string? _version;
        private string? _interface;
        private int _line;
        private int _vlansRead;
        private List<int> _vlan = [];

        public ConfigurationFacts Read(string text)
        {
            var banner = null as string;
            foreach (var (number, line) in ConfigurationLines.Of(text))
            {
                if (banner is not null)
                {
                    banner = line.Contains(banner, StringComparison.Ordinal) ? null : banner;
                    continue;
                }

                var words = ConfigurationLines.Words(line);
                if (words is ["banner", _, var opening, ..])
                {
                    var mark = opening.StartsWith("^C", StringComparison.Ordinal) ? "^C" : opening[..1];
                    banner = line.IndexOf(mark, line.IndexOf(mark, StringComparison.Ordinal) + mark.Length, StringComparison.Ordinal) >= 0 ? null : mark;
                }
                else if (words is not ([] or [['!', ..], ..]))
                {
                    Read(number, char.IsWhiteSpace(line[0]), words);
                }
            }

            return _sections.AddTo(new ConfigurationFacts
            {
                HostName = _host,
                Version = _version,
                Interfaces = [.. _interfaces.Values],
                Vlans = [.. _vlans.Values.OrderBy(vlan => vlan.Id)],
                Routes = _routes.ToImmutable(),
                NotUnderstood = [.. _notUnderstood],
            });
        }

        private void Read(int number, bool indented, string[] words)
        {
            _sections.Read(number, indented, words);
            _line = number;
            if (!indented)
            {
                (_interface, _vlan) = (null, []);
                ReadGlobal(number, words);
            }
            else if (_interface is not null)
            {
                ReadInterface(number, words);
            }
            else if (_vlan is not [] && words is ["name", ..])
            {
                _vlan.ForEach(id => _vlans[id] = new ConfiguredVlan(id, string.Join(' ', words[1..])));
            }
        }

        private void ReadGlobal(int number, string[] words)
        {
            switch (words)
            {
                case ["hostname" or "switchname", var host]:
                    _host = host.Trim('"');
                    break;
                case ["version", var version, ..]:
                    _version = version;
                    break;
                case ["interface", .. var name] when name is not []:
                    _interface = name is [var kind, var place] && !name[0].Any(char.IsDigit) ? kind + place : name[0];
                    Change(one => one);
                    break;
                case ["vlan", var ids] when BoundedIds(ids) is { Count: > 0 } read:
                    _vlan = read;
                    read.ForEach(id => _vlans.TryAdd(id, new ConfiguredVlan(id, null)));
                    break;
                case ["ip" or "ipv6", "route", "vrf", _, .. var route]:
                    ReadRoute(number, route);
                    break;
                case ["ip" or "ipv6", "route", .. var route]:
                    ReadRoute(number, route);
                    break;
                case ["ip", "default-gateway", var gateway] when ConfigurationLines.Address(gateway, null) is { } hop:
                    _routes.Add(new ConfiguredRoute("0.0.0.0/0", hop, null));
                    break;
            }
        }

        private void ReadRoute(int number, string[] words)
        {
            var hasMask = words is [_, ['2', '5', '5', '.', ..] or "0.0.0.0" or ['1' or '2', .., '.', '0'], ..] && words[0].Contains('.', StringComparison.Ordinal) && !words[0].Contains('/', StringComparison.Ordinal);
            var network = words is [] ? null : ConfigurationLines.Network(words[0], hasMask ? words[1] : null);
            if (network is null)
            {
                _notUnderstood.Add($"line {number}");
                return;
            }

            string? hop = null;
            string? through = null;
            foreach (var word in words[(hasMask ? 2 : 1)..].Take(2))
            {
                if (ConfigurationLines.Address(word, null) is { } address)
                {
                    hop = address;
                }
                else if (char.IsLetter(word[0]) && word is not ("name" or "tag" or "track" or "permanent"))
                {
                    through ??= word;
                }
                else
                {
                    break;
                }
            }

            _routes.Add(new ConfiguredRoute(network, hop, through));
        }

        private void ReadInterface(int number, string[] words)
        {
            switch (words)
            {
                case ["ip" or "ipv6", "address", "dhcp", ..]:
                    Change(one => one with { UsesDhcp = true });
                    break;
                case ["no", "ip", "address"] or ["ipv6", "address", "autoconfig" or "dhcp", ..]:
                    break;
                case ["ip", "address", var address, .. var rest] when ConfigurationLines.Address(address, address.Contains('/', StringComparison.Ordinal) ? null : rest.FirstOrDefault()) is { } read:
                    AddAddress(read);
                    break;
                case ["ipv6", "address", var address, ..] when ConfigurationLines.Address(address, null) is { } read:
                    AddAddress(read);
                    break;
                case ["ip" or "ipv6", "address", ..]:
                    _notUnderstood.Add($"line {number}");
                    break;
                case ["description", .. var text]:
                    Change(one => one with { Description = string.Join(' ', text).Trim('"') });
                    break;
                case ["vrf", "forwarding" or "member", _] or ["ip", "vrf", "forwarding", _] or ["vrf", _]:
                    Change(one => one with { Vrf = words[^1] });
                    break;
                case ["shutdown"]:
                    Change(one => one with { IsShutDown = true });
                    break;
                case ["no", "shutdown"]:
                    Change(one => one with { IsShutDown = false });
                    break;
                case ["mtu", var size] when int.TryParse(size, System.Globalization.NumberStyles.None, null, out var mtu):
                    Change(one => one with { Mtu = mtu });
                    break;
                case ["switchport", "access", "vlan", var id] when Ids(id) is [var vlan]:
                    Change(one => one with { AccessVlan = vlan });
                    _vlans.TryAdd(vlan, new ConfiguredVlan(vlan, null));
                    break;
                case ["switchport", "mode", "trunk"]:
                    Change(one => one with { TrunkVlans = one.TrunkVlans ?? "" });
                    break;
                case ["switchport", "trunk", "allowed", "vlan", .. var lists] when lists is [.., var list] && BoundedIds(list) is { Count: > 0 }:
                    Change(one => one with { TrunkVlans = lists is ["add", _] && one.TrunkVlans is { Length: > 0 and < MostVlanText } before ? $"{before},{list}" : list });
                    break;
                case ["encapsulation", "dot1Q" or "dot1q", var id, ..] when Ids(id) is [var tag]:
                    Change(one => one with { TrunkVlans = $"{tag}" });
                    _vlans.TryAdd(tag, new ConfiguredVlan(tag, null));
                    break;
            }
        }

        // A list of all VLANs is short to write and long to read.
        private List<int> BoundedIds(string list)
        {
            var ids = _vlansRead > MostVlansRead ? [] : Ids(list);
            _vlansRead += ids.Count;
            return ids;
        }

        private void AddAddress(string address) => Change(one => one with { Addresses = one.Addresses.Length >= MostAddresses || one.Addresses.Contains(address) ? one.Addresses : one.Addresses.Add(address), UsesDhcp = one.UsesDhcp ?? false });

        private void Change(Func<ConfiguredInterface, ConfiguredInterface> change)
        {
            var name = _interface!;
            _interfaces[name] = change(_interfaces.TryGetValue(name, out var known) ? known : new ConfiguredInterface { Name = name, Line = _line });
        }
    }

    /// <summary>Ids of a list such as 10,20-22; empty when it is none.</summary>
    internal static List<int> Ids(string list)
    {
        var ids = new List<int>();
        foreach (var part in list.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            var ends = part.Split('-');
            if (ends.Length > 2 || !int.TryParse(ends[0], System.Globalization.NumberStyles.None, null, out var first)
                || !int.TryParse(ends[^1], System.Globalization.NumberStyles.None, null, out var last) || first is < 1 or > MostVlan || last > MostVlan)
            {
                return [];
            }

            if (ids.Count + last - first >= MostVlan)
            {
                return [];
            }

            for (var id = first; id <= last; id++)
            {
                ids.Add(id);
            }
        }

        return ids;
    }
}

using System.Globalization;
using System.Text;
using Nms.Lab.Networks;

namespace Nms.Lab.Console;

/// <summary>
/// A router's configuration: lines go in, at boot from its file and later from <c>configure terminal</c>, and take
/// effect on its addresses and routes at once. Lines that mean nothing to the simulation are kept and shown.
/// </summary>
internal sealed class IosConfiguration(HostStack stack, string hostname)
{
    private const int MostOtherLines = 500;

    private readonly List<string> _other = [];
    private readonly List<(string Header, List<string> Lines)> _sections = [];
    private readonly Dictionary<string, DhcpPool> _pools = new(StringComparer.Ordinal);
    private NetInterface? _interface;
    private DhcpPool? _pool;
    private List<string>? _section;

    public string Hostname { get; private set; } = hostname;

    /// <summary>What the prompt shows in brackets: <c>config</c>, <c>config-if</c> or another mode.</summary>
    public string Mode { get; private set; } = "config";

    public bool StartsPrivileged { get; private set; }

    public void LeaveMode() => (_interface, _pool, _section, Mode) = (null, null, null, "config");

    /// <summary>Takes one line; false when it is not understood.</summary>
    public bool Take(string line)
    {
        var words = line.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || words[0] == "!") return true;
        var isOff = words[0] == "no";
        var rest = isOff ? words[1..] : words;
        if (rest.Length == 0) return false;

        switch (rest)
        {
            case ["hostname", var name]:
                LeaveMode();
                Hostname = name[..Math.Min(name.Length, 63)];
                return true;
            case ["interface" or "int", .. var named]:
                LeaveMode();
                _interface = Find(string.Concat(named));
                Mode = _interface is null ? "config" : "config-if";
                return _interface is not null;
            case ["ip", "dhcp", "pool", var name]:
                LeaveMode();
                Mode = "dhcp-config";
                if (!_pools.TryGetValue(name, out _pool))
                {
                    _pools[name] = _pool = new DhcpPool();
                    stack.Pools.Add(_pool);
                }

                return true;
            case ["ip", "route", var network, var mask, var next]:
                LeaveMode();
                return Route(network, mask, next, isOff);
            case ["router", ..] or ["line", ..]:
                LeaveMode();
                Open(line.Trim(), rest[0] == "router" ? "config-router" : "config-line");
                stack.LearnsRoutes |= rest[0] == "router" && !isOff;
                return true;
            default:
                return _interface is not null ? OfInterface(rest, isOff) : _pool is not null ? OfPool(rest) : Keep(line.Trim(), rest);
        }
    }

    public string Running()
    {
        var text = new StringBuilder("!\nversion 12.4\nservice timestamps debug datetime msec\nservice timestamps log datetime msec\nno service password-encryption\n!\n");
        text.Append("hostname ").Append(Hostname).Append("\n!\nboot-start-marker\nboot-end-marker\n!\n!\nno aaa new-model\nip cef\n!\n");
        foreach (var (name, pool) in _pools)
        {
            text.Append("ip dhcp pool ").Append(name).Append('\n');
            text.Append(CultureInfo.InvariantCulture, $"   network {Ipv4.Format(pool.Network)} {Ipv4.Format(Ipv4.Mask(pool.Prefix))}\n");
            if (pool.Router is { } router) text.Append("   default-router ").Append(Ipv4.Format(router)).Append('\n');
            if (pool.Dns is { } dns) text.Append("   dns-server ").Append(Ipv4.Format(dns)).Append('\n');
            text.Append("!\n");
        }

        foreach (var own in stack.Interfaces)
        {
            text.Append("interface ").Append(own.Name).Append('\n');
            if (own.Description.Length > 0) text.Append(" description ").Append(own.Description).Append('\n');
            text.Append(own.Address is { } address ? $" ip address {Ipv4.Format(address)} {Ipv4.Format(Ipv4.Mask(own.Prefix))}\n" : " no ip address\n");
            if (!own.IsEnabled) text.Append(" shutdown\n");
            text.Append(own.Name.StartsWith("Serial", StringComparison.Ordinal) ? " serial restart-delay 0\n!\n" : " duplex auto\n speed auto\n!\n");
        }

        foreach (var (header, lines) in _sections.Where(section => section.Header.StartsWith("router", StringComparison.Ordinal))) Append(text, header, lines);
        foreach (var route in stack.Routes)
            text.Append(CultureInfo.InvariantCulture, $"ip route {Ipv4.Format(route.Network)} {Ipv4.Format(Ipv4.Mask(route.Prefix))} {Ipv4.Format(route.NextHop)}\n");
        text.Append("no ip http server\nno ip http secure-server\n!\n");
        foreach (var line in _other) text.Append(line).Append('\n');
        text.Append("!\ncontrol-plane\n!\n!\n");
        if (!_sections.Any(section => section.Header.StartsWith("line", StringComparison.Ordinal))) text.Append("line con 0\nline aux 0\nline vty 0 4\n login\n!\n");
        foreach (var (header, lines) in _sections.Where(section => section.Header.StartsWith("line", StringComparison.Ordinal))) Append(text, header, lines);
        return text.Append("!\nend\n").ToString();
    }

    private static void Append(StringBuilder text, string header, List<string> lines)
    {
        text.Append(header).Append('\n');
        foreach (var line in lines) text.Append(' ').Append(line).Append('\n');
        text.Append("!\n");
    }

    /// <summary>Finds an interface by any short form: <c>f0/0</c>, <c>fa0/0</c>, <c>FastEthernet0/0</c>.</summary>
    private NetInterface? Find(string name)
    {
        var digits = name.AsSpan().IndexOfAnyInRange('0', '9');
        if (digits <= 0) return null;
        var (letters, number) = (name[..digits], name[digits..]);
        return stack.Interfaces.FirstOrDefault(own =>
            own.Name.StartsWith(letters, StringComparison.OrdinalIgnoreCase) && own.Name.EndsWith(number, StringComparison.Ordinal) &&
            own.Name.Length - number.Length == own.Name.AsSpan().IndexOfAnyInRange('0', '9'));
    }

    private bool OfInterface(string[] words, bool isOff)
    {
        var own = _interface!;
        switch (words)
        {
            case ["ip", "address"] when isOff:
                own.Address = null;
                return true;
            case ["ip", "address", "dhcp"]:
                return true;
            case ["ip", "address" or "addr" or "add", var address, var mask] when Ipv4.Parse(address) is { } parsed && Ipv4.Parse(mask) is { } bits && Ipv4.PrefixOf(bits) is { } prefix:
                (own.Address, own.Prefix) = (isOff ? null : parsed, prefix);
                return true;
            case ["shutdown" or "shut"]:
                own.IsEnabled = isOff;
                return true;
            case ["description" or "desc", .. var text]:
                own.Description = isOff ? "" : string.Join(' ', text);
                return true;
            case ["duplex" or "speed" or "ip" or "negotiation" or "clock" or "encapsulation" or "serial" or "cdp" or "mtu" or "bandwidth" or "keepalive", ..]:
                return words is not ["ip", "address", ..];
            default:
                return false;
        }
    }

    private bool OfPool(string[] words)
    {
        switch (words)
        {
            case ["network", var network, var mask] when Ipv4.Parse(network) is { } parsed && Ipv4.Parse(mask) is { } bits && Ipv4.PrefixOf(bits) is { } prefix:
                (_pool!.Network, _pool.Prefix) = (parsed, prefix);
                return true;
            case ["default-router", var router] when Ipv4.Parse(router) is { } parsed:
                _pool!.Router = parsed;
                return true;
            case ["dns-server", var server, ..] when Ipv4.Parse(server) is { } parsed:
                _pool!.Dns = parsed;
                return true;
            default:
                return words[0] is "lease" or "domain-name" or "exit";
        }
    }

    private bool Route(string network, string mask, string next, bool isOff)
    {
        if (Ipv4.Parse(network) is not { } parsed || Ipv4.Parse(mask) is not { } bits || Ipv4.PrefixOf(bits) is not { } prefix || Ipv4.Parse(next) is not { } hop) return false;
        var route = new StaticRoute(parsed, prefix, hop);
        if (isOff) return stack.Routes.Remove(route);
        if (!stack.Routes.Contains(route)) stack.Routes.Add(route);
        return true;
    }

    private void Open(string header, string mode)
    {
        Mode = mode;
        _section = _sections.FirstOrDefault(section => section.Header == header).Lines;
        if (_section is not null) return;
        _section = [];
        _sections.Add((header, _section));
    }

    private bool Keep(string line, string[] words)
    {
        if (words is ["end"] or ["exit"])
        {
            LeaveMode();
            return true;
        }

        var target = _section ?? _other;
        if (words is ["default-information", "originate"]) stack.AnnouncesDefault = true;
        if (words is ["privilege", "level", "15"] && _section is not null) StartsPrivileged = true;
        if (target.Count < MostOtherLines && !target.Contains(line)) target.Add(line);
        return _section is not null || words[0] is "ip" or "snmp-server" or "service" or "enable" or "username" or "banner" or "logging" or "ntp" or "access-list" or
            "cdp" or "boot" or "version" or "aaa" or "crypto" or "vtp" or "vlan" or "spanning-tree" or "clock" or "archive" or "control-plane" or "boot-start-marker" or "boot-end-marker";
    }
}

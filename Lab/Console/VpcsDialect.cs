using System.Globalization;
using System.Text;
using Nms.Lab.Agents;
using Nms.Lab.Networks;
using Nms.Lab.Nodes;

namespace Nms.Lab.Console;

/// <summary>The console of a virtual PC, in the words and line ends of VPCS 0.8.3.</summary>
internal sealed class VpcsDialect : IDialect
{
    private const int HistoryLines = 100;
    private const int DhcpRequests = 3;
    private static readonly TimeSpan DhcpPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan PingPause = TimeSpan.FromSeconds(1);

    private readonly LabState _state;
    private readonly LabNode _node;
    private readonly NetInterface _own;
    private readonly int _index;
    private readonly List<string> _history = [];
    private string _name;
    private uint? _dns;

    public VpcsDialect(LabState state, LabNode node)
    {
        (_state, _node, _name) = (state, node, "VPCS");
        _index = CommandLines.Index(node);
        _own = new NetInterface("eth0", 0, 0, $"00:50:79:66:68:{_index & 0xFF:x2}") { IsEnabled = true };
        Stack = new HostStack(node);
        Stack.Interfaces.Add(_own);
    }

    public HostStack Stack { get; }

    public AgentIdentity? Identity => null;

    private string Prompt => $"\r{_name}> ";

    public async Task BootAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        terminal.Write(VpcsTexts.Booting);
        await RunScriptAsync(terminal, cancellationToken);
        terminal.Write("\r\n" + Prompt);
    }

    public async Task ConverseAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = (await terminal.ReadLineAsync(cancellationToken)).Trim();
            if (line.Length == 0)
            {
                terminal.Write(Prompt);
                continue;
            }

            await terminal.RunAsync(interrupt => ExecuteAsync(line, terminal, interrupt), cancellationToken);
            terminal.Write("\r\n" + Prompt);
        }
    }

    private async Task RunScriptAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        string script;
        lock (_state.Gate) script = Encoding.UTF8.GetString(_node.Files.GetValueOrDefault("startup.vpc") ?? []);
        foreach (var line in script.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#'))
            await ExecuteAsync(line.Replace("%h", _node.Name, StringComparison.Ordinal), terminal, cancellationToken);
    }

    private async Task ExecuteAsync(string line, Terminal terminal, CancellationToken cancellationToken)
    {
        Remember(line);
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words[0].ToLowerInvariant())
        {
            case "?" or "help":
                terminal.Write(VpcsTexts.Help);
                break;
            case "version":
                terminal.Write(VpcsTexts.Version);
                break;
            case "arp":
                terminal.Write(Arp());
                break;
            case "history":
                terminal.Write(string.Concat(_history.Select(past => past + "\r\n")));
                break;
            case "show" or "sh" or "sho":
                terminal.Write(Show(words));
                break;
            case "ip" when words.Length > 1 && words[1] == "dhcp":
            case "dhcp":
                await DhcpAsync(words, terminal, cancellationToken);
                break;
            case "ip":
                terminal.Write(Address(words));
                break;
            case "ping":
                await PingAsync(words, terminal, cancellationToken);
                break;
            case "trace" or "tracer":
                terminal.Write(Trace(words));
                break;
            case "set":
                terminal.Write(Set(words));
                break;
            case "clear":
                terminal.Write(Clear(words));
                break;
            case "save":
                Save();
                terminal.Write("Saving startup configuration to startup.vpc\r\n.  done\r\n");
                break;
            case "load":
                terminal.Write("\r\nExecuting the file \"startup.vpc\"\r\n\r\n");
                await RunScriptAsync(terminal, cancellationToken);
                break;
            case "echo":
                terminal.Write(line.Length > 5 ? line[5..] : "");
                break;
            case "sleep":
                var seconds = words.Length > 1 && int.TryParse(words[1], CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 0, 3_600) : 0;
                await Task.Delay(TimeSpan.FromSeconds(seconds), _state.Time, cancellationToken);
                break;
            case "disconnect" or "quit":
                terminal.DisconnectAll();
                break;
            default:
                terminal.Write($"Bad command: \"{line}\". Use ? for help.\r\n");
                break;
        }
    }

    private void Remember(string line)
    {
        _history.Add(line);
        if (_history.Count > HistoryLines) _history.RemoveAt(0);
    }

    private string Show(string[] words) => words.Length == 1 ? Summary() : words[1].ToLowerInvariant() switch
    {
        "ip" when words.Length == 2 => Ip(),
        "ip" when words[2] == "all" => IpAll(),
        "arp" => Arp(),
        "version" => VpcsTexts.Version,
        "history" => string.Concat(_history.Select(past => past + "\r\n")),
        "echo" => "\r\nEcho Off\r\nForeground color: default\r\nBackground color: default\r\n",
        "ipv6" => $"\r\nNAME              : {_name}[1]\r\nLINK-LOCAL SCOPE  : \r\nGLOBAL SCOPE      : \r\nDNS               : \r\nROUTER LINK-LAYER : \r\nMAC               : {_own.Mac}\r\nLPORT             : {LocalPort}\r\nRHOST:PORT        : 127.0.0.1:{LocalPort + 1}\r\nMTU               : 1500\r\n",
        _ => "Invalid arguments\r\n",
    };

    private int LocalPort => 20_000 + (_index * 2);

    private string AddressText => _own.Address is { } address ? $"{Ipv4.Format(address)}/{_own.Prefix}" : "0.0.0.0/0";

    private string GatewayText => Ipv4.Format(Stack.DefaultGateway ?? 0);

    private string DnsText => _dns is { } dns ? Ipv4.Format(dns) : "";

    private string Ip()
        => $"\r\nNAME        : {_name}[1]\r\nIP/MASK     : {AddressText}\r\nGATEWAY     : {GatewayText}\r\nDNS         : {DnsText}\r\n" +
           $"MAC         : {_own.Mac}\r\nLPORT       : {LocalPort}\r\nRHOST:PORT  : 127.0.0.1:{LocalPort + 1}\r\nMTU         : 1500\r\n";

    private string IpAll()
        => "\r\nNAME   IP/MASK              GATEWAY           MAC                DNS\r\n" +
           $"{_name,-6} {AddressText,-20} {GatewayText,-17} {_own.Mac,-18} {DnsText}\r\n";

    private string Summary()
        => "\r\nNAME   IP/MASK              GATEWAY           MAC                LPORT  RHOST:PORT\r\n" +
           $"{_name,-6} {AddressText,-20} {GatewayText,-17} {_own.Mac,-18} {LocalPort}  127.0.0.1:{LocalPort + 1}\r\n" +
           "       fe80::250:79ff:fe66:68" + $"{_index & 0xFF:x2}/64\r\n";

    private string Arp()
    {
        lock (_state.Gate)
        {
            var now = _state.Time.GetUtcNow();
            var known = Stack.Arp.Where(entry => entry.Value.Until > now)
                .Select(entry => $"{entry.Value.Mac}  {Ipv4.Format(entry.Key)} expires in {(int)(entry.Value.Until - now).TotalSeconds} seconds \r\n").ToArray();
            return "\r\n" + (known.Length == 0 ? "arp table is empty\r\n" : string.Concat(known));
        }
    }

    /// <summary>
    /// An address, then a mask and a gateway in any order. As the real one does, a mask that is no mask of a network or
    /// comes after a length is taken for a gateway: <c>ip 10.0.0.1/24 255.255.255.0</c> gives that gateway.
    /// </summary>
    private string Address(string[] words)
    {
        if (words.Length == 1 || words[1] == "?") return "\r\nip ARG ... [OPTION]\r\n  Configure the current VPC's IP settings\r\n";
        if (words[1] == "dns")
        {
            _dns = words.Length > 2 ? Ipv4.Parse(words[2]) : null;
            return "";
        }

        var prefix = 24;
        uint? address;
        var hasPrefix = words[1].Contains('/', StringComparison.Ordinal);
        if (hasPrefix)
        {
            var parsed = Ipv4.ParseWithPrefix(words[1]);
            address = parsed?.Address;
            prefix = parsed?.Prefix ?? prefix;
        }
        else
        {
            address = Ipv4.Parse(words[1]);
        }

        if (address is null or 0) return "Invalid address\r\n";

        uint? gateway = null;
        foreach (var word in words.Skip(2))
        {
            var value = Ipv4.Parse(word);
            var bits = int.TryParse(word.TrimStart('/'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is > 0 and < 32 ? number : (int?)null;
            if (bits is not null && !hasPrefix) prefix = bits.Value;
            else if (value is { } mask && !hasPrefix && mask >= 0xFF000000 && Ipv4.PrefixOf(mask) is { } length) prefix = length;
            else if (value is not null) gateway = value;
            else return "Invalid address\r\n";
        }

        lock (_state.Gate)
        {
            if (_state.Machines.Network.Neighbour(Stack, _own, address.Value) is { } other)
                return $"{VpcsTexts.Duplicates}{Ipv4.Format(address.Value)} is being used by MAC {other}\r\nAddress not changed\r\n";
            (_own.Address, _own.Prefix, Stack.DefaultGateway) = (address, prefix, gateway);
            Stack.Arp.Clear();
        }

        var behind = gateway is { } router ? $" gateway {Ipv4.Format(router)}" : "";
        return $"{VpcsTexts.Duplicates}{_name} : {Ipv4.Format(address.Value)} {Ipv4.Format(Ipv4.Mask(prefix))}{behind}\r\n";
    }

    private async Task DhcpAsync(string[] words, Terminal terminal, CancellationToken cancellationToken)
    {
        if (words[^1] == "-x")
        {
            lock (_state.Gate) (_own.Address, Stack.DefaultGateway) = (null, null);
            return;
        }

        for (var request = 0; request < DhcpRequests; request++)
        {
            terminal.Write("D");
            if (Lease() is { } lease)
            {
                var router = lease.Pool.Router is { } gateway ? $" GW {Ipv4.Format(gateway)}" : "";
                terminal.Write($"ORA IP {Ipv4.Format(lease.Address)}/{lease.Pool.Prefix}{router}\r\n");
                return;
            }

            await Task.Delay(DhcpPause, _state.Time, cancellationToken);
        }

        terminal.Write("\r\nCan't find dhcp server\r\n");
    }

    private (uint Address, DhcpPool Pool)? Lease()
    {
        lock (_state.Gate)
        {
            if (_state.Machines.Network.Lease(Stack, _own) is not { } lease) return null;
            (_own.Address, _own.Prefix, Stack.DefaultGateway, _dns) = (lease.Address, lease.Pool.Prefix, lease.Pool.Router, lease.Pool.Dns);
            return (lease.Address, lease.Pool);
        }
    }

    private async Task PingAsync(string[] words, Terminal terminal, CancellationToken cancellationToken)
    {
        if (words.Length == 1 || words[1] == "?")
        {
            terminal.Write("\r\nping HOST [OPTION ...]\r\n  Ping the network HOST. HOST can be an ip address or name\r\n");
            return;
        }

        if (Ipv4.Parse(words[1]) is not { } target)
        {
            terminal.Write($"Cannot resolve {words[1]}\r\n");
            return;
        }

        var count = Option(words, "-c") ?? (words.Contains("-t") ? int.MaxValue : 5);
        var pause = Option(words, "-i") is { } milliseconds ? TimeSpan.FromMilliseconds(Math.Clamp(milliseconds, 1, 60_000)) : PingPause;
        var size = Math.Clamp(Option(words, "-l") ?? 56, 1, 65_507) + 28;
        terminal.Write("\r\n");
        for (var sequence = 1; sequence <= count; sequence++)
        {
            if (sequence > 1) await Task.Delay(pause, _state.Time, cancellationToken);
            PingResult result;
            lock (_state.Gate) result = _state.Machines.Network.Ping(Stack, target, Option(words, "-T") ?? 64);
            if (result.Outcome is PingOutcome.Reply or PingOutcome.Own && result.RoundTrip > PingPause) await Task.Delay(result.RoundTrip, _state.Time, cancellationToken);
            var milli = result.RoundTrip.TotalMilliseconds.ToString("0.000", CultureInfo.InvariantCulture);
            terminal.Write(result.Outcome switch
            {
                PingOutcome.Own => $"{words[1]} icmp_seq={sequence} ttl=64 time={milli} ms\r\n",
                PingOutcome.Reply => $"{size} bytes from {words[1]} icmp_seq={sequence} ttl={result.TimeToLive} time={milli} ms\r\n",
                PingOutcome.NoRoute => "No gateway found\r\n",
                PingOutcome.NoNeighbour => $"host ({Ipv4.Format(result.From)}) not reachable\r\n",
                PingOutcome.Unroutable => $"*{Ipv4.Format(result.From)} icmp_seq={sequence} ttl=255 time=1.000 ms (ICMP type:3, code:1, Destination host unreachable)\r\n",
                _ => $"{words[1]} icmp_seq={sequence} timeout\r\n",
            });
            if (result.Outcome is PingOutcome.NoRoute or PingOutcome.NoNeighbour) return;
        }
    }

    private string Trace(string[] words)
    {
        if (words.Length == 1 || Ipv4.Parse(words[1]) is not { } target) return "\r\ntrace HOST [OPTION ...]\r\n  Print the path packets take to network HOST\r\n";
        IReadOnlyList<uint?> hops;
        lock (_state.Gate) hops = _state.Machines.Network.Trace(Stack, target, 8);
        var text = new StringBuilder($"trace to {words[1]}, 8 hops max, press Ctrl+C to stop\r\n");
        for (var hop = 0; hop < hops.Count; hop++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{hop + 1,2}   ");
            text.Append(hops[hop] is { } address ? $"{Ipv4.Format(address)}   {0.9 + hop:0.000} ms  {0.8 + hop:0.000} ms  {0.7 + hop:0.000} ms\r\n" : "  *  *  *\r\n");
        }

        return text.ToString();
    }

    private string Set(string[] words)
    {
        if (words.Length == 1 || words[1] == "?") return "\r\nset ARG ...\r\n  Set hostname, connection port, ipfrag state, dump options and echo options\r\n";
        if (words[1] != "pcname") return words[1] is "echo" or "mtu" or "dump" or "lport" or "rport" or "rhost" ? "" : "Invalid command.\r\n";
        if (words.Length > 2) _name = words[2][..Math.Min(words[2].Length, 31)];
        return "";
    }

    private string Clear(string[] words)
    {
        lock (_state.Gate)
        {
            switch (words.Length > 1 ? words[1] : "")
            {
                case "arp":
                    Stack.Arp.Clear();
                    return "";
                case "ip":
                    (_own.Address, Stack.DefaultGateway, _dns) = (null, null, null);
                    return "IPv4 address/mask, gateway, DNS, and DHCP cleared\r\n";
                case "hist" or "history":
                    _history.Clear();
                    return "";
                default:
                    return "\r\nclear ARG\r\n  Clear IPv4/IPv6, arp/neighbor cache, command history\r\n";
            }
        }
    }

    private void Save()
    {
        lock (_state.Gate)
        {
            var lines = new StringBuilder().Append("set pcname ").Append(_name).Append('\n');
            if (_own.Address is { } address)
            {
                lines.Append(CultureInfo.InvariantCulture, $"ip {Ipv4.Format(address)} {Ipv4.Format(Ipv4.Mask(_own.Prefix))}");
                if (Stack.DefaultGateway is { } gateway) lines.Append(' ').Append(Ipv4.Format(gateway));
                lines.Append('\n');
            }

            _node.Files["startup.vpc"] = Encoding.UTF8.GetBytes(lines.ToString());
        }
    }

    private static int? Option(string[] words, string name)
    {
        var index = Array.IndexOf(words, name);
        return index >= 0 && index + 1 < words.Length && int.TryParse(words[index + 1], CultureInfo.InvariantCulture, out var value) ? value : null;
    }
}

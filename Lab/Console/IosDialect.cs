using System.Globalization;
using System.Text;
using Nms.Lab.Agents;
using Nms.Lab.Networks;
using Nms.Lab.Nodes;

namespace Nms.Lab.Console;

/// <summary>The console of a router, in the manner of Cisco IOS: modes, abbreviations, paging.</summary>
internal sealed class IosDialect : IDialect
{
    private const string More = " --More-- ";

    private static readonly string[] Commands =
    [
        "enable", "disable", "exit", "quit", "logout", "configure terminal", "terminal length", "terminal width", "ping", "traceroute",
        "show ip interface brief", "show ip route", "show ip arp", "show arp", "show running-config", "show startup-config", "show version",
        "show cdp neighbors", "show interfaces", "show ip dhcp binding", "show clock", "show users", "show inventory", "show ip protocols", "write memory",
        "copy running-config startup-config", "reload", "clear arp-cache",
    ];

    private readonly LabState _state;
    private readonly LabNode _node;
    private readonly IosConfiguration _configuration;
    private readonly DateTimeOffset _booted;
    private bool _isPrivileged;
    private bool _isConfiguring;
    private int _length = 24;

    public IosDialect(LabState state, LabNode node)
    {
        (_state, _node) = (state, node);
        _booted = state.Time.GetUtcNow();
        Stack = new HostStack(node) { Forwards = !IsSwitch, Switches = IsSwitch, TimeToLive = 255 };
        var first = MacAddresses.For(node.Id, node.Type == "iou" ? "aa:bb" : "ca:01");
        foreach (var port in node.Ports)
            Stack.Interfaces.Add(new NetInterface(port.Name, port.Adapter, port.Port, MacAddresses.Add(first, Stack.Interfaces.Count)));
        if (IsSwitch)
        {
            // Ports of a switch need no configuration to pass frames on.
            Stack.Interfaces.ForEach(own => own.IsEnabled = true);
            Stack.Interfaces.Add(new NetInterface("Vlan1", NetInterface.NoAdapter, 1, MacAddresses.Add(first, Stack.Interfaces.Count)));
        }

        _configuration = new IosConfiguration(Stack, node.Type == "iou" ? "IOU" : "Router");
    }

    public HostStack Stack { get; }

    public AgentIdentity? Identity => new(
        _configuration.Hostname,
        Banner,
        _node.Type == "iou" ? "1.3.6.1.4.1.9.1.1" : _node.Properties["platform"]?.GetValue<string>() == "c3725" ? "1.3.6.1.4.1.9.1.414" : "1.3.6.1.4.1.9.1.222",
        Platform,
        SerialNumber,
        Release,
        _booted);

    /// <summary>IOU comes as a router and as a switch, told by the name of its image: i86bi-linux-l2-….</summary>
    private bool IsSwitch => _node.Type == "iou" && _node.Properties["path"]?.GetValue<string>().Contains("-l2-", StringComparison.Ordinal) == true;

    private string Release => _node.Type == "iou" ? "15.5(2)T" : "12.4(24)T5";

    /// <summary>A number of its own for every node, as boards have.</summary>
    private string SerialNumber => $"{4_000_000_000 + (uint)(MacAddresses.For(_node.Id, "ca:01").Sum(letter => letter * 7919) % 294_967_295)}";

    private string Banner => $"Cisco IOS Software, {Platform} Software ({(_node.Type == "iou" ? IsSwitch ? "I86BI_LINUX_L2-ADVENTERPRISEK9-M" : "I86BI_LINUX-ADVENTERPRISEK9-M" : "C" + Platform.ToUpperInvariant() + "-ADVENTERPRISEK9-M")}), Version {Release}, RELEASE SOFTWARE (fc3)";

    private string Prompt => _configuration.Hostname + (_isConfiguring ? $"({_configuration.Mode})#" : _isPrivileged ? "#" : ">");

    public Task BootAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        lock (_state.Gate)
        {
            foreach (var line in Encoding.UTF8.GetString(_node.Files.GetValueOrDefault(StartupFiles.PathOf(_node)) ?? []).Split('\n'))
                _configuration.Take(line.TrimEnd('\r').Replace("%h", _node.Name, StringComparison.Ordinal));
            _configuration.LeaveMode();
        }

        _isPrivileged = _configuration.StartsPrivileged;
        terminal.Write("\r\n\r\nPress RETURN to get started!\r\n\r\n\r\n");
        return Task.CompletedTask;
    }

    public async Task ConverseAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        while (true)
        {
            var line = (await terminal.ReadLineAsync(cancellationToken)).Trim();
            if (line.Length > 0)
            {
                if (_isConfiguring) terminal.Write(Configure(line));
                else await terminal.RunAsync(interrupt => ExecuteAsync(line, terminal, interrupt), cancellationToken);
            }

            terminal.Write(Prompt);
        }
    }

    private string Configure(string line)
    {
        lock (_state.Gate)
        {
            switch (line)
            {
                case "end":
                    _isConfiguring = false;
                    _configuration.LeaveMode();
                    return "";
                case "exit" when _configuration.Mode == "config":
                    _isConfiguring = false;
                    return "";
                case "exit":
                    _configuration.LeaveMode();
                    return "";
            }

            return _configuration.Take(line) ? "" : Marked(0);
        }
    }

    private async Task ExecuteAsync(string line, Terminal terminal, CancellationToken cancellationToken)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (command, problem) = Resolve(words, line);
        if (command is null)
        {
            terminal.Write(problem);
            return;
        }

        if ((command.StartsWith("configure", StringComparison.Ordinal) || command.StartsWith("show running", StringComparison.Ordinal) || command.StartsWith("write", StringComparison.Ordinal)) && !_isPrivileged)
        {
            terminal.Write(Marked(0));
            return;
        }

        var argument = words.Skip(command.Split(' ').Length).ToArray();
        switch (command)
        {
            case "enable":
                _isPrivileged = true;
                break;
            case "disable":
                _isPrivileged = false;
                break;
            case "exit" or "quit" or "logout":
                _isPrivileged = _configuration.StartsPrivileged;
                terminal.Write($"\r\n\r\n\r\n{_configuration.Hostname} con0 is now available\r\n\r\n\r\n\r\n\r\nPress RETURN to get started.\r\n\r\n\r\n");
                break;
            case "configure terminal":
                _isConfiguring = true;
                terminal.Write("Enter configuration commands, one per line.  End with CNTL/Z.\r\n");
                break;
            case "terminal length":
                _length = argument.Length > 0 && int.TryParse(argument[0], CultureInfo.InvariantCulture, out var length) ? Math.Clamp(length, 0, 512) : _length;
                break;
            case "ping":
                await PingAsync(argument, terminal, cancellationToken);
                break;
            case "traceroute":
                terminal.Write(Trace(argument));
                break;
            case "write memory" or "copy running-config startup-config":
                lock (_state.Gate) _node.Files[StartupFiles.PathOf(_node)] = Encoding.UTF8.GetBytes(_configuration.Running());
                terminal.Write("Building configuration...\r\n[OK]\r\n");
                break;
            default:
                string output;
                lock (_state.Gate) output = Show(command);
                await PageAsync(output, terminal, cancellationToken);
                break;
        }
    }

    /// <summary>Finds the one command that the words abbreviate, or what is wrong with them.</summary>
    private (string? Command, string Problem) Resolve(string[] words, string line)
    {
        var fitting = Commands.Where(command => command.Split(' ') is var parts
            && parts.Zip(words).All(pair => pair.First.StartsWith(pair.Second, StringComparison.OrdinalIgnoreCase))).ToArray();
        var complete = fitting.Where(command => command.Split(' ').Length <= words.Length).ToArray();
        if (complete.Length > 0)
        {
            var longest = complete.Max(command => command.Split(' ').Length);
            var best = complete.Where(command => command.Split(' ').Length == longest).ToArray();
            return best.Length == 1 || best.Any(command => command == line) ? (best.FirstOrDefault(command => command == line) ?? best[0], "") : (null, $"% Ambiguous command:  \"{line}\"\r\n");
        }

        if (fitting.Length > 0) return (null, "% Incomplete command.\r\n\r\n");
        if (words.Length == 1) return (null, $"Translating \"{words[0]}\"\r\n\r\n% Unknown command or computer name, or unable to find computer address\r\n");
        var known = 0;
        while (known < words.Length && Commands.Any(command => command.Split(' ') is var parts && parts.Length > known
            && Enumerable.Range(0, known + 1).All(index => parts[index].StartsWith(words[index], StringComparison.OrdinalIgnoreCase)))) known++;
        return (null, Marked(words.Take(known).Sum(word => word.Length + 1)));
    }

    private string Marked(int column) => new string(' ', Prompt.Length + column) + "^\r\n% Invalid input detected at '^' marker.\r\n\r\n";

    private string Show(string command) => command switch
    {
        "show ip interface brief" => Interfaces(),
        "show ip route" => Routes(),
        "show ip arp" or "show arp" => Arp(),
        "show running-config" => $"Building configuration...\n\nCurrent configuration : {_configuration.Running().Length} bytes\n{_configuration.Running()}\n",
        "show startup-config" => $"Using {_node.Files.GetValueOrDefault(StartupFiles.PathOf(_node))?.Length ?? 0} out of 522232 bytes\n{Encoding.UTF8.GetString(_node.Files.GetValueOrDefault(StartupFiles.PathOf(_node)) ?? [])}",
        "show version" => Version(),
        "show cdp neighbors" => Neighbours(),
        "show interfaces" => Details(),
        "show ip dhcp binding" => Leases(),
        "show clock" => _state.Time.GetUtcNow().ToString("*HH:mm:ss.fff 'UTC' ddd MMM d yyyy\n", CultureInfo.InvariantCulture),
        "show users" => "    Line       User       Host(s)              Idle       Location\n*  0 con 0                idle                 00:00:00\n",
        "show inventory" => $"NAME: \"{Platform} chassis\", DESCR: \"Cisco {Platform}, 6-slot chassis\"\nPID: CISCO{Platform}        , VID:    , SN: {SerialNumber}\n",
        "show ip protocols" => Stack.LearnsRoutes ? "Routing Protocol is \"ospf 1\"\n" : "",
        _ => "",
    };

    private string Platform => _node.Type == "iou" ? "Linux Unix" : (_node.Properties["platform"]?.GetValue<string>() ?? "c7200").TrimStart('c') + (_node.Properties["platform"]?.GetValue<string>() == "c7200" ? "VXR" : "");

    private string Interfaces()
    {
        var text = new StringBuilder("Interface                  IP-Address      OK? Method Status                Protocol\n");
        foreach (var own in Stack.Interfaces)
        {
            var status = own.IsEnabled ? "up" : "administratively down";
            text.Append(CultureInfo.InvariantCulture,
                $"{own.Name,-26} {(own.Address is { } address ? Ipv4.Format(address) : "unassigned"),-15} YES {(own.Address is null ? "unset " : "manual")} {status,-21} {(own.IsEnabled && IsPlugged(own) ? "up" : "down")}    \n");
        }

        return text.ToString();
    }

    // The simulated cards see their carrier whenever a cable is there, as dynamips does.
    private bool IsPlugged(NetInterface own)
        => _node.Type != "iou" || _node.Links.Any(link => link.Ends.Any(end => end.Node == _node && end.Adapter == own.Adapter && end.Port == own.Port));

    private string Routes()
    {
        var table = _state.Machines.Network.Table(Stack);
        var text = new StringBuilder(
            "Codes: C - connected, S - static, R - RIP, M - mobile, B - BGP\n       D - EIGRP, EX - EIGRP external, O - OSPF, IA - OSPF inter area \n" +
            "       o - ODR, P - periodic downloaded static route\n\n");
        text.Append(table.FirstOrDefault(route => route.Prefix == 0) is { NextHop: { } gateway }
            ? $"Gateway of last resort is {Ipv4.Format(gateway)} to network 0.0.0.0\n\n"
            : "Gateway of last resort is not set\n\n");
        foreach (var route in table.OrderBy(route => route.Network).ThenBy(route => route.Prefix))
        {
            var star = route.Prefix == 0 ? "*" : " ";
            var network = $"{Ipv4.Format(route.Network)}/{route.Prefix}";
            text.Append(route.Source switch
            {
                'C' => $"C    {star}  {network} is directly connected, {route.Out.Name}\n",
                'S' => $"S    {star}  {network} [1/0] via {Ipv4.Format(route.NextHop!.Value)}\n",
                _ => $"O    {star}  {network} [110/{route.Distance - 109}] via {Ipv4.Format(route.NextHop!.Value)}, 00:00:42, {route.Out.Name}\n",
            });
        }

        return text.ToString();
    }

    private string Arp()
    {
        var text = new StringBuilder("Protocol  Address          Age (min)  Hardware Addr   Type   Interface\n");
        foreach (var own in Stack.Interfaces.Where(own => own is { IsEnabled: true, Address: not null }))
        {
            text.Append(CultureInfo.InvariantCulture, $"Internet  {Ipv4.Format(own.Address!.Value),-15}          -   {MacAddresses.Dotted(own.Mac)}  ARPA   {own.Name}\n");
            foreach (var (address, entry) in Stack.Arp.Where(entry => own.Covers(entry.Key)))
                text.Append(CultureInfo.InvariantCulture, $"Internet  {Ipv4.Format(address),-15}          0   {MacAddresses.Dotted(entry.Mac)}  ARPA   {own.Name}\n");
        }

        return text.ToString();
    }

    private string Version()
    {
        var up = _state.Time.GetUtcNow() - _booted;
        var image = _node.Properties["image"]?.GetValue<string>() ?? _node.Properties["path"]?.GetValue<string>() ?? "";
        return $"{Banner}\n" +
            "Technical Support: http://www.cisco.com/techsupport\nCompiled Fri 04-Mar-11 06:49 by prod_rel_team\n\nROM: ROMMON Emulation Microcode\n\n" +
            $"{_configuration.Hostname} uptime is {(int)up.TotalHours} hours, {up.Minutes} minutes\nSystem returned to ROM by unknown reload cause - suspect boot_data[BOOT_COUNT] 0x0, BOOT_COUNT 0, BOOTDATA 19\n" +
            $"System image file is \"{image}\"\n\nCisco {Platform} (NPE400) processor (revision A) with {_node.Properties["ram"]}K/32768K bytes of memory.\nProcessor board ID {SerialNumber}\n" +
            $"{Stack.Interfaces.Count} interfaces\n\nConfiguration register is 0x2102\n\n";
    }

    private string Neighbours()
    {
        var text = new StringBuilder(
            "Capability Codes: R - Router, T - Trans Bridge, B - Source Route Bridge\n                  S - Switch, H - Host, I - IGMP, r - Repeater\n\n" +
            "Device ID        Local Intrfce     Holdtme    Capability  Platform  Port ID\n");
        foreach (var (own, other) in _state.Machines.Network.Cables(_node))
        {
            if (other.Node.Type is not ("dynamips" or "iou") || _state.Machines.StackOf(other.Node) is null) continue;
            var name = other.Node.Name;
            text.Append(CultureInfo.InvariantCulture, $"{name,-16} {Spaced(_node, own),-17} {150,-10} {"R S I",-11} {(other.Node.Type == "iou" ? "Linux Uni" : other.Node.Properties["platform"]?.GetValue<string>()?.TrimStart('c')),-9} {Spaced(other.Node, other)}\n");
        }

        return text.ToString();
    }

    // The client id is the hardware type, 01, before the address (RFC 2132 §9.14).
    private string Leases()
    {
        var ends = _state.Time.GetUtcNow().AddDays(1).ToString("MMM dd yyyy hh:mm tt", CultureInfo.InvariantCulture);
        return "Bindings from all pools not associated with VRF:\nIP address          Client-ID/              Lease expiration        Type\n" +
            "                    Hardware address/\n                    User name\n" +
            string.Concat(Stack.Pools.SelectMany(pool => pool.Leases).OrderBy(lease => lease.Key).Select(lease => $"{Ipv4.Format(lease.Key),-20}{ClientId(lease.Value),-24}{ends,-24}Automatic\n"));
    }

    private static string ClientId(string mac)
    {
        var digits = "01" + mac.Replace(":", "", StringComparison.Ordinal);
        return string.Join('.', digits.Chunk(4).Select(part => new string(part)));
    }

    private static string Spaced(LabNode node, Links.LinkEnd end)
    {
        var name = node.Port(end.Adapter, end.Port)?.Name ?? "";
        var digits = Math.Max(name.AsSpan().IndexOfAnyInRange('0', '9'), 0);
        return $"{name[..Math.Min(3, digits)]} {name[digits..]}";
    }

    private string Details() => string.Concat(Stack.Interfaces.Select(own =>
        $"{own.Name} is {(own.IsEnabled ? "up" : "administratively down")}, line protocol is {(own.IsEnabled && IsPlugged(own) ? "up" : "down")} \n" +
        $"  Hardware is i82543 (Livengood), address is {MacAddresses.Dotted(own.Mac)} (bia {MacAddresses.Dotted(own.Mac)})\n" +
        (own.Description.Length > 0 ? $"  Description: {own.Description}\n" : "") +
        (own.Address is { } address ? $"  Internet address is {Ipv4.Format(address)}/{own.Prefix}\n" : "") +
        "  MTU 1500 bytes, BW 100000 Kbit/sec, DLY 100 usec, \n     reliability 255/255, txload 1/255, rxload 1/255\n"));

    private async Task PingAsync(string[] words, Terminal terminal, CancellationToken cancellationToken)
    {
        if (words.Length == 0)
        {
            terminal.Write("% Incomplete command.\r\n\r\n");
            return;
        }

        if (Ipv4.Parse(words[0]) is not { } target)
        {
            terminal.Write($"Translating \"{words[0]}\"\r\n\r\n% Unrecognized host or address, or protocol not running.\r\n\r\n");
            return;
        }

        var repeat = Array.FindIndex(words, word => word.StartsWith("rep", StringComparison.OrdinalIgnoreCase)) is >= 0 and var at && at + 1 < words.Length
            && int.TryParse(words[at + 1], CultureInfo.InvariantCulture, out var number) ? Math.Clamp(number, 1, 10_000) : 5;
        terminal.Write($"\r\nType escape sequence to abort.\r\nSending {repeat}, 100-byte ICMP Echos to {words[0]}, timeout is 2 seconds:\r\n");
        var times = new List<double>();
        for (var count = 0; count < repeat; count++)
        {
            PingResult result;
            lock (_state.Gate) result = _state.Machines.Network.Ping(Stack, target, 255);
            if (result.Outcome is PingOutcome.Reply or PingOutcome.Own) times.Add(result.RoundTrip.TotalMilliseconds);
            else if (result.Outcome is PingOutcome.Timeout or PingOutcome.NoNeighbour) await Task.Delay(TimeSpan.FromSeconds(2), _state.Time, cancellationToken);
            terminal.Write(result.Outcome switch { PingOutcome.Reply or PingOutcome.Own => "!", PingOutcome.Unroutable => "U", _ => "." });
        }

        var roundTrip = times.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", round-trip min/avg/max = {Math.Ceiling(times.Min())}/{Math.Ceiling(times.Average())}/{Math.Ceiling(times.Max())} ms");
        terminal.Write($"\r\nSuccess rate is {times.Count * 100 / repeat} percent ({times.Count}/{repeat}){roundTrip}\r\n");
    }

    private string Trace(string[] words)
    {
        if (words.Length == 0 || Ipv4.Parse(words[0]) is not { } target) return "% Incomplete command.\r\n\r\n";
        IReadOnlyList<uint?> hops;
        lock (_state.Gate) hops = _state.Machines.Network.Trace(Stack, target, 30);
        var text = new StringBuilder($"\r\nType escape sequence to abort.\r\nTracing the route to {words[0]}\r\n\r\n");
        for (var hop = 0; hop < hops.Count; hop++)
            text.Append(CultureInfo.InvariantCulture, $"{hop + 1,3} {(hops[hop] is { } address ? $"{Ipv4.Format(address)} {4 + hop} msec {4 + hop} msec {4 + hop} msec" : " *  *  * ")}\r\n");
        return text.ToString();
    }

    /// <summary>Shows a screen at a time: space goes on by a screen, return by a line, anything else ends it.</summary>
    private async Task PageAsync(string output, Terminal terminal, CancellationToken cancellationToken)
    {
        var lines = output.Split('\n')[..^1];
        var room = _length == 0 ? int.MaxValue : _length - 1;
        foreach (var line in lines)
        {
            if (room == 0)
            {
                terminal.Write(More);
                var key = await terminal.ReadKeyAsync(cancellationToken);
                // The key that was pressed is echoed behind it, and goes with it.
                terminal.Write("\r" + new string(' ', More.Length + 1) + "\r");
                room = key switch { ' ' => _length - 1, '\r' or '\n' => 1, _ => -1 };
                if (room < 0) return;
            }

            terminal.Write(line + "\r\n");
            room--;
        }
    }
}

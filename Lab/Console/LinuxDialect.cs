using System.Globalization;
using System.Text;
using Nms.Lab.Agents;
using Nms.Lab.Networks;
using Nms.Lab.Nodes;

namespace Nms.Lab.Console;

/// <summary>The console of a Linux guest: a login at a virtual machine, a root shell at once in a container.</summary>
internal sealed class LinuxDialect : IDialect
{
    private static readonly Dictionary<string, string> Accounts = new() { ["root"] = "root", ["gns3"] = "gns3" };
    private static readonly TimeSpan PingPause = TimeSpan.FromSeconds(1);

    /// <summary>Options of ping that a word follows.</summary>
    private static readonly HashSet<string> s_valued = ["-c", "-W", "-w", "-i", "-s", "-I", "-t", "-p", "-Q"];

    private readonly LabState _state;
    private readonly LabNode _node;
    private readonly bool _isContainer;
    private readonly DateTimeOffset _booted;
    private string _hostname;

    public LinuxDialect(LabState state, LabNode node)
    {
        (_state, _node, _hostname) = (state, node, node.Name);
        _isContainer = node.Type == "docker";
        _booted = state.Time.GetUtcNow();
        Stack = new HostStack(node);
        foreach (var port in node.Ports)
        {
            var mac = port.MacAddress ?? MacAddresses.Add(MacAddresses.For(node.Id, "0c:5a"), port.Adapter);
            Stack.Interfaces.Add(new NetInterface($"eth{port.Adapter}", port.Adapter, port.Port, mac) { IsEnabled = true });
        }
    }

    public HostStack Stack { get; }

    public AgentIdentity? Identity => new(_hostname, Kernel, "1.3.6.1.4.1.8072.3.2.10", null, null, null, _booted);

    private string Kernel => $"Linux {_hostname} 6.1.0-18-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01) x86_64";

    public Task BootAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        lock (_state.Gate) ReadInterfaces(Encoding.UTF8.GetString(_node.Files.GetValueOrDefault("etc/network/interfaces") ?? []));
        if (!_isContainer) terminal.Write("[    0.000000] Linux version 6.1.0-18-amd64\r\n[    1.204211] systemd[1]: Reached target multi-user.target.\r\n");
        return Task.CompletedTask;
    }

    public async Task ConverseAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        while (true)
        {
            var user = _isContainer ? "root" : await LogInAsync(terminal, cancellationToken);
            var prompt = _isContainer ? "/ # " : user == "root" ? $"root@{_hostname}:~# " : $"{user}@{_hostname}:~$ ";
            while (true)
            {
                terminal.Write(prompt);
                var line = (await terminal.ReadLineAsync(cancellationToken)).Trim();
                if (line is "exit" or "logout") break;
                if (line.Length == 0) continue;
                await terminal.RunAsync(interrupt => ExecuteAsync(line, user, terminal, interrupt), cancellationToken);
            }

            if (_isContainer) terminal.DisconnectAll();
        }
    }

    private async Task<string> LogInAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        while (true)
        {
            terminal.Write($"\r\nDebian GNU/Linux 12 {_hostname} ttyS0\r\n\r\n{_hostname} login: ");
            var user = (await terminal.ReadLineAsync(cancellationToken)).Trim();
            if (user.Length == 0) continue;
            terminal.Write("Password: ");
            var password = await terminal.ReadLineAsync(cancellationToken, echo: false);
            if (Accounts.TryGetValue(user, out var expected) && expected == password)
            {
                terminal.Write($"Linux {_hostname} 6.1.0-18-amd64 #1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01) x86_64\r\n\r\n");
                return user;
            }

            terminal.Write("\r\nLogin incorrect\r\n");
        }
    }

    private async Task ExecuteAsync(string line, string user, Terminal terminal, CancellationToken cancellationToken)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words[0] == "ping")
        {
            await PingAsync(words, terminal, cancellationToken);
            return;
        }

        string output;
        lock (_state.Gate) output = Output(line, words, user);
        terminal.Write(output.Replace("\n", "\r\n", StringComparison.Ordinal));
    }

    private string Output(string line, string[] words, string user) => words switch
    {
        ["ip", "addr" or "a" or "address", ..] => Addresses(),
        ["ip", "link" or "l", ..] => Links(),
        ["ip", "route" or "r", ..] => Routes(),
        ["ip", "neigh" or "n", ..] => string.Concat(Stack.Arp.Select(entry => $"{Ipv4.Format(entry.Key)} dev {Stack.Interfaces.First().Name} lladdr {entry.Value.Mac} REACHABLE\n")),
        ["ifconfig", ..] => Ifconfig(),
        ["route", ..] or ["netstat", "-rn"] => RouteTable(),
        ["arp", ..] => string.Concat(Stack.Arp.Select(entry => $"? ({Ipv4.Format(entry.Key)}) at {entry.Value.Mac} [ether]  on {Stack.Interfaces.First().Name}\n")),
        ["hostname"] => _hostname + "\n",
        ["hostname", var name] => Renamed(name),
        ["uname", "-a"] => $"{Kernel}{(_isContainer ? " Linux" : " GNU/Linux")}\n",
        ["uname", "-r"] => "6.1.0-18-amd64\n",
        ["uname", ..] => "Linux\n",
        ["whoami"] => user + "\n",
        ["id"] => user == "root" ? "uid=0(root) gid=0(root) groups=0(root)\n" : $"uid=1000({user}) gid=1000({user}) groups=1000({user})\n",
        ["pwd"] => _isContainer ? "/\n" : user == "root" ? "/root\n" : $"/home/{user}\n",
        ["ls", ..] => _isContainer ? "bin    dev    etc    home   lib    proc   root   sys    tmp    usr    var\n" : "",
        ["echo", ..] => (line.Length > 5 ? line[5..].Trim('"', '\'') : "") + "\n",
        ["uptime"] => $" {_state.Time.GetUtcNow():HH:mm:ss} up {(int)(_state.Time.GetUtcNow() - _booted).TotalMinutes} min,  1 user,  load average: 0.00, 0.01, 0.00\n",
        ["date"] => _state.Time.GetUtcNow().ToString("ddd MMM d HH:mm:ss 'UTC' yyyy", CultureInfo.InvariantCulture) + "\n",
        ["cat", var path] => File(path),
        ["clear"] => "\x1b[H\x1b[2J",
        _ => _isContainer ? $"/bin/sh: {words[0]}: not found\n" : $"-bash: {words[0]}: command not found\n",
    };

    private string Renamed(string name)
    {
        _hostname = name[..Math.Min(name.Length, 63)];
        return "";
    }

    private string File(string path)
    {
        switch (path)
        {
            case "/etc/hostname":
                return _hostname + "\n";
            case "/etc/hosts":
                return $"127.0.0.1\tlocalhost\n127.0.1.1\t{_hostname}\n";
            case "/etc/resolv.conf":
                return Stack.DefaultGateway is { } gateway ? $"nameserver {Ipv4.Format(gateway)}\n" : "";
            case "/etc/os-release":
                return _isContainer ? "NAME=\"Alpine Linux\"\nID=alpine\nVERSION_ID=3.20.3\n" : "PRETTY_NAME=\"Debian GNU/Linux 12 (bookworm)\"\nID=debian\nVERSION_ID=\"12\"\n";
            case "/proc/uptime":
                return (_state.Time.GetUtcNow() - _booted).TotalSeconds.ToString("0.00", CultureInfo.InvariantCulture) + " 0.00\n";
            default:
                return _node.Files.TryGetValue(path.TrimStart('/'), out var content)
                    ? Encoding.UTF8.GetString(content)
                    : $"cat: {(_isContainer ? "can't open '" + path + "'" : path)}: No such file or directory\n";
        }
    }

    private string Addresses()
    {
        var text = new StringBuilder("1: lo: <LOOPBACK,UP,LOWER_UP> mtu 65536 qdisc noqueue state UNKNOWN group default qlen 1000\n" +
            "    link/loopback 00:00:00:00:00:00 brd 00:00:00:00:00:00\n    inet 127.0.0.1/8 scope host lo\n       valid_lft forever preferred_lft forever\n");
        for (var index = 0; index < Stack.Interfaces.Count; index++)
        {
            var own = Stack.Interfaces[index];
            text.Append(Heading(index, own));
            if (own.Address is not { } address) continue;
            var broadcast = address | ~Ipv4.Mask(own.Prefix);
            text.Append(CultureInfo.InvariantCulture, $"    inet {Ipv4.Format(address)}/{own.Prefix} brd {Ipv4.Format(broadcast)} scope global {own.Name}\n       valid_lft forever preferred_lft forever\n");
        }

        return text.ToString();
    }

    private string Links() => string.Concat(Stack.Interfaces.Select((own, index) => Heading(index, own)));

    private static string Heading(int index, NetInterface own)
        => $"{index + 2}: {own.Name}: <BROADCAST,MULTICAST,UP,LOWER_UP> mtu 1500 qdisc fq_codel state UP group default qlen 1000\n    link/ether {own.Mac} brd ff:ff:ff:ff:ff:ff\n";

    private string Routes()
    {
        var text = new StringBuilder();
        if (Stack.DefaultGateway is { } gateway)
            text.Append("default via ").Append(Ipv4.Format(gateway)).Append(" dev ").Append(Way(gateway)).Append('\n');
        foreach (var own in Stack.Interfaces.Where(own => own.Address is not null))
            text.Append(CultureInfo.InvariantCulture, $"{Ipv4.Format(own.Address!.Value & Ipv4.Mask(own.Prefix))}/{own.Prefix} dev {own.Name} proto kernel scope link src {Ipv4.Format(own.Address.Value)}\n");
        return text.ToString();
    }

    private string RouteTable()
    {
        var text = new StringBuilder("Kernel IP routing table\nDestination     Gateway         Genmask         Flags Metric Ref    Use Iface\n");
        if (Stack.DefaultGateway is { } gateway)
            text.Append(CultureInfo.InvariantCulture, $"0.0.0.0         {Ipv4.Format(gateway),-15} 0.0.0.0         UG    0      0        0 {Way(gateway)}\n");
        foreach (var own in Stack.Interfaces.Where(own => own.Address is not null))
            text.Append(CultureInfo.InvariantCulture, $"{Ipv4.Format(own.Address!.Value & Ipv4.Mask(own.Prefix)),-15} 0.0.0.0         {Ipv4.Format(Ipv4.Mask(own.Prefix)),-15} U     0      0        0 {own.Name}\n");
        return text.ToString();
    }

    private string Ifconfig() => string.Concat(Stack.Interfaces.Select(own =>
        $"{own.Name}: flags=4163<UP,BROADCAST,RUNNING,MULTICAST>  mtu 1500\n" +
        (own.Address is { } address ? $"        inet {Ipv4.Format(address)}  netmask {Ipv4.Format(Ipv4.Mask(own.Prefix))}  broadcast {Ipv4.Format(address | ~Ipv4.Mask(own.Prefix))}\n" : "") +
        $"        ether {own.Mac}  txqueuelen 1000  (Ethernet)\n\n"));

    private string Way(uint gateway) => Stack.Interfaces.FirstOrDefault(own => own.Covers(gateway))?.Name ?? "eth0";

    private async Task PingAsync(string[] words, Terminal terminal, CancellationToken cancellationToken)
    {
        var countIndex = Array.IndexOf(words, "-c") + 1;
        var count = countIndex > 0 && countIndex < words.Length && int.TryParse(words[countIndex], CultureInfo.InvariantCulture, out var number) ? number : int.MaxValue;
        var host = words.Where((word, index) => index > 0 && !word.StartsWith('-') && !s_valued.Contains(words[index - 1])).FirstOrDefault();
        if (host is null || Ipv4.Parse(host) is not { } target)
        {
            terminal.Write(host is null ? "ping: usage error: Destination address required\r\n" : $"ping: {host}: Name or service not known\r\n");
            return;
        }

        var times = new List<double>();
        var sent = 0;
        terminal.Write($"PING {host} ({host}) 56(84) bytes of data.\r\n");
        try
        {
            for (var sequence = 1; sequence <= count; sequence++)
            {
                if (sequence > 1) await Task.Delay(PingPause, _state.Time, cancellationToken);
                PingResult result;
                lock (_state.Gate) result = _state.Machines.Network.Ping(Stack, target);
                sent++;
                if (result.Outcome == PingOutcome.NoRoute)
                {
                    terminal.Write("ping: connect: Network is unreachable\r\n");
                    return;
                }

                if (result.Outcome is PingOutcome.Reply or PingOutcome.Own)
                {
                    times.Add(result.RoundTrip.TotalMilliseconds);
                    terminal.Write(string.Create(CultureInfo.InvariantCulture, $"64 bytes from {host}: icmp_seq={sequence} ttl={result.TimeToLive} time={result.RoundTrip.TotalMilliseconds:0.000} ms\r\n"));
                }
                else if (result.Outcome is PingOutcome.NoNeighbour)
                {
                    terminal.Write($"From {Ipv4.Format(Stack.Interfaces[0].Address ?? 0)} icmp_seq={sequence} Destination Host Unreachable\r\n");
                }
                else if (result.Outcome is PingOutcome.Unroutable)
                {
                    terminal.Write($"From {Ipv4.Format(result.From)} icmp_seq={sequence} Destination Host Unreachable\r\n");
                }
            }
        }
        finally
        {
            if (sent > 0)
            {
                var past = (long)((sent - 1) * PingPause.TotalMilliseconds);
                terminal.Write(
                    $"\r\n--- {host} ping statistics ---\r\n{sent} packets transmitted, {times.Count} received, {(sent - times.Count) * 100 / sent}% packet loss, time {past}ms\r\n");
            }

            if (times.Count > 0)
            {
                var mean = times.Average();
                var deviation = times.Average(time => Math.Abs(time - mean));
                terminal.Write(string.Create(CultureInfo.InvariantCulture, $"rtt min/avg/max/mdev = {times.Min():0.000}/{mean:0.000}/{times.Max():0.000}/{deviation:0.000} ms\r\n"));
            }
        }
    }

    /// <summary>Reads the Debian form of <c>/etc/network/interfaces</c>: static addresses, masks, gateways and DHCP.</summary>
    private void ReadInterfaces(string text)
    {
        NetInterface? current = null;
        foreach (var words in text.Split('\n').Select(line => line.Split(' ', '\t').Where(word => word.Length > 0).ToArray()))
        {
            switch (words)
            {
                case ["iface", var name, "inet", var method]:
                    current = Stack.Interfaces.FirstOrDefault(own => own.Name == name);
                    if (method == "dhcp" && current is not null && _state.Machines.Network.Lease(Stack, current) is { } lease)
                        (current.Address, current.Prefix, Stack.DefaultGateway) = (lease.Address, lease.Pool.Prefix, lease.Pool.Router);
                    break;
                case ["address", var address] when current is not null:
                    var parsed = Ipv4.ParseWithPrefix(address);
                    current.Address = parsed?.Address ?? Ipv4.Parse(address);
                    current.Prefix = parsed?.Prefix ?? 24;
                    break;
                case ["netmask", var mask] when current is not null:
                    current.Prefix = Ipv4.PrefixOf(Ipv4.Parse(mask) ?? 0) ?? current.Prefix;
                    break;
                case ["gateway", var gateway]:
                    Stack.DefaultGateway = Ipv4.Parse(gateway);
                    break;
            }
        }
    }
}

using System.Globalization;
using System.Net;
using System.Text.Json;

namespace Nms.Testing.Servers;

/// <summary>
/// Three routers in network namespaces, r1 to r3, each with FRRouting (OSPF), lldpd and Net-SNMP's agent that both report to. Cables: r1:eth1 - r2:eth1,
/// r2:eth2 - r3:eth2, r1:eth3 - r2:eth3, and eth4 of all at a hub, which passes LLDP on as GNS3's does. The agents are asked over a network of
/// their own. Use it as a class fixture.
/// </summary>
public sealed class RouterLab : Xunit.IAsyncLifetime
{
    public static readonly string[] Routers = ["r1", "r2", "r3"];

    private static readonly (string A, string B)[] s_cables =
        [("r1:eth1", "r2:eth1"), ("r2:eth2", "r3:eth2"), ("r1:eth3", "r2:eth3"), ("r1:eth4", "hub:p1"), ("r2:eth4", "hub:p2"), ("r3:eth4", "hub:p3")];

    private readonly string _folder = Directory.CreateTempSubdirectory("nms-routers-").FullName;
    private readonly List<ServerProcess> _processes = [];
    private readonly List<string> _namespaces = [];

    // The process id keeps labs of several test runs on one machine apart.
    private readonly string _bridge = $"nmsb{Environment.ProcessId}";
    private readonly string _network = string.Create(CultureInfo.InvariantCulture, $"10.{96 + (Environment.ProcessId / 256 % 32)}.{Environment.ProcessId % 256}");

    /// <summary>Why there is none; null when there is. A missing package fails on a build machine, a missing right does not.</summary>
    public string? SkipReason { get; private set; }

    /// <summary>Where a router's agent is.</summary>
    public IPEndPoint Agent(string router) => new(IPAddress.Parse($"{_network}.{10 + Number(router)}"), 161);

    /// <summary>What lldpd of a router hears: the interface, and the name and port of the other.</summary>
    public async Task<(string Port, string Name, string RemotePort)[]> HeardAsync(string router)
    {
        using var heard = JsonDocument.Parse(await RunAsync(router, "lldpctl", "-u", $"{Folder(router)}/lldpd.socket", "-f", "json0"));
        return [.. heard.RootElement.GetProperty("lldp").EnumerateArray().SelectMany(lldp => lldp.TryGetProperty("interface", out var ports) ? ports.EnumerateArray() : [])
            .Select(port => (port.GetProperty("name").GetString()!, Name(port), port.GetProperty("port")[0].GetProperty("id")[0].GetProperty("value").GetString()!))
            .Order()];

        static string Name(JsonElement port) => port.GetProperty("chassis")[0].TryGetProperty("name", out var name) ? name[0].GetProperty("value").GetString()! : "";
    }

    /// <summary>What a show command of FRRouting answers, as JSON.</summary>
    public Task<string> ShowAsync(string router, string command) => RunAsync(router, "vtysh", "--vty_socket", Folder(router), "-c", command);

    /// <summary>Runs a program on a router and gives what it said.</summary>
    public static Task<string> RunAsync(string router, params string[] command) => ServerProcess.OutputAsync("ip", ["netns", "exec", Space(router), .. command]);

    public async ValueTask InitializeAsync()
    {
        SkipReason = Missing();
        if (SkipReason is not null)
        {
            return;
        }

        try
        {
            await CableAsync();
        }
        catch (InvalidOperationException e)
        {
            SkipReason = $"This machine gives no network namespaces: {e.Message}";
            return;
        }

        foreach (var router in Routers)
        {
            await StartAsync(router);
        }

        await WaitAsync(async () => await IsReadyAsync("r1", 4) && await IsReadyAsync("r2", 5) && await IsReadyAsync("r3", 3));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _processes)
        {
            await process.DisposeAsync();
        }

        foreach (var space in _namespaces)
        {
            await ServerProcess.RunAsync("ip", ["netns", "delete", space]);
        }

        if (_namespaces is not [])
        {
            await ServerProcess.RunAsync("ip", ["link", "delete", _bridge]);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private static string? Missing()
    {
        foreach (var (program, package) in new[] { ("ip", "iproute2"), ("snmpd", "snmpd"), ("lldpd", "lldpd"), ("vtysh", "frr") })
        {
            if (ServerProcess.Find(program, "/usr/sbin", "/sbin") is null)
            {
                return ServerProcess.Missing($"{program} is not installed: install the package {package}.");
            }
        }

        return Directory.Exists("/usr/lib") && Directory.GetDirectories("/usr/lib").Any(folder => File.Exists($"{folder}/frr/modules/ospfd_snmp.so"))
            ? null
            : ServerProcess.Missing("FRRouting's SNMP modules are not installed: install the package frr-snmp.");
    }

    private async Task CableAsync()
    {
        foreach (var host in Routers.Append("hub"))
        {
            await Ip("netns", "add", Space(host));
            _namespaces.Add(Space(host));
            await Ip("-n", Space(host), "link", "set", "lo", "up");
        }

        await Ip("link", "add", _bridge, "type", "bridge");
        await Ip("addr", "add", $"{_network}.1/24", "dev", _bridge);
        await Ip("link", "set", _bridge, "up");
        foreach (var router in Routers)
        {
            await Ip("link", "add", $"nmsv{Environment.ProcessId}{router}", "type", "veth", "peer", "name", "mgmt", "netns", Space(router));
            await Ip("link", "set", $"nmsv{Environment.ProcessId}{router}", "master", _bridge, "up");
            await Ip("-n", Space(router), "addr", "add", $"{Agent(router).Address}/24", "dev", "mgmt");
            await Ip("-n", Space(router), "link", "set", "mgmt", "up");
        }

        // 0x4000 has the bridge forward 01:80:c2:00:00:0e, the address of LLDP, which bridges otherwise keep.
        await Ip("-n", Space("hub"), "link", "add", "name", "bridge0", "type", "bridge", "group_fwd_mask", "0x4000");
        await Ip("-n", Space("hub"), "link", "set", "bridge0", "up");
        foreach (var (a, b) in s_cables)
        {
            await Ip("-n", Space(Host(a)), "link", "add", Port(a), "type", "veth", "peer", "name", Port(b), "netns", Space(Host(b)));
            foreach (var end in new[] { a, b })
            {
                await (Host(end) == "hub"
                    ? Ip("-n", Space("hub"), "link", "set", Port(end), "master", "bridge0")
                    : Ip("-n", Space(Host(end)), "addr", "add", $"10.9.{Port(end)[^1]}.{Number(Host(end))}/24", "dev", Port(end)));
                await Ip("-n", Space(Host(end)), "link", "set", Port(end), "up");
            }
        }
    }

    private async Task StartAsync(string router)
    {
        var folder = Folder(router);
        var agentx = $"agentXSocket {folder}/agentx\n";
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync($"{folder}/snmpd.conf", $"agentaddress udp:{Agent(router)}\nrocommunity public\nsysName {router}\nmaster agentx\n{agentx}agentXPerms 0777 0777\n");
        await File.WriteAllTextAsync($"{folder}/frr.conf", agentx);
        await File.WriteAllTextAsync($"{folder}/snmp.conf", agentx);
        await File.WriteAllTextAsync($"{folder}/zebra.conf", $"hostname {router}\nagentx\n");
        await File.WriteAllTextAsync(
            $"{folder}/ospfd.conf",
            $"hostname {router}\nagentx\nrouter ospf\n ospf router-id 10.255.0.{Number(router)}\n network 10.9.0.0/16 area 0\n"
            + string.Concat(Enumerable.Range(1, 4).Select(port => $"interface eth{port}\n ip ospf hello-interval 1\n ip ospf dead-interval 4\n")));

        await File.WriteAllTextAsync($"{folder}/lldpd.conf", $"configure system hostname {router}\nconfigure lldp tx-interval 1\n");

        // The daemons of FRRouting and lldpd give their rights up and work as users of their own.
        await ServerProcess.RunAsync("chmod", ["-R", "a+rwX", _folder]);
        Start(router, "snmpd", "-f", "-Lo", "-C", "-c", $"{folder}/snmpd.conf", "-m", "", $"--persistentDir={folder}");
        await WaitAsync(() => Task.FromResult(File.Exists($"{folder}/agentx")));
        Start(router, "env", $"SNMPCONFPATH={folder}", "/usr/lib/frr/zebra", "-f", $"{folder}/zebra.conf", "-z", $"{folder}/zserv", "--vty_socket", folder, "-i", $"{folder}/zebra.pid", "-M", "snmp", "--log", "stdout");
        await WaitAsync(() => Task.FromResult(File.Exists($"{folder}/zserv")));
        Start(router, "env", $"SNMPCONFPATH={folder}", "/usr/lib/frr/ospfd", "-f", $"{folder}/ospfd.conf", "-z", $"{folder}/zserv", "--vty_socket", folder, "-i", $"{folder}/ospfd.pid", "-M", "snmp", "--log", "stdout");
        Start(router, "lldpd", "-d", "-u", $"{folder}/lldpd.socket", "-x", "-X", $"{folder}/agentx", "-I", "eth*", "-O", $"{folder}/lldpd.conf");
        await WaitAsync(() => Task.FromResult(File.Exists($"{folder}/lldpd.socket")));
    }

    /// <summary>All neighbours are heard by their names, OSPF is at peace with all of them, and the kernel has the routes.</summary>
    private async Task<bool> IsReadyAsync(string router, int neighbours)
    {
        var heard = await HeardAsync(router);
        if (heard.Length != neighbours || !heard.All(one => Routers.Contains(one.Name))
            || (await ShowAsync(router, "show ip ospf neighbor json")).Split("\"converged\":\"Full\"").Length != neighbours + 1)
        {
            return false;
        }

        var routes = await RunAsync(router, "ip", "route", "show");
        return Enumerable.Range(1, 4).All(network => routes.Contains($"10.9.{network}.0/24", StringComparison.Ordinal));
    }

    private Task WaitAsync(Func<Task<bool>> condition) =>
        Eventually.IsTrueAsync(_ => condition(), TimeSpan.FromMinutes(2), () => string.Join('\n', _processes.Select(process => process.Log)), CancellationToken.None);

    private void Start(string router, params string[] command) => _processes.Add(ServerProcess.Start("ip", ["netns", "exec", Space(router), .. command]));

    private string Folder(string router) => Path.Combine(_folder, router);

    private static string Space(string host) => $"nmsr-{Environment.ProcessId}-{host}";

    private static string Host(string end) => end.Split(':')[0];

    private static string Port(string end) => end.Split(':')[1];

    private static int Number(string router) => router[^1] - '0';

    private static Task Ip(params string[] arguments) => ServerProcess.RunAsync("ip", arguments);
}

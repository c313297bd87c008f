using System.Net.Http.Json;
using System.Text.Json;
using Nms.Client;
using Nms.Client.Events;
using Nms.Contracts.Discovery;
using Nms.Contracts.Equipment;
using Nms.Contracts.Topology;
using Nms.Lab;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>
/// A lab is discovered by one call, and what is found is held against what the lab was made of. Its addresses are of no other test's lab: nodes answer
/// at loopback addresses, of which a machine has one set.
/// </summary>
public sealed class DiscoveryTests
{
    private const string Topology = """
        { "projects": [ { "name": "office", "start": true,
          "nodes": [
            { "name": "R1", "type": "dynamips", "properties": { "platform": "c7200", "image": "c7200.image", "slot1": "PA-2FE-TX" },
              "startup": [ "hostname R1", "snmp-server community hidden-word RO", "interface FastEthernet0/0", " ip address 172.29.1.1 255.255.255.0", " no shutdown",
                "interface FastEthernet1/0", " description to R2", " ip address 172.29.12.1 255.255.255.252", " no shutdown", "router ospf 1", " network 172.29.0.0 0.0.255.255 area 0" ] },
            { "name": "R2", "type": "dynamips", "properties": { "platform": "c7200", "image": "c7200.image", "slot1": "PA-2FE-TX" },
              "startup": [ "hostname R2", "interface FastEthernet0/0", " ip address 172.29.2.1 255.255.255.0", " no shutdown",
                "interface FastEthernet1/0", " ip address 172.29.12.2 255.255.255.252", " no shutdown", "router ospf 1", " network 172.29.0.0 0.0.255.255 area 0" ] },
            { "name": "SW1", "type": "ethernet_switch" }, { "name": "HUB1", "type": "ethernet_hub" },
            { "name": "PC1", "type": "vpcs", "startup": [ "set pcname PC1", "ip 172.29.1.11/24 172.29.1.1" ] },
            { "name": "SRV1", "type": "docker", "properties": { "image": "nginx:alpine" },
              "startup": [ "auto eth0", "iface eth0 inet static", "    address 172.29.2.10", "    netmask 255.255.255.0", "    gateway 172.29.2.1" ] },
            { "name": "DESK1", "type": "qemu", "console_type": "vnc", "properties": { "platform": "x86_64", "hda_disk_image": "desktop.qcow2", "ram": 512 },
              "startup": [ "auto eth0", "iface eth0 inet static", "    address 172.29.1.30", "    netmask 255.255.255.0", "    gateway 172.29.1.1" ] },
            { "name": "MUTE1", "type": "qemu", "console_type": "vnc", "properties": { "platform": "x86_64", "hda_disk_image": "desktop.qcow2", "ram": 512, "options": "-smbios type=11,value=LLDP=off" },
              "startup": [ "auto eth0", "iface eth0 inet static", "    address 172.29.2.77", "    netmask 255.255.255.0", "    gateway 172.29.2.1" ] }
          ],
          "links": [ { "from": "R1 f0/0", "to": "SW1 e0" }, { "from": "PC1 e0", "to": "SW1 e1" }, { "from": "DESK1 e0", "to": "SW1 e2" }, { "from": "R1 f1/0", "to": "R2 f1/0" }, { "from": "R2 f0/0", "to": "HUB1 e0" }, { "from": "SRV1 eth0", "to": "HUB1 e1" }, { "from": "MUTE1 e0", "to": "HUB1 e2" } ] } ] }
        """;

    /// <summary>
    /// Every address there is, by node. DESK1 has no console that can be read: only its neighbours know it. MUTE1 neither, and speaks no LLDP: a sweep
    /// of its subnet finds it.
    /// </summary>
    private static readonly Dictionary<string, string[]> s_addresses = new()
    {
        ["R1"] = ["172.29.1.1", "172.29.12.1"],
        ["R2"] = ["172.29.2.1", "172.29.12.2"],
        ["SW1"] = [],
        ["PC1"] = ["172.29.1.11"],
        ["SRV1"] = ["172.29.2.10"],
        ["HUB1"] = [],
        ["DESK1"] = ["172.29.1.30"],
        ["MUTE1"] = ["172.29.2.77"],
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_lab_is_discovered_and_a_broken_link_is_an_event()
    {
        using var folder = new TempFolder();
        await using var lab = await StartLabAsync(folder);
        await using var process = await StartHubAsync(folder, lab);
        using var nms = Client(process);
        var project = await ProjectAsync(nms);

        var run = await DiscoverAllAsync(nms, project);

        Assert.Equal(DiscoveryRunStatus.Completed, run.Status);
        var profiles = await ProfilesAsync(nms, project);
        Assert.Equal(
            s_addresses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {string.Join(' ', pair.Value.Order())}"),
            profiles.Values.OrderBy(profile => profile.Name).Select(profile => $"{profile.Name}: {string.Join(' ', profile.Addresses.Where(address => address.Verdict >= AddressVerdict.Likely).Select(address => address.Address).Order())}"));
        CheckRouter(profiles["R1"]);
        Assert.Contains(profiles["MUTE1"].Addresses[0].Sightings, sighting => sighting.Detail == "sweep");
        Assert.Equal(["neighbour", "snmp"], profiles["DESK1"].Addresses[0].Sightings.Select(sighting => sighting.Source.ToString().ToLowerInvariant()).Order());
        Assert.Contains(profiles["SRV1"].Reachability[0].Ports, port => port is { Number: 22, State: "open", Service: "ssh" });
        Assert.Contains("answer", profiles["R1"].Reachability[0].NotPinged, StringComparison.Ordinal);

        // Looked at again, nothing is news: counters, times and tables that age are no changes.
        var before = (await nms.Events.ReadAsync(limit: 1, cancellationToken: Cancellation)).Head;
        var again = await DiscoverAsync(nms, project);
        Assert.Equal((0, 0, 0, profiles.Count), (again.Comparison!.Discovered.Count, again.Comparison.Changed.Count, again.Comparison.Lost.Count, again.Comparison.Unchanged));
        Assert.DoesNotContain((await EventsAsync(nms, before)).Select(e => e.EventType), type => type.StartsWith("equipment.", StringComparison.Ordinal) || type == "topology.drift_changed");

        var link = await BreakAsync(lab, nms, project);
        await DiscoverAsync(nms, project);
        var drift = await nms.Topology.GetDriftAsync(project, cancellationToken: Cancellation);
        Assert.Equal(DriftState.DrawnNotSeen, drift.Items.Single(item => item.LinkId == link).State);
        var told = (await EventsAsync(nms, before)).Single(e => e.EventType == "topology.drift_changed").Data.GetProperty("changes").EnumerateArray().Single();
        Assert.Equal(($"link:{link}", "confirmed", "drawn_not_seen"), (told.GetProperty("item_id").GetString(), told.GetProperty("before").GetString(), told.GetProperty("after").GetString()));

        var difference = await nms.Equipment.CompareAsync(profiles["R1"].EquipmentId, cancellationToken: Cancellation);
        Assert.Contains(difference.Changes, change => change.Path.StartsWith("adjacencies[lldp FastEthernet1/0 R2]", StringComparison.Ordinal) && change.After is null);
        Assert.Equal([2, 1], (await nms.Equipment.ListHistoryAsync(profiles["R1"].EquipmentId, cancellationToken: Cancellation)).Versions.Select(version => version.Version));
    }

    [Fact]
    public async Task Secrets_of_a_configuration_are_shown_only_to_who_may_read_files()
    {
        using var folder = new TempFolder();
        await using var lab = await StartLabAsync(folder);
        await using var process = await StartHubAsync(folder, lab);
        using var nms = Client(process);
        var project = await ProjectAsync(nms);
        await DiscoverAllAsync(nms, project);
        var router = (await nms.Equipment.ListAsync(name: "R1", cancellationToken: Cancellation)).Equipment.Single();
        var file = (await nms.Equipment.ListConfigurationsAsync(router.EquipmentId, cancellationToken: Cancellation)).Versions.Single(version => version.Name.EndsWith("startup-config.cfg", StringComparison.Ordinal));

        await nms.Users.CreateAsync(new Nms.Contracts.Access.CreateUserRequest("looker", Password: "Lantern-moss-77-kestrel", Roles: [new("viewer")]), Cancellation);
        using var viewer = new NmsClient(new NmsClientOptions { Address = process.Address, Credentials = NmsCredentials.Basic("looker", "Lantern-moss-77-kestrel") });

        Assert.Contains("hidden-word", Text(await nms.Equipment.ReadConfigurationAsync(router.EquipmentId, file.Name, cancellationToken: Cancellation)), StringComparison.Ordinal);
        var redacted = Text(await viewer.Equipment.ReadConfigurationAsync(router.EquipmentId, file.Name, cancellationToken: Cancellation));
        Assert.Contains("snmp-server community <redacted> RO", redacted, StringComparison.Ordinal);
        Assert.DoesNotContain("hidden-word", redacted, StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<NmsApiException>(() => viewer.Discovery.StartAsync(new StartDiscoveryRequest(project), cancellationToken: Cancellation));
        Assert.Equal(403, (int)refused.Status);
    }

    [Fact]
    public async Task A_run_goes_on_where_it_stopped_when_the_hub_is_killed()
    {
        using var folder = new TempFolder();
        await using var lab = await StartLabAsync(folder);
        var first = await StartHubAsync(folder, lab);
        DiscoveryRunResponse begun;
        using (var nms = Client(first))
        {
            var project = await ProjectAsync(nms);

            // One at a time, so that the kill finds some done and some not.
            begun = await nms.Discovery.StartAsync(new StartDiscoveryRequest(project, MaxConcurrent: 1), cancellationToken: Cancellation);
            await Eventually.GetsAsync(
                cancellation => nms.Discovery.GetAsync(begun.RunId, cancellationToken: cancellation), run => run.DoneCount > 0, TimeSpan.FromSeconds(30), run => $"{run.Status} {run.DoneCount}", Cancellation);
        }

        await first.KillAsync();
        await first.DisposeAsync();
        await using var second = await StartHubAsync(folder, lab);
        using var later = Client(second);
        var ended = await Eventually.GetsAsync(
            cancellation => later.Discovery.GetAsync(begun.RunId, waitSeconds: 5, cancellation), run => run.Status != DiscoveryRunStatus.Running, TimeSpan.FromSeconds(60), run => $"{run.Status} {run.DoneCount} of {run.TargetCount}", Cancellation);

        Assert.Equal(s_addresses.Count, ended.DoneCount);
        Assert.True(ended.Resumed > 0 || ended.CompletedAt is not null);
        Assert.Single(await EventsAsync(later, "0"), e => e.EventType == "discovery.completed");
        Assert.Equal(s_addresses.Count, (await EventsAsync(later, "0")).Count(e => e.EventType == "equipment.discovered"));
    }

    [Fact]
    public async Task Clients_of_the_former_hub_discover_it_as_they_did()
    {
        using var folder = new TempFolder();
        await using var lab = await StartLabAsync(folder);
        await using var process = await StartHubAsync(folder, lab);
        using var nms = Client(process);
        var project = await ProjectAsync(nms);
        await DiscoverAllAsync(nms, project);
        using var http = process.CreateClient();
        var equipment = $"/api/common/api/v1/equipment/projects/{project}";

        var list = await http.GetFromJsonAsync<JsonElement>($"{equipment}/equipment/", Cancellation);
        var discovered = await (await http.PostAsJsonAsync($"{equipment}/discover/", new { max_concurrent = 8 }, Cancellation)).Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        var tested = await (await http.PostAsJsonAsync($"/api/common/integration/equipment/projects/{project}/test-discovery/", new { }, Cancellation)).Content.ReadFromJsonAsync<JsonElement>(Cancellation);

        Assert.Equal(s_addresses.Count, list.GetProperty("equipment_count").GetInt32());
        Assert.Equal("completed", discovered.GetProperty("discovery_status").GetString());
        Assert.Equal(s_addresses.Count, discovered.GetProperty("successful_discoveries").GetInt32());
        var router = discovered.GetProperty("equipment_details").EnumerateObject().Single(one => one.Value.GetProperty("name").GetString() == "R1").Value;
        Assert.Equal("R1", router.GetProperty("snmp_data").GetProperty("system_name").GetString());
        Assert.Equal(2, router.GetProperty("topology_links").GetProperty("link_statistics").GetProperty("total_links").GetInt32());
        Assert.Equal(8, tested.GetProperty("total_ips_discovered").GetInt32());
        Assert.Equal(8, tested.GetProperty("devices").EnumerateArray().Sum(device => device.GetProperty("discovered_ips").GetArrayLength()));
        var one = await http.GetFromJsonAsync<JsonElement>($"{equipment}/equipment/{router.GetProperty("equipment_id").GetString()}/?include_snmp=false", Cancellation);
        Assert.False(one.TryGetProperty("snmp_data", out _));
        Assert.Equal("completed", one.GetProperty("discovery_status").GetString());
    }

    [Fact]
    public async Task Commands_are_typed_at_consoles_as_far_as_they_are_permitted()
    {
        using var folder = new TempFolder();
        await using var lab = await StartLabAsync(folder);
        await using var process = await StartHubAsync(folder, lab);
        using var nms = Client(process);
        var project = await ProjectAsync(nms);
        var nodes = (await nms.Nodes.ListAsync(project, cancellationToken: Cancellation)).Nodes.ToDictionary(node => node.Name, node => node.NodeId);
        await nms.Roles.CreateAsync(new Nms.Contracts.Access.RoleRequest("console", Permissions: ["project.read", "console.read"]), Cancellation);
        await nms.Users.CreateAsync(new Nms.Contracts.Access.CreateUserRequest("typist", Password: "Lantern-moss-77-kestrel", Roles: [new("console")]), Cancellation);
        using var typist = new NmsClient(new NmsClientOptions { Address = process.Address, Credentials = NmsCredentials.Basic("typist", "Lantern-moss-77-kestrel") });

        var said = await nms.Nodes.TypeAsync(project, nodes["PC1"], ["show ip", "show nonsense"], Cancellation);
        var refused = await Assert.ThrowsAsync<NmsApiException>(() => nms.Nodes.TypeAsync(project, nodes["PC1"], ["show ip", "ip 172.29.1.12/24"], Cancellation));
        var shown = await nms.Nodes.TypeAsync(project, nodes["R1"], ["show running-config"], Cancellation);
        var redacted = await typist.Nodes.TypeAsync(project, nodes["R1"], ["show running-config"], Cancellation);

        Assert.Equal(("vpcs", null), (said.Dialect, said.Error));
        Assert.Contains("172.29.1.11/24", said.Answers[0].Text, StringComparison.Ordinal);
        Assert.True(said.Answers[1].Refused);
        Assert.Equal((403, "command_not_permitted"), ((int)refused.Status, refused.Code));
        Assert.Contains("172.29.1.11/24", (await nms.Nodes.TypeAsync(project, nodes["PC1"], ["show ip"], Cancellation)).Answers[0].Text, StringComparison.Ordinal);
        Assert.Contains("community hidden-word", shown.Answers[0].Text, StringComparison.Ordinal);
        Assert.Contains("community <redacted>", redacted.Answers[0].Text, StringComparison.Ordinal);
        Assert.Equal(409, (int)(await Assert.ThrowsAsync<NmsApiException>(() => nms.Nodes.TypeAsync(project, nodes["DESK1"], ["show ip"], Cancellation))).Status);
    }

    private static void CheckRouter(EquipmentProfileResponse router)
    {
        Assert.Equal(("R1", "Cisco", "IOS", "12.4(24)T5", "router"), (router.HostName!.Value, router.Vendor!.Value, router.OperatingSystem!.Value, router.SoftwareVersion!.Value, router.DeviceType!.Value));
        Assert.All(router.Addresses, address => Assert.Equal(AddressVerdict.Proven, address.Verdict));
        var link = router.Interfaces.Single(one => one.Name == "FastEthernet1/0");
        Assert.Equal(("to R2", "up", 1, 0), (link.Alias, link.OperStatus, link.AdapterNumber, link.PortNumber));
        Assert.Contains(router.Adjacencies, one => one is { Protocol: "lldp", LocalInterface: "FastEthernet1/0", RemoteName: "R2", RemotePort: "FastEthernet1/0" });
        Assert.Contains(router.Adjacencies, one => one is { Protocol: "ospf", State: "full" });
        Assert.Contains(router.Routes, route => route is { Destination: "172.29.2.0/24", NextHop: "172.29.12.2", Protocol: "ospf" });
        Assert.All(router.Sections, section => Assert.Equal(SectionOutcome.Completed, section.Outcome));
        Assert.Equal(7, router.Performance!.CpuPercent);
        Assert.Equal(24, router.Performance.MemoryPercent);
        Assert.Contains(router.Modules, module => module.Class == "chassis" && module.SerialNumber == router.SerialNumber!.Value);
    }

    /// <summary>Discovers until the lab's agents, which begin a second after the nodes, have all answered.</summary>
    private static Task<DiscoveryRunResponse> DiscoverAllAsync(NmsClient nms, Guid project) => Eventually.GetsAsync(
        async _ =>
        {
            var run = await DiscoverAsync(nms, project);
            return (await nms.Equipment.ListAsync(project, snmp: true, cancellationToken: Cancellation)).Total == 5 ? run : run with { Status = DiscoveryRunStatus.Unknown };
        },
        run => run.Status == DiscoveryRunStatus.Completed,
        TimeSpan.FromSeconds(60),
        run => $"{run.Status}: {string.Join("; ", run.Targets.Select(target => $"{target.Name} {target.Status} {target.Error}"))}",
        Cancellation);

    private static async Task<DiscoveryRunResponse> DiscoverAsync(NmsClient nms, Guid project)
    {
        var run = await nms.Discovery.StartAsync(new StartDiscoveryRequest(project), waitSeconds: 60, Cancellation);
        Assert.NotEqual(DiscoveryRunStatus.Running, run.Status);
        return run;
    }

    private static async Task<Dictionary<string, EquipmentProfileResponse>> ProfilesAsync(NmsClient nms, Guid project)
    {
        var profiles = new Dictionary<string, EquipmentProfileResponse>();
        foreach (var one in (await nms.Equipment.ListAsync(project, cancellationToken: Cancellation)).Equipment)
        {
            profiles[one.Name] = await nms.Equipment.GetProfileAsync(one.EquipmentId, cancellationToken: Cancellation);
        }

        return profiles;
    }

    /// <summary>Shuts the port of R2 that leads to R1, as somebody at its console does.</summary>
    private static async Task<Guid> BreakAsync(LabServer lab, NmsClient nms, Guid project)
    {
        var drift = await nms.Topology.GetDriftAsync(project, DriftState.Confirmed, Cancellation);
        using var console = new System.Net.Sockets.TcpClient();
        await console.ConnectAsync("127.0.0.1", lab.State.NodeNamed("office", "R2").ConsolePort!.Value, Cancellation);
        await AskAsync("", "R2>");
        await AskAsync("enable", "R2#");
        await AskAsync("configure terminal", "R2(config)#");
        await AskAsync("interface FastEthernet1/0", "R2(config-if)#");
        await AskAsync("shutdown", "R2(config-if)#");
        await AskAsync("end", "R2#");
        await AskAsync("disable", "R2>");
        return drift.Items.Single(item => item.A.NodeName.StartsWith('R') && item.B.NodeName.StartsWith('R')).LinkId!.Value;

        async Task AskAsync(string command, string prompt)
        {
            await console.GetStream().WriteAsync(System.Text.Encoding.ASCII.GetBytes(command + "\r"), Cancellation);
            var heard = new System.Text.StringBuilder();
            var buffer = new byte[1024];
            while (!heard.ToString().TrimEnd().EndsWith(prompt, StringComparison.Ordinal))
            {
                var count = await console.GetStream().ReadAsync(buffer, Cancellation).AsTask().WaitAsync(TimeSpan.FromSeconds(20), TimeProvider.System, Cancellation);
                Assert.NotEqual(0, count);
                heard.Append(System.Text.Encoding.ASCII.GetString(buffer, 0, count));
            }
        }
    }

    private static async Task<IReadOnlyList<Nms.Contracts.Events.EventMessage>> EventsAsync(NmsClient nms, string? after) =>
        (await nms.Events.ReadAsync(after, 1000, new EventFilter { Types = ["equipment.*", "discovery.*", "topology.drift_changed"] }, cancellationToken: Cancellation)).Events;

    private static async Task<IReadOnlyList<Nms.Contracts.Events.EventMessage>> EventsAsync(NmsClient nms, long after) => await EventsAsync(nms, $"{after}");

    private static async Task<Guid> ProjectAsync(NmsClient nms) => (await Eventually.GetsAsync(
        cancellation => nms.Nodes.ListAllAsync(cancellationToken: cancellation), list => list.Nodes.Count == s_addresses.Count && list.Nodes.All(node => node.Status == Nms.Contracts.Nodes.NodeStatus.Started), TimeSpan.FromSeconds(30), list => $"{list.Nodes.Count} nodes", Cancellation)).Nodes[0].ProjectId;

    private static Task<LabServer> StartLabAsync(TempFolder folder)
    {
        var file = Path.Combine(folder.Path, "office.json");
        File.WriteAllText(file, Topology);
        return LabServer.StartAsync(LabServerFixture.Options with { Topology = file }, cancellationToken: Cancellation);
    }

    private static Task<NmsProcess> StartHubAsync(TempFolder folder, LabServer lab) =>
        NmsProcess.StartAsync(folder.Sub("hub"), [new("Gns3__Servers__default__Url", $"{lab.Url}"), new("Gns3__Servers__default__IsLab", "true")], Cancellation);

    private static NmsClient Client(NmsProcess process) =>
        new(new NmsClientOptions { Address = process.Address, Credentials = NmsCredentials.Basic(NmsProcess.Administrator, NmsProcess.Password) });

    private static string Text(byte[] bytes) => System.Text.Encoding.UTF8.GetString(bytes);
}

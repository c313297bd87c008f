using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Nms.Client;
using Nms.Contracts.Discovery;
using Nms.Contracts.Equipment;
using Nms.Contracts.Topology;
using Nms.Lab;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>
/// What a discovery finds of whole labs, held against what the Lab knows of itself. The figures are those of docs/reference/accuracy.md: a line that
/// is no longer true is a failure, in either direction.
/// </summary>
public sealed class DiscoveryAccuracyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("campus")]
    [InlineData("switched")]
    [InlineData("generated:nodes=24,seed=11")]
    [InlineData("generated:nodes=60,seed=3,running=80")]
    public async Task What_is_found_is_what_there_is_as_far_as_is_said(string topology)
    {
        using var folder = new TempFolder();
        await using var lab = await StartLabAsync(topology);
        await using var process = await StartHubAsync(folder, lab);
        using var nms = Client(process);
        using var http = new HttpClient { BaseAddress = lab.Url };
        var (truth, project) = await DiscoverAsync(nms, http, deaf: 0);

        // Of what does not run the Lab has no interfaces; a loopback or a VLAN is no port.
        var profiles = (await ProfilesAsync(nms, project)).FindAll(one => Runs(truth, one.Name));
        var drift = await nms.Topology.GetDriftAsync(project, cancellationToken: Cancellation);
        var now = await TruthAsync(http);
        Score[] scores =
        [
            Score.Of("addresses", All(now, (node, own) => own.GetProperty("enabled").GetBoolean() && Address(own) is { } address ? [$"{node} {address}"] : []), Addresses(profiles)),
            Score.Of("MAC addresses", All(now, (node, own) => [$"{node} {own.GetProperty("mac_address").GetString()}"]), profiles.SelectMany(one => one.Interfaces.Where(each => each.MacAddress is not null).Select(each => $"{one.Name} {each.MacAddress}"))),
            Score.Of("interfaces", All(now, (node, own) => own.GetProperty("adapter_number").GetInt32() < 0 ? [] : [$"{node} {own.GetProperty("adapter_number")}/{own.GetProperty("port_number")}"]), profiles.SelectMany(one => one.Interfaces.Where(each => each.Name is not ("lo" or "Vlan1")).Select(each => $"{one.Name} {each.AdapterNumber}/{each.PortNumber}"))),
            Score.Of("neighbours", All(now, (node, own) => Heard(now, node, own)), profiles.SelectMany(one => one.Adjacencies.Where(each => each.Protocol == "lldp").Select(each => $"{one.Name} {each.LocalInterface} {each.RemoteName} {each.RemotePort}"))),
            Score.Of(
                "links", now.GetProperty("links").EnumerateArray().Where(link => !link.GetProperty("suspended").GetBoolean()).Select(link => link.GetProperty("link_id").GetString()!),
                drift.Items.Where(item => item.State is DriftState.Confirmed or DriftState.SeenNotDrawn or DriftState.WrongPort or DriftState.SeenThoughSuspended).Select(item => item.State == DriftState.Confirmed ? $"{item.LinkId}" : $"{item.State} {item.ItemId}")),
        ];

        var line = $"| `{topology}` | {truth.GetProperty("nodes").GetArrayLength()} | {string.Join(" | ", scores.Select(score => score.Text))} |";
        var page = await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "docs", "reference", "accuracy.md"), Cancellation);
        Assert.True(page.Contains(line), $"docs/reference/accuracy.md does not say:\n{line}\n{string.Join('\n', scores.Select(score => score.Explain()))}");
        Assert.DoesNotContain(drift.Items, item => item.State is DriftState.DrawnNotSeen or DriftState.OneWay);
    }

    [Fact]
    public async Task A_lab_that_is_wired_otherwise_than_drawn_is_told_cable_by_cable()
    {
        using var folder = new TempFolder();
        await using var lab = await StartLabAsync("miscabled");
        await using var process = await StartHubAsync(folder, lab);
        using var nms = Client(process);
        using var http = new HttpClient { BaseAddress = lab.Url };
        var (_, project) = await DiscoverAsync(nms, http, deaf: 0);

        var drift = await nms.Topology.GetDriftAsync(project, cancellationToken: Cancellation);

        Assert.Equal(
            [
                "DrawnNotSeen: SRV1 eth0, SW2 Ethernet2", "DrawnNotSeen: SW2 Ethernet1, WEB1 eth0",
                "SeenNotDrawn: BR1 Ethernet0/1, WEB1 eth0", "SeenNotDrawn: IOT1 eth0, WEB1 eth0",
                "WrongPort: BR1 Ethernet0/0, R1 FastEthernet2/0", "WrongPort: R1 FastEthernet1/1, R2 FastEthernet0/0",
            ],
            drift.Items.Where(item => item.State is not (DriftState.Confirmed or DriftState.NotObservable))
                .Select(item => $"{item.State}: {string.Join(", ", new[] { item.A, item.B }.Select(end => $"{end.NodeName} {end.Port}").Order(StringComparer.Ordinal))}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Agents_that_lie_spoil_no_profile_but_their_own()
    {
        using var folder = new TempFolder();
        await using var lab = await StartLabAsync("faulty-agents");
        await using var process = await StartHubAsync(folder, lab);
        using var nms = Client(process);
        using var http = new HttpClient { BaseAddress = lab.Url };
        var (_, project) = await DiscoverAsync(nms, http, deaf: 1);

        var profiles = (await ProfilesAsync(nms, project)).ToDictionary(one => one.Name);

        Assert.Equal(
            ["R1 partial", "WEB1 partial"], profiles.Values.Where(one => one.Status != ProfileStatus.Completed).Select(one => $"{one.Name} {one.Status.ToString().ToLowerInvariant()}").Order());
        Assert.Contains("interfaces:", Snmp("R1").Reason, StringComparison.Ordinal);
        Assert.Equal(["10.0.12.1", "10.0.13.1", "10.10.0.1", "192.168.122.2"], Addresses([profiles["R1"]]).Select(text => text.Split(' ')[1]).Order());
        Assert.Equal(("10.10.0.100", profiles["PC3"].Interfaces.Single().MacAddress), (profiles["R1"].Leases.Single().Address, profiles["R1"].Leases.Single().MacAddress));
        Assert.Equal((SectionOutcome.Absent, "No agent let in at 10.0.13.2, 10.30.0.1."), (Snmp("BR1").Outcome, Snmp("BR1").Reason));
        Assert.Contains("TooBig", Snmp("WEB1").Reason, StringComparison.Ordinal);
        Assert.Equal(@"\xff\xfe\x00\xc3(\x1b[2J", profiles["WEB1"].HostName!.Rivals.Single().Value);
        Assert.Equal(("SRV1", "TWIN"), (profiles["SRV1"].HostName!.Value, profiles["SRV1"].HostName!.Rivals.Single().Value));
        Assert.Equal(["10.20.0.20", "10.20.0.30"], Addresses([profiles["SRV1"], profiles["ADMIN1"]]).Select(text => text.Split(' ')[1]).Order());

        ProfileSectionResponse Snmp(string name) => profiles[name].Sections.Single(section => section.Name == "snmp");
    }

    private static Task<LabServer> StartLabAsync(string topology) =>
        LabServer.StartAsync(LabServerFixture.Options with { Topology = topology, Agents = true }, cancellationToken: Cancellation);

    private static Task<NmsProcess> StartHubAsync(TempFolder folder, LabServer lab) => NmsProcess.StartAsync(
        folder.Sub("hub"),
        [
            new("Gns3__Servers__default__Url", $"{lab.Url}"), new("Gns3__Servers__default__IsLab", "true"),
            new("Nms__Discovery__ConsoleLogins__0__User", "gns3"), new("Nms__Discovery__ConsoleLogins__0__Password", "gns3"),
            new("Nms__Discovery__Snmp__RestAfterFailure", "00:00:00"),
        ],
        Cancellation);

    private static NmsClient Client(NmsProcess process) =>
        new(new NmsClientOptions { Address = process.Address, Credentials = NmsCredentials.Basic(NmsProcess.Administrator, NmsProcess.Password) });

    /// <summary>Discovers until the agents, which begin a second after their nodes, have answered, but for those that let nobody in.</summary>
    private static async Task<(JsonElement Truth, Guid Project)> DiscoverAsync(NmsClient nms, HttpClient lab, int deaf)
    {
        var truth = await TruthAsync(lab);
        var project = truth.GetProperty("project_id").GetGuid();
        await Eventually.IsTrueAsync(
            async _ => (await nms.Projects.ListAsync(cancellationToken: Cancellation)).Projects.Any(one => one.ProjectId == project), TimeSpan.FromSeconds(30), () => "the project is not known", Cancellation);
        var agents = truth.GetProperty("nodes").EnumerateArray().Where(node => node.GetProperty("agent").GetBoolean() && Interfaces(node).Any(own => Address(own) is not null))
            .Select(node => node.GetProperty("name").GetString()!).ToArray();
        var heard = new HashSet<string>();
        await Eventually.IsTrueAsync(
            async _ =>
            {
                var run = await nms.Discovery.StartAsync(new StartDiscoveryRequest(project), waitSeconds: 60, Cancellation);
                heard = [.. (await nms.Equipment.ListAsync(project, snmp: true, cancellationToken: Cancellation)).Equipment.Select(one => one.Name)];
                return run.Status != DiscoveryRunStatus.Running && heard.Count >= agents.Length - deaf;
            },
            TimeSpan.FromSeconds(30), () => $"not found: {string.Join(", ", agents.Except(heard))}", Cancellation);
        return (truth, project);
    }

    private static async Task<JsonElement> TruthAsync(HttpClient lab) =>
        (await lab.GetFromJsonAsync<JsonElement>("/lab/truth", Cancellation)).GetProperty("projects").EnumerateArray().First();

    private static JsonElement.ArrayEnumerator Interfaces(JsonElement node) => node.GetProperty("interfaces").EnumerateArray();

    private static string? Address(JsonElement own) => own.GetProperty("address").GetString()?.Split('/')[0];

    private static bool Runs(JsonElement truth, string name) => truth.GetProperty("nodes").EnumerateArray().Any(node => node.GetProperty("name").GetString() == name && Interfaces(node).Any());

    private static IEnumerable<string> All(JsonElement truth, Func<string, JsonElement, IEnumerable<string>> read) =>
        truth.GetProperty("nodes").EnumerateArray().SelectMany(node => Interfaces(node).SelectMany(own => read(node.GetProperty("name").GetString()!, own)));

    /// <summary>Those with an agent speak LLDP, and hear each other.</summary>
    private static IEnumerable<string> Heard(JsonElement truth, string name, JsonElement own)
    {
        var speaking = truth.GetProperty("nodes").EnumerateArray().Where(node => node.GetProperty("agent").GetBoolean()).Select(node => node.GetProperty("name").GetString()).ToHashSet();
        return speaking.Contains(name)
            ? own.GetProperty("hears").EnumerateArray().Where(end => speaking.Contains(end.GetProperty("name").GetString()))
                .Select(end => $"{name} {own.GetProperty("name").GetString()} {end.GetProperty("name").GetString()} {end.GetProperty("interface").GetString()}")
            : [];
    }

    private static IEnumerable<string> Addresses(List<EquipmentProfileResponse> profiles) =>
        profiles.SelectMany(one => one.Addresses.Where(address => address.Verdict >= AddressVerdict.Likely).Select(address => $"{one.Name} {address.Address}"));

    private static async Task<List<EquipmentProfileResponse>> ProfilesAsync(NmsClient nms, Guid project)
    {
        var profiles = new List<EquipmentProfileResponse>();
        foreach (var one in (await nms.Equipment.ListAsync(project, limit: 500, cancellationToken: Cancellation)).Equipment)
        {
            profiles.Add(await nms.Equipment.GetProfileAsync(one.EquipmentId, cancellationToken: Cancellation));
        }

        return profiles;
    }

    private sealed record Score(string What, string[] Missed, string[] Wrong, int Truth, int Found)
    {
        public string Text => string.Create(CultureInfo.InvariantCulture, $"{Ratio(Found - Wrong.Length, Found)} / {Ratio(Truth - Missed.Length, Truth)}");

        public static Score Of(string what, IEnumerable<string> truth, IEnumerable<string> found)
        {
            var (there, said) = (truth.ToHashSet(), found.ToHashSet());
            return new Score(what, [.. there.Except(said).Order()], [.. said.Except(there).Order()], there.Count, said.Count);
        }

        public string Explain() => $"{What}: {Truth} there, {Found} found; missed {string.Join(", ", Missed.Take(12))}; wrong {string.Join(", ", Wrong.Take(12))}";

        private static string Ratio(int part, int all) => (all == 0 ? 1.0 : (double)part / all).ToString("0.000", CultureInfo.InvariantCulture);
    }
}

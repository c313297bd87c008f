using System.Collections.Immutable;
using System.Reflection;
using System.Text;
using Microsoft.Extensions.Options;
using Nms.Discovery;
using Nms.Discovery.Profiles;
using Nms.Equipment;
using Nms.Gns3;
using Nms.Grains.Tests.Equipment;
using Nms.Nodes;
using Nms.Testing;
using static Nms.Grains.Tests.Projects.Given;

namespace Nms.Grains.Tests.Discovery.Profiles;

public sealed class ConfigurationReaderTests
{
    private const int Lines = 170_000;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_configuration_of_ten_megabytes_is_read_kept_and_cut_to_what_a_profile_bears()
    {
        var text = new StringBuilder("hostname R1\n");
        for (var i = 0; i < Lines; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"ip route 10.{i >> 16}.{(i >> 8) & 255}.{i & 255} 255.255.255.255 192.0.2.1 name route-{i:d9}\n");
        }

        var reading = await Reader(new() { ["startup-config.cfg"] = Encoding.UTF8.GetBytes(text.ToString()) }).ReadAsync(Target("iou"), Cancelled);

        Assert.InRange(reading.Files[0].Bytes, 10_000_000, 16_000_000);
        Assert.Equal((SectionOutcome.Completed, "R1"), (reading.Result.Outcome, reading.Findings[0].HostName));
        var profile = ProfileLogic.Consolidate(Findings.Basis() with { Files = reading.Files, EquipmentId = Id(1), ProjectId = ProjectId }, reading.Findings);
        Assert.Equal(ProfileLogic.MostEntries, profile.Routes.Length);
        Assert.Contains(profile.Notes, note => note.Contains("routes are left out", StringComparison.Ordinal));

        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>());
        var key = new NodeKey(ProjectId, Id(1));
        await cluster.Grains.Equipment(key).RecordAsync(new EquipmentRecord { Profile = profile, Configurations = reading.Texts }, Cancelled);
        Assert.Equal(text.ToString(), (await cluster.Grains.EquipmentConfigurations(key).FindAsync("startup-config.cfg", null, Cancelled))!.Text);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_told_and_the_others_are_read()
    {
        var reading = await Reader(new() { ["startup-config.cfg"] = null, ["private-config.cfg"] = "hostname R1\n"u8.ToArray() }).ReadAsync(Target("iou"), Cancelled);

        Assert.Equal((SectionOutcome.Partial, "startup-config.cfg: too large"), (reading.Result.Outcome, reading.Result.Reason));
        Assert.Equal("private-config.cfg", Assert.Single(reading.Files).Name);
    }

    [Fact]
    public async Task The_lease_file_that_a_configuration_names_is_read()
    {
        var reading = await Reader(new()
        {
            ["etc/dnsmasq.conf"] = "dhcp-range=10.0.0.100,10.0.0.200\ndhcp-leasefile=/etc/leases\n"u8.ToArray(),
            ["etc/leases"] = "0 00:50:79:66:68:02 10.0.0.115 pc3 *\n"u8.ToArray(),
        }).ReadAsync(Target("docker", """{ "extra_volumes": ["/etc"] }"""), Cancelled);

        var lease = Assert.Single(reading.Findings.SelectMany(one => one.Leases));
        Assert.Equal(("10.0.0.115", "00:50:79:66:68:02", "pc3"), (lease.Address, lease.MacAddress, lease.HostName));
    }

    private static NodeTarget Target(string type, string? properties = null) => new(Project(), Node(1, "R1", NodeStatus.Started, type) with { PropertiesJson = properties }, []);

    private static ConfigurationReader Reader(Dictionary<string, byte[]?> files)
    {
        var client = DispatchProxy.Create<IGns3Client, Files>();
        ((Files)client).Content = files;
        return new ConfigurationReader(new Clients(client), Options.Create(new DiscoveryOptions { MaxFileBytes = 16 * 1024 * 1024 }), TimeProvider.System);
    }

    private sealed class Clients(IGns3Client client) : IGns3Clients
    {
        public ImmutableArray<string> Names => ["lab"];

        public Gns3Connection? Find(string name) => new(name, new Gns3ServerOptions(), client, null!);
    }

    /// <summary>A server that gives files and nothing else; one without content is too large.</summary>
    public class Files : DispatchProxy
    {
        internal Dictionary<string, byte[]?> Content { get; set; } = [];

        protected override object Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            Assert.Equal(nameof(IGns3Client.ReadNodeFileAsync), targetMethod?.Name);
            return !Content.TryGetValue((string)args![2]!, out var content) ? Task.FromException<byte[]>(Failure(Gns3FailureKind.NotFound, "absent"))
                : content is null ? Task.FromException<byte[]>(Failure(Gns3FailureKind.TooLarge, "too large"))
                : Task.FromResult(content);
        }

        private static Gns3ApiException Failure(Gns3FailureKind kind, string message) => new(kind, message);
    }
}

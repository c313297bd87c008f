using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Nms.Discovery.Snmp;
using Nms.Snmp;
using Nms.Testing.Servers;

namespace Nms.Grains.Tests.Discovery.Snmp;

/// <summary>The inventory of this host by Net-SNMP's agent, against what the host itself says.</summary>
public sealed class SnmpdInventoryTests(SnmpdServer snmpd)
{
    [Theory]
    [InlineData("1")]
    [InlineData("2c")]
    [InlineData("3")]
    public async Task This_host_is_read_as_it_is(string version)
    {
        var endPoint = await EndPointAsync();
        using var reader = new ReaderUnderTest(options => options.Credentials = [Credential(version)]);

        var inventory = await reader.ReadAsync(endPoint);

        Assert.Equal(new AgentAccess("this", version, version == "3" ? SnmpdServer.UserName("SHA-256", "AES") : null), inventory.Access);
        Assert.Equal("referee", inventory.System?.Name);
        Assert.StartsWith("1.3.6.1.4.1.8072.3.2.", inventory.System?.ObjectId, StringComparison.Ordinal);
        Assert.NotNull(inventory.System?.EngineId);
        var truth = NetworkInterface.GetAllNetworkInterfaces();
        Assert.Equal(truth.Select(nic => nic.Name).Order(), inventory.Interfaces.Select(one => one.Name).Order());
        var loopback = Assert.Single(inventory.Interfaces, one => one.Name == "lo");
        Assert.Equal((24, "up", "up", null), (loopback.Type, loopback.AdminStatus, loopback.OperStatus, loopback.MacAddress));
        Assert.Equal(version != "1", loopback.HasWideCounters);
        Assert.True(loopback.InOctets > 0);
        Assert.All(truth.Where(nic => nic.GetPhysicalAddress().GetAddressBytes() is [_, _, _, _, _, _] and not [0, 0, 0, 0, 0, 0]), nic => Assert.Equal(
            nic.GetPhysicalAddress().ToString(),
            inventory.Interfaces.Single(one => one.Name == nic.Name).MacAddress?.Replace(":", "", StringComparison.Ordinal).ToUpperInvariant()));
        Assert.Equal(
            truth.SelectMany(nic => nic.GetIPProperties().UnicastAddresses).Select(one => (Plain(one.Address), one.PrefixLength)).ToHashSet(),
            inventory.Addresses.Select(one => (one.Address, one.PrefixLength ?? -1)).ToHashSet());
        Assert.All(inventory.Parts, part => Assert.NotEqual(AgentPartOutcome.Failed, part.Outcome));
    }

    [Fact]
    public async Task An_inventory_is_a_handful_of_requests()
    {
        var endPoint = await EndPointAsync();
        using var reader = new ReaderUnderTest();

        var inventory = await reader.ReadAsync(endPoint);

        Assert.Equal(reader.Statistics.Sent, inventory.Requests);
        Assert.InRange(inventory.Requests, 5, 60);
        Assert.Equal(inventory.Bytes, inventory.Parts.Sum(part => part.Bytes));
    }

    private static IPAddress Plain(IPAddress address) => address.AddressFamily == AddressFamily.InterNetworkV6 ? new IPAddress(address.GetAddressBytes()) : address;

    private static SnmpCredentialOptions Credential(string version) => version == "3"
        ? new SnmpCredentialOptions
        {
            Name = "this",
            User = SnmpdServer.UserName("SHA-256", "AES"),
            AuthProtocol = AuthProtocol.Sha256,
            AuthPassword = SnmpdServer.AuthPassword,
            PrivacyProtocol = PrivacyProtocol.Aes128,
            PrivacyPassword = SnmpdServer.PrivacyPassword,
        }
        : new SnmpCredentialOptions { Name = "this", Version = version, Community = "public" };

    private async Task<IPEndPoint> EndPointAsync()
    {
        Assert.SkipWhen(snmpd.SkipReason is not null, snmpd.SkipReason ?? "");
        return await snmpd.GetEndPointAsync();
    }
}

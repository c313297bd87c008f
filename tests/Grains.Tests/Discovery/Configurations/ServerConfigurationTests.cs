using Nms.Discovery.Configurations;
using Nms.Discovery.Profiles;
using Nms.Snmp;

namespace Nms.Grains.Tests.Discovery.Configurations;

/// <summary>Configurations of servers: what they lease, and what they let in.</summary>
public sealed class ServerConfigurationTests
{
    [Fact]
    public void ISC_dhcpd_is_read()
    {
        var facts = ConfigurationParser.Parse(ConfigurationKinds.Dhcpd, """
            # the staff
            lease-file-name "/data/dhcpd.leases";
            subnet 10.10.0.0 netmask 255.255.255.0 {
              range 10.10.0.100 10.10.0.200;
              option routers 10.10.0.1;
              option domain-name-servers 10.20.0.10, 10.20.0.11;
              host printer { hardware ethernet 00:50:79:66:68:09; fixed-address 10.10.0.9; }
            }
            """)!;

        var pool = Assert.Single(facts.Pools);
        Assert.Equal(("10.10.0.0/24", "10.10.0.1", "10.20.0.10 10.20.0.11"), (pool.Network, string.Join(' ', pool.Gateways), string.Join(' ', pool.DnsServers)));
        Assert.Equal(("10.10.0.9", "00:50:79:66:68:09", "printer"), (facts.Bindings[0].Address, facts.Bindings[0].MacAddress, facts.Bindings[0].HostName));
        Assert.Equal(new ConfigurationFile("data/dhcpd.leases", ConfigurationKinds.DhcpdLeases), facts.LeaseFile);
    }

    [Fact]
    public void Kea_is_read_with_its_comments()
    {
        var facts = ConfigurationParser.Parse(ConfigurationKinds.Kea, """
            # one
            { // two
              "Dhcp4": { /* three */
                "lease-database": { "type": "memfile", "name": "/var/lib/kea/mine.csv" },
                "subnet4": [ { "subnet": "10.10.0.0/24", "pools": [ { "pool": "10.10.0.100 - 10.10.0.200" } ],
                  "option-data": [ { "name": "routers", "data": "10.10.0.1" }, { "code": 6, "data": "10.20.0.10, 10.20.0.11" } ],
                  "reservations": [ { "hw-address": "00:50:79:66:68:09", "ip-address": "10.10.0.9", "hostname": "printer" } ] } ],
              }
            }
            """)!;

        var pool = Assert.Single(facts.Pools);
        Assert.Equal(("10.10.0.0/24", "10.10.0.1", "10.20.0.10 10.20.0.11"), (pool.Network, string.Join(' ', pool.Gateways), string.Join(' ', pool.DnsServers)));
        Assert.Equal("printer", Assert.Single(facts.Bindings).HostName);
        Assert.Equal(new ConfigurationFile("var/lib/kea/mine.csv", ConfigurationKinds.KeaLeases), facts.LeaseFile);
        Assert.Equal(["line 1"], ConfigurationParser.Parse(ConfigurationKinds.Kea, "{ \"Dhcp4\": ")!.NotUnderstood);
    }

    [Fact]
    public void Dnsmasq_tells_where_its_leases_are_and_what_it_tells_its_clients()
    {
        var facts = ConfigurationParser.Parse(ConfigurationKinds.Dnsmasq, """
            dhcp-range=10.10.0.100,10.10.0.200,12h
            dhcp-option=3,10.10.0.1
            dhcp-option=option:dns-server,10.20.0.10
            dhcp-leasefile=/data/leases
            """)!;

        var pool = Assert.Single(facts.Pools);
        Assert.Equal(("10.10.0.100-10.10.0.200", "10.10.0.1", "10.20.0.10"), (pool.Network, string.Join(' ', pool.Gateways), string.Join(' ', pool.DnsServers)));
        Assert.Equal(new ConfigurationFile("data/leases", ConfigurationKinds.DnsmasqLeases), facts.LeaseFile);
    }

    [Theory]
    [InlineData("data/leases", true)]
    [InlineData("data/../etc/passwd", false)]
    [InlineData("etc/shadow", false)]
    public void A_lease_file_is_read_only_where_GNS3_keeps_it_outside_of_the_image(string path, bool isKept) =>
        Assert.Equal(isKept, ConfigurationFiles.IsKept(path, "docker", """{ "extra_volumes": ["/data"] }"""));

    [Fact]
    public void What_a_configuration_lets_into_an_agent_is_tried_and_told_by_its_line()
    {
        var facts = ConfigurationParser.Parse(ConfigurationKinds.Snmpd, """
            rwcommunity writes 10.0.0.0/8
            rocommunity reads
            createUser ops SHA-256 "long-password" AES other-password
            createUser short MD5 abc
            """);

        var credentials = ConfiguredCredentials.Of(facts, "etc/snmp/snmpd.conf");

        Assert.Equal(["etc/snmp/snmpd.conf, line 2", "etc/snmp/snmpd.conf, line 1", "etc/snmp/snmpd.conf, line 3"], credentials.Select(one => one.Name));
        Assert.Equal(("reads", "ops", AuthProtocol.Sha256, PrivacyProtocol.Aes128), (credentials[0].Community, credentials[2].User, credentials[2].AuthProtocol, credentials[2].PrivacyProtocol));
        Assert.DoesNotContain("long-password", facts!.Users[0].ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConfigurationKinds.Ios, "snmp-server user ops staff v3 auth sha long-password priv aes 128 other-password", AuthProtocol.Sha1, PrivacyProtocol.Aes128)]
    [InlineData(ConfigurationKinds.Ios, "snmp-server user ops staff v3 auth md5 long-password", AuthProtocol.Md5, PrivacyProtocol.None)]
    [InlineData(ConfigurationKinds.Vyos, "set service snmp v3 user ops auth plaintext-password 'long-password'\nset service snmp v3 user ops auth type 'sha'", AuthProtocol.Sha1, PrivacyProtocol.None)]
    public void Users_of_SNMPv3_are_read_where_their_passwords_stand_there(string kind, string text, AuthProtocol auth, PrivacyProtocol privacy)
    {
        var credential = Assert.Single(ConfiguredCredentials.Of(ConfigurationParser.Parse(kind, text), "file"));

        Assert.Equal(("ops", auth, "long-password", privacy), (credential.User, credential.AuthProtocol, credential.AuthPassword, credential.PrivacyProtocol));
    }

    [Fact]
    public void A_user_whose_keys_are_hashed_is_of_no_use() =>
        Assert.Empty(ConfiguredCredentials.Of(ConfigurationParser.Parse(ConfigurationKinds.Eos, "snmp-server user ops staff v3 localized f5717f auth sha 0a1b2c3d4e5f priv aes 99aabbcc"), "file"));
}

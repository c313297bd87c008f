using Nms.Discovery.Configurations;

namespace Nms.Grains.Tests.Discovery.Configurations;

public sealed class LeaseFileTests
{
    [Fact]
    public void Leases_of_dnsmasq_are_read() => Assert.Equal(
        [
            new("10.0.0.5", "00:50:79:66:68:00", "pc1", DateTimeOffset.FromUnixTimeSeconds(1764000000), "active", 1),
            new("10.0.0.6", "00:50:79:66:68:01", null, null, "active", 2),
        ],
        LeaseFile.Parse(ConfigurationKinds.DnsmasqLeases, "1764000000 00:50:79:66:68:00 10.0.0.5 pc1 01:00:50:79:66:68:00\n0 00:50:79:66:68:01 10.0.0.6 * *\nduid 00:01:00:01\nnonsense\n"));

    [Fact]
    public void The_last_word_of_dhcpd_on_an_address_counts()
    {
        const string text = """
            # The format of this file is documented in the dhcpd.leases(5) manual page.
            lease 10.0.0.20 {
              starts 1 2026/11/23 10:00:00;
              ends 1 2026/11/23 11:00:00;
              binding state active;
              hardware ethernet 00:50:79:66:68:02;
            }
            lease 10.0.0.20 {
              ends 1 2026/11/23 12:00:00; # renewed
              binding state active;
              hardware ethernet 00:50:79:66:68:02;
              client-hostname "pc2";
            }
            lease 10.0.0.21 {
              ends never;
              binding state free;
            }
            lease 10.0.0.22 {
            """;

        Assert.Equal(
            [
                new("10.0.0.20", "00:50:79:66:68:02", "pc2", new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero), "active", 8),
                new("10.0.0.21", null, null, null, "free", 14),
            ],
            LeaseFile.Parse(ConfigurationKinds.DhcpdLeases, text));
    }

    [Fact]
    public void Leases_of_Kea_are_read_by_the_names_of_their_columns()
    {
        const string text = """
            address,hwaddr,client_id,valid_lifetime,expire,subnet_id,fqdn_fwd,fqdn_rev,hostname,state,user_context,pool_id
            10.0.0.30,00:50:79:66:68:03,,3600,1764000000,1,0,0,pc3.lab.,0,,0
            10.0.0.31,00:50:79:66:68:04,,0,1764000000,1,0,0,,2,,0
            """;

        Assert.Equal(
            [
                new("10.0.0.30", "00:50:79:66:68:03", "pc3.lab", DateTimeOffset.FromUnixTimeSeconds(1764000000), "active", 2),
                new("10.0.0.31", "00:50:79:66:68:04", null, DateTimeOffset.FromUnixTimeSeconds(1764000000), "released", 3),
            ],
            LeaseFile.Parse(ConfigurationKinds.KeaLeases, text));
    }
}

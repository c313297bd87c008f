using Nms.Snmp;

namespace Nms.Protocols.Snmp.Tests.Mib;

public sealed class MibTreeTests
{
    private static readonly MibTree s_tree = MibTree.Standard;

    [Theory]
    [InlineData("sysDescr.0", "1.3.6.1.2.1.1.1.0")]
    [InlineData("IF-MIB::ifHCInOctets.7", "1.3.6.1.2.1.31.1.1.1.6.7")]
    [InlineData("ipNetToPhysicalPhysAddress", "1.3.6.1.2.1.4.35.1.4")]
    [InlineData("hrProcessorLoad", "1.3.6.1.2.1.25.3.3.1.2")]
    [InlineData("entPhysicalSerialNum", "1.3.6.1.2.1.47.1.1.1.1.11")]
    [InlineData("entPhySensorValue", "1.3.6.1.2.1.99.1.1.1.4")]
    [InlineData("lldpRemSysName", "1.0.8802.1.1.2.1.4.1.1.9")]
    [InlineData("cdpCacheDeviceId", "1.3.6.1.4.1.9.9.23.1.2.1.1.6")]
    [InlineData("cpmCPUTotal5minRev", "1.3.6.1.4.1.9.9.109.1.1.1.1.8")]
    [InlineData("ciscoMemoryPoolUsed", "1.3.6.1.4.1.9.9.48.1.1.1.5")]
    [InlineData("ciscoEnvMonTemperatureState", "1.3.6.1.4.1.9.9.13.1.3.1.6")]
    [InlineData("laLoadFloat", "1.3.6.1.4.1.2021.10.1.6")]
    [InlineData("dot1qTpFdbPort", "1.3.6.1.2.1.17.7.1.2.2.1.2")]
    [InlineData("ospfNbrState", "1.3.6.1.2.1.14.10.1.6")]
    [InlineData("bgpPeerState", "1.3.6.1.2.1.15.3.1.2")]
    [InlineData("linkDown", "1.3.6.1.6.3.1.1.5.3")]
    [InlineData("snmpTrapOID.0", "1.3.6.1.6.3.1.1.4.1.0")]
    [InlineData("1.3.6.1", "1.3.6.1")]
    public void A_name_has_its_number(string name, string oid)
    {
        Assert.True(s_tree.TryResolve(name, out var found));
        Assert.Equal(oid, found.ToString());
    }

    [Theory]
    [InlineData("1.3.6.1.2.1.2.2.1.8.3", "IF-MIB::ifOperStatus.3")]
    [InlineData("1.3.6.1.2.1.1.3.0", "SNMPv2-MIB::sysUpTime.0")]
    [InlineData("1.3.9.9", "1.3.9.9")]
    public void A_number_has_its_name(string oid, string name) => Assert.Equal(name, s_tree.Format(Oid.Parse(oid)));

    [Fact]
    public void Values_are_shown_as_they_are_meant()
    {
        string Show(string name, SnmpValue value) => s_tree.TryResolve(name, out var oid) ? s_tree.Format(new VarBind(oid, value)) : "?";

        Assert.Equal("up(1)", Show("ifOperStatus.1", SnmpValue.Integer32(1)));
        Assert.Equal("99", Show("ifOperStatus.1", SnmpValue.Integer32(99)));
        Assert.Equal("0a:1b:2c:00:00:01", Show("ifPhysAddress.1", SnmpValue.OctetString([0x0A, 0x1B, 0x2C, 0, 0, 1])));
        Assert.Equal("router-1", Show("sysName.0", SnmpValue.OctetString("router-1")));
        Assert.Equal("bridge router", Show("lldpRemSysCapEnabled.0.1.1", SnmpValue.OctetString([0x28])));
        Assert.Equal("2026-11-22,22:45:0.5,+1:30", Show("hrSystemDate.0", SnmpValue.OctetString([0x07, 0xEA, 11, 22, 22, 45, 0, 5, (byte)'+', 1, 30])));
        Assert.Equal("IF-MIB::ifIndex.1", Show("sysObjectID.0", SnmpValue.ObjectIdentifier(Oid.Parse("1.3.6.1.2.1.2.2.1.1.1"))));
    }

    [Fact]
    public void An_index_is_read_from_the_numbers_of_an_instance()
    {
        IReadOnlyList<string>? Index(string column, params uint[] suffix) => s_tree.DecodeIndex(s_tree.Find(column)!, suffix)?.Select(value => value.ToString()).ToList();

        Assert.Equal(["7"], Index("ifDescr", 7));
        Assert.Equal(["2", "10.0.0.9"], Index("ipNetToMediaPhysAddress", 2, 10, 0, 0, 9));
        Assert.Equal(["3", "1", "C0A80001"], Index("ipNetToPhysicalPhysAddress", 3, 1, 4, 192, 168, 0, 1));
        Assert.Equal(["10", "0A1B2C000001"], Index("dot1qTpFdbPort", 10, 0x0A, 0x1B, 0x2C, 0, 0, 1));
        Assert.Null(Index("ifDescr", 7, 8));
        Assert.Null(Index("ipNetToMediaPhysAddress", 2, 10, 0, 0, 300));
        Assert.Null(Index("ipNetToPhysicalPhysAddress", 3, 1, 200, 1));
    }

    [Fact]
    public void Every_fact_has_a_place_and_every_index_its_object()
    {
        Assert.Empty(s_tree.Unresolved);
        Assert.True(s_tree.Objects.Count > 400);
        Assert.All(s_tree.Objects.SelectMany(known => known.Index), part => Assert.NotNull(s_tree.Find(part.Name)?.Syntax));
        Assert.All(s_tree.Objects.Where(known => known.Kind is MibObjectKind.Column or MibObjectKind.Scalar), known => Assert.NotNull(known.Syntax));
    }
}

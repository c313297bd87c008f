using Nms.Api.Equipment;
using Nms.Equipment;

namespace Nms.Api.Tests.Equipment;

public sealed class EquipmentSearchTests
{
    private static readonly EquipmentSummary s_router = new()
    {
        EquipmentId = Guid.Empty,
        Name = "R1",
        HostName = "edge-1",
        Vendor = "Cisco",
        SerialNumber = "FTX0945W0MY",
        DeviceType = "router",
        Addresses = ["10.0.0.1", "2001:db8::1"],
        MacAddresses = ["ca:01:41:63:90:00"],
    };

    [Theory]
    [InlineData("10.0.0.1", true)]
    [InlineData("10.0.0.0/30", true)]
    [InlineData("2001:DB8:0:0::1", true)]
    [InlineData("2001:db8::/32", true)]
    [InlineData("10.0.0.2", false)]
    [InlineData("10.1.0.0/16", false)]
    [InlineData("10", false)]
    [InlineData("nonsense/8", false)]
    public void An_address_is_found_in_any_spelling_and_by_its_block(string text, bool found) => Assert.Equal(found, new EquipmentQuery { Address = text }.Matches(s_router));

    [Theory]
    [InlineData("CA01.4163.9000", true)]
    [InlineData("ca-01-41-63-90-00", true)]
    [InlineData("ca:01:41", true)]
    [InlineData("639000", true)]
    [InlineData("ca:01", false)]
    [InlineData("aa:bb:cc:dd:ee:ff", false)]
    public void A_MAC_address_is_found_in_any_spelling_and_by_its_ends(string text, bool found) => Assert.Equal(found, new EquipmentQuery { Mac = text }.Matches(s_router));

    [Theory]
    [InlineData("edge", true)]
    [InlineData("r1", true)]
    [InlineData("cisco", true)]
    [InlineData("FTX09", true)]
    [InlineData("10.0.0.1", true)]
    [InlineData("juniper", false)]
    public void A_word_is_looked_for_everywhere(string text, bool found) => Assert.Equal(found, new EquipmentQuery { Text = text }.Matches(s_router));

    [Fact]
    public void Everything_asked_for_has_to_fit()
    {
        Assert.True(new EquipmentQuery { Vendor = "cis", DeviceType = "ROUTER", Serial = "ftx0945w0my" }.Matches(s_router));
        Assert.False(new EquipmentQuery { Vendor = "cis", DeviceType = "switch" }.Matches(s_router));
        Assert.False(new EquipmentQuery { Serial = "FTX" }.Matches(s_router));
        Assert.False(new EquipmentQuery { Lost = true }.Matches(s_router));
    }
}

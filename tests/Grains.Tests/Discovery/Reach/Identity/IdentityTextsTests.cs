using Nms.Discovery.Reach.Identity;

namespace Nms.Grains.Tests.Discovery.Reach.Identity;

public sealed class IdentityTextsTests
{
    [Theory]
    [InlineData("0C1F.2A3B.4C5D", "0c:1f:2a:3b:4c:5d")]
    [InlineData("0c-1f-2a-3b-4c-5d", "0c:1f:2a:3b:4c:5d")]
    [InlineData("00:00:00:00:00:00", null)]
    [InlineData("ff:ff:ff:ff:ff:ff", null)]
    [InlineData("01:80:c2:00:00:00", null)]
    [InlineData("00:00:5e:00:01:0a", null)]
    [InlineData("0000.0c07.ac01", null)]
    [InlineData("0c1f2a3b4c5d6e", null)]
    [InlineData("Vlan0c1f2a3b4c5d", null)]
    [InlineData(null, null)]
    public void A_MAC_address_of_one_box_has_one_form(string? text, string? mac) => Assert.Equal(mac, IdentityTexts.Mac(text));

    [Theory]
    [InlineData(" fox1234ABCD ", "FOX1234ABCD")]
    [InlineData("To Be Filled By O.E.M.", null)]
    [InlineData("N/A", null)]
    [InlineData("0000000", null)]
    [InlineData("a\u0000bc", null)]
    public void A_serial_number_that_nobody_wrote_is_none(string text, string? serial) => Assert.Equal(serial, IdentityTexts.Serial(text));

    [Theory]
    [InlineData("0x8000000903000c1f2a3b4c5d", "8000000903000c1f2a3b4c5d")]
    [InlineData("80:00:1f:88:80:a1:b2:c3:d4", "80001f8880a1b2c3d4")]
    [InlineData("80001f88017f000001", null)]
    [InlineData("8000000900000000", null)]
    [InlineData("8000", null)]
    public void An_engine_id_of_one_box_has_one_form(string text, string? engineId) => Assert.Equal(engineId, IdentityTexts.EngineId(text));

    [Theory]
    [InlineData("R1.example.net", "r1")]
    [InlineData("r1", "r1")]
    [InlineData("Router", null)]
    [InlineData("localhost.localdomain", null)]
    [InlineData("  ", null)]
    public void A_name_that_everybody_has_is_none(string text, string? name) => Assert.Equal(name, IdentityTexts.Name(text));
}

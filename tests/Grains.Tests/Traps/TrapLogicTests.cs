using System.Net;
using System.Text.Json;
using Nms.Snmp;
using Nms.Traps;

namespace Nms.Grains.Tests.Traps;

public sealed class TrapLogicTests
{
    private static readonly Oid s_linkDown = Oid.Parse("1.3.6.1.6.3.1.1.5.3");
    private static readonly SnmpNotification s_trap = new()
    {
        Sender = new IPEndPoint(IPAddress.Parse("192.0.2.7"), 40_000),
        Agent = IPAddress.Parse("10.1.2.3"),
        Version = SnmpVersion.V2c,
        Kind = s_linkDown,
        Uptime = 4_711,
        VarBinds = [new VarBind(Oid.Parse("1.3.6.1.2.1.2.2.1.8.7"), SnmpValue.Integer32(2)), new VarBind(Oid.Parse("1.3.6.1.4.1.4242.1.0"), SnmpValue.OctetString("wet"))],
        Community = "a-secret"u8.ToArray(),
    };

    [Fact]
    public void What_is_known_of_a_trap_gets_names_and_what_is_not_keeps_its_numbers()
    {
        var data = DataOf(s_trap);

        Assert.Equal(("1.3.6.1.6.3.1.1.5.3", "IF-MIB::linkDown"), (Text(data, "trap_oid"), Text(data, "trap_name")));
        Assert.Equal(("192.0.2.7", "10.1.2.3", "2c", "none"), (Text(data, "sender"), Text(data, "agent"), Text(data, "version"), Text(data, "security")));
        Assert.Equal(47.11, data.GetProperty("uptime_seconds").GetDouble());
        Assert.Equal(
            [("1.3.6.1.2.1.2.2.1.8.7", "IF-MIB::ifOperStatus.7", "integer32", "down(2)"), ("1.3.6.1.4.1.4242.1.0", null, "octet_string", "wet")],
            data.GetProperty("variables").EnumerateArray().Select(one => (Text(one, "oid"), Text(one, "name"), Text(one, "type"), Text(one, "value"))));
    }

    [Fact]
    public void A_kind_that_nobody_knows_is_an_event_all_the_same()
    {
        var data = DataOf(s_trap with { Kind = Oid.Parse("1.3.6.1.4.1.4242.0.99") });

        Assert.Equal(("1.3.6.1.4.1.4242.0.99", null), (Text(data, "trap_oid"), Text(data, "trap_name")));
    }

    [Fact]
    public void The_community_is_not_told() => Assert.DoesNotContain("a-secret", TrapLogic.ToEvent(s_trap, MibTree.Standard, null).DataJson, StringComparison.Ordinal);

    [Fact]
    public void An_event_is_bounded_and_says_what_it_leaves_out()
    {
        var data = DataOf(s_trap with
        {
            VarBinds = [.. Enumerable.Repeat(new VarBind(s_linkDown, SnmpValue.OctetString(new string('x', TrapLogic.LongestValue - 1) + "😀😀")), 100)],
        });

        Assert.Equal(TrapLogic.MostVariables, data.GetProperty("variables").GetArrayLength());
        Assert.Equal(100 - TrapLogic.MostVariables, data.GetProperty("variables_left_out").GetInt32());
        Assert.Equal(new string('x', TrapLogic.LongestValue - 1), Text(data.GetProperty("variables")[0], "value"));
    }

    [Fact]
    public void A_trap_of_the_platform_belongs_to_no_project_and_one_of_a_node_to_its_project()
    {
        var node = new TrapSubject(Guid.NewGuid(), Guid.NewGuid(), "R1");

        var nobody = TrapLogic.ToEvent(s_trap, MibTree.Standard, null);
        var known = TrapLogic.ToEvent(s_trap, MibTree.Standard, node);

        Assert.Equal((Guid.Empty, null), (nobody.ProjectId, nobody.NodeId));
        Assert.Equal((node.ProjectId, (Guid?)node.NodeId), (known.ProjectId, known.NodeId));
        Assert.Equal("R1", Text(JsonDocument.Parse(known.DataJson).RootElement, "node_name"));
    }

    private static JsonElement DataOf(SnmpNotification trap) => JsonDocument.Parse(TrapLogic.ToEvent(trap, MibTree.Standard, null).DataJson).RootElement;

    private static string? Text(JsonElement data, string name) => data.GetProperty(name).GetString();
}

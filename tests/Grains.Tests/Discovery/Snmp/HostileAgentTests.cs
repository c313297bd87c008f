using System.Net;
using Microsoft.Extensions.Time.Testing;
using Nms.Discovery.Snmp;
using Nms.Protocols.Snmp.Tests.Client;
using Nms.Snmp;
using static Nms.Grains.Tests.Discovery.Snmp.SimulatedEquipment;

namespace Nms.Grains.Tests.Discovery.Snmp;

/// <summary>Agents that lie or break: what is sound is told, and why the rest is not.</summary>
public sealed class HostileAgentTests
{
    private static readonly byte[] s_mac = [2, 0, 0, 0, 0, 1];

    [Fact]
    public async Task A_table_that_goes_round_in_circles_is_read_as_far_as_it_is_sound()
    {
        var store = Store(SystemGroup("1.3.6.1.4.1.99999.1", "liar"), Interface(1, "a", s_mac), Interface(2, "b", s_mac));
        var second = Name("ifDescr.2");
        await using var agent = Start(new ScriptedObjects(store, oid => oid == second ? new VarBind(Name("ifDescr.1"), SnmpValue.OctetString("a")) : null));
        using var reader = new ReaderUnderTest();

        var inventory = await reader.ReadAsync(agent.EndPoint);

        Assert.Equal(["a", "b"], inventory.Interfaces.Select(one => one.Name));
        var part = Part(inventory, "interfaces");
        Assert.Equal((AgentPartOutcome.Truncated, 2), (part.Outcome, part.Rows));
        Assert.Equal("ifDescr goes round in circles: after 1.3.6.1.2.1.2.2.1.2.2 the agent names 1.3.6.1.2.1.2.2.1.2.1.", part.Reason);
        Assert.Equal(AgentPartOutcome.Ok, Part(inventory, "system").Outcome);
    }

    [Fact]
    public async Task A_table_that_never_ends_is_cut_at_its_bound_and_the_others_are_read()
    {
        var routes = Name("ipRouteIfIndex");
        var store = Store(SystemGroup("1.3.6.1.4.1.99999.1", "endless"), Interface(1, "a", s_mac), [("ipRouteIfIndex.10.0.0.0", 1)]);
        await using var agent = Start(new ScriptedObjects(store, oid => oid.StartsWith(routes) ? Endless(routes, oid) : null));
        using var reader = new ReaderUnderTest(options => options.MaxRoutes = 50);

        var inventory = await reader.ReadAsync(agent.EndPoint);

        Assert.Contains("ipRouteTable has more than 50 rows.", Part(inventory, "routes").Reason, StringComparison.Ordinal);
        Assert.Single(inventory.Interfaces);
    }

    [Fact]
    public async Task Requests_for_one_agent_are_bounded()
    {
        var descriptions = Name("ifDescr");
        var store = Store(SystemGroup("1.3.6.1.4.1.99999.1", "endless"), Interface(1, "a", s_mac));
        await using var agent = Start(new ScriptedObjects(store, oid => oid.StartsWith(descriptions) ? Endless(descriptions, oid) : null));
        using var reader = new ReaderUnderTest(options => options.MaxRequests = 16);

        var inventory = await reader.ReadAsync(agent.EndPoint);

        // The search for a credential comes before.
        Assert.Equal(17, inventory.Requests);
        Assert.Contains("The 16 requests for one agent were used up (Nms:Discovery:Snmp:MaxRequests).", Part(inventory, "interfaces").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_text_is_shown_escaped()
    {
        await using var agent = Start(Store(
            SystemGroup("1.3.6.1.4.1.99999.1", "café\u0007 \u202Eevil", name: "x"),
            [("sysContact.0", new byte[] { 0xFF, 0xFE, (byte)'a', 0 }), ("sysLocation.0", new byte[] { 0, 0 })]));
        using var reader = new ReaderUnderTest();

        var system = (await reader.ReadAsync(agent.EndPoint)).System!;

        Assert.Equal((@"café\x07 \u202eevil", @"\xff\xfea", null), (system.Description, system.Contact, system.Location));
    }

    [Fact]
    public async Task Rows_that_cannot_be_are_left_out_and_counted()
    {
        await using var agent = Start(Store(
            SystemGroup("1.3.6.1.4.1.99999.1", "liar"), Interface(1, "a", s_mac),
            [
                ("ifNumber.0", 7), ("ifDescr.1.2", "two numbers"), ("ifDescr.4000000000", "far"),
                ("ipAddressIfIndex.1.4.10.0.0.1", 1), ("ipAddressIfIndex.1.4.10.0.0.256", 1), ("ipAddressIfIndex.1.5.10.0.0.1.1", 1), ("ipAddressIfIndex.2.4.10.0.0.1", 1),
                ("ipCidrRouteIfIndex.10.0.0.0.255.0.0.0.0.10.0.0.2", 1), ("ipCidrRouteIfIndex.10.0.0.0.255.0.255.0.0.10.0.0.2", 1),
            ]));
        using var reader = new ReaderUnderTest();

        var inventory = await reader.ReadAsync(agent.EndPoint);

        Assert.Equal("a", Assert.Single(inventory.Interfaces).Name);
        Assert.Equal(IPAddress.Parse("10.0.0.1"), Assert.Single(inventory.Addresses).Address);
        Assert.Equal(8, Assert.Single(inventory.Routes).PrefixLength);
        Assert.Equal("2 rows of the interfaces have an index or value that cannot be.", Part(inventory, "interfaces").Reason);
        Assert.Equal("3 rows of ipAddressTable have an index or value that cannot be.", Part(inventory, "addresses").Reason);
        Assert.Equal("1 rows of ipCidrRouteTable have an index or value that cannot be.", Part(inventory, "routes").Reason);
        Assert.Equal(["ifNumber is 7, and ifTable has 1 rows."], inventory.Notes);
    }

    [Fact]
    public async Task An_agent_that_falls_silent_is_left_alone()
    {
        await using var agent = ScriptedAgent.Start((agent, request, from) => agent.Asked <= 2 ? agent.SendAsync(Answer(request).Encode(), from) : Task.CompletedTask);
        using var reader = new ReaderUnderTest();

        var inventory = await reader.ReadAsync(agent.Target.EndPoint);

        Assert.Equal("a box", inventory.System?.Description);
        Assert.Equal((AgentPartOutcome.Failed, "The agent fell silent."), (Part(inventory, "capabilities").Outcome, Part(inventory, "capabilities").Reason));
        Assert.All(inventory.Parts.Skip(2), part => Assert.Equal(("The agent fell silent.", 0), (part.Reason, part.Requests)));
    }

    [Fact]
    public async Task When_the_time_is_up_what_was_read_is_told()
    {
        var time = new FakeTimeProvider();
        await using var agent = ScriptedAgent.Start(request =>
        {
            if (request.Pdu.VarBinds.Count < 10)
            {
                return Answer(request);
            }

            time.Advance(TimeSpan.FromMinutes(1));
            return null;
        });
        using var reader = new ReaderUnderTest(time: time);

        var inventory = await reader.ReadAsync(agent.Target.EndPoint);

        Assert.Equal("a box", inventory.System?.Description);
        Assert.Equal("The 60 s for one agent were over (Nms:Discovery:Snmp:MaxTime).", Part(inventory, "interfaces").Reason);
    }

    [Fact]
    public async Task A_reading_is_called_off()
    {
        using var cancelling = new CancellationTokenSource();
        await using var agent = ScriptedAgent.Start(request =>
        {
            if (request.Pdu.VarBinds.Count < 10)
            {
                return Answer(request);
            }

            cancelling.Cancel();
            return null;
        });
        using var reader = new ReaderUnderTest();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reader.ReadAsync(agent.Target.EndPoint, cancelling.Token));
    }

    [Fact]
    public async Task An_agent_that_answers_little_at_a_time_is_asked_for_little()
    {
        // As old printers do: nothing at all to a request for more than eight.
        var store = Store(SystemGroup("1.3.6.1.4.1.99999.1", "old"), Interface(1, "a", s_mac), Interface(2, "b", s_mac));
        await using var agent = ScriptedAgent.Start(request => request.Pdu switch
        {
            { VarBinds.Count: > 8 } => ScriptedAgent.Refuse(request, SnmpErrorStatus.TooBig),
            { Type: PduType.GetRequest } pdu => ScriptedAgent.Answer(request, [.. pdu.VarBinds.Select(one => new VarBind(one.Oid, store.Get(one.Oid)))]),
            var pdu => ScriptedAgent.Answer(request, [.. pdu.VarBinds.Select(one => store.GetNext(one.Oid) ?? new VarBind(one.Oid, SnmpValue.EndOfMibView))]),
        });
        using var reader = new ReaderUnderTest();

        var inventory = await reader.ReadAsync(agent.Target.EndPoint);

        Assert.Equal(["a", "b"], inventory.Interfaces.Select(one => one.Name));
        Assert.Equal(AgentPartOutcome.Ok, Part(inventory, "interfaces").Outcome);
    }

    private static Oid Name(string name) => MibTree.Standard.TryResolve(name, out var oid) ? oid : throw new ArgumentException(name);

    private static AgentPart Part(SnmpInventory inventory, string name) => inventory.Parts.Single(part => part.Name == name);

    private static VarBind Endless(Oid column, Oid after) => new(after == column ? column.Child(1) : column.Child(after.Last + 1), SnmpValue.Integer32(1));

    private static CommunityMessage Answer(CommunityMessage request) => ScriptedAgent.Answer(
        request, [.. request.Pdu.VarBinds.Select(one => new VarBind(one.Oid.Count > 2 ? one.Oid : Name("sysDescr.0"), SnmpValue.OctetString("a box")))]);

    /// <summary>Objects with successors of their own making.</summary>
    private sealed class ScriptedObjects(ISnmpObjects honest, Func<Oid, VarBind?> next) : ISnmpObjects
    {
        public SnmpValue Get(Oid oid) => honest.Get(oid);

        public VarBind? GetNext(Oid oid) => next(oid) ?? honest.GetNext(oid);

        public SnmpErrorStatus CheckSet(Oid oid, SnmpValue value) => SnmpErrorStatus.NotWritable;

        public void Set(Oid oid, SnmpValue value)
        {
        }
    }
}

using System.Net;
using Nms.Discovery.Snmp.Reading;
using Nms.Snmp;

namespace Nms.Grains.Tests.Discovery.Snmp;

/// <summary>Whatever types, lengths and indexes an agent comes with, an inventory comes out.</summary>
public sealed class RandomAgentTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Nonsense_in_every_column_is_no_exception(int seed)
    {
        var random = new Random(seed);
        var objects = AgentTables.Probed.Append(AgentTables.If).Append(AgentTables.LldpLocPort).Append(AgentTables.LldpRemManAddr)
            .SelectMany(table => Enumerable.Range(0, 12).Select(_ => Index(random)).SelectMany(index => table.Objects.Select(column => new SnmpObject(column.Oid.Child(index), Value(random)))))
            .Concat(AgentTables.Scalars.Where(name => !name.Contains('.', StringComparison.Ordinal)).Select(name => new SnmpObject(MibNames.Find(name).Oid.Child(0), Value(random))))
            .Append(new SnmpObject(MibNames.Find("sysObjectID").Oid.Child(0), SnmpValue.ObjectIdentifier(Oid.Parse("1.3.6.1.4.1.9.1.1"))));
        await using var agent = SimulatedEquipment.Start(new SnmpObjectStore(objects));
        using var reader = new ReaderUnderTest();

        var inventory = await reader.ReadAsync(agent.EndPoint);

        Assert.NotNull(inventory.Access);
        Assert.Contains(inventory.Parts, part => part.Name == "bgp");
    }

    private static uint[] Index(Random random) => random.Next(4) switch
    {
        0 => [(uint)random.Next(1, 5)],
        1 => [1, 4, 10, 0, 0, (uint)random.Next(300)],
        2 => [.. Enumerable.Range(0, random.Next(1, 20)).Select(_ => (uint)random.NextInt64(uint.MaxValue))],
        _ => [.. Enumerable.Range(0, random.Next(1, 14)).Select(_ => (uint)random.Next(0, 20))],
    };

    private static SnmpValue Value(Random random)
    {
        var bytes = new byte[random.Next(0, 24)];
        random.NextBytes(bytes);
        return random.Next(10) switch
        {
            0 => SnmpValue.Integer32(random.Next(int.MinValue, int.MaxValue)),
            1 => SnmpValue.Integer32(random.Next(-2, 20)),
            2 => SnmpValue.Gauge32((uint)random.NextInt64(uint.MaxValue)),
            3 => SnmpValue.Counter64((ulong)random.NextInt64(long.MinValue, long.MaxValue)),
            4 => SnmpValue.TimeTicks((uint)random.NextInt64(uint.MaxValue)),
            5 => SnmpValue.IpAddress(new IPAddress(random.NextInt64(uint.MaxValue))),
            6 => SnmpValue.ObjectIdentifier(new Oid(1, 3, (uint)random.NextInt64(uint.MaxValue))),
            7 => SnmpValue.Opaque(bytes),
            _ => SnmpValue.OctetString(bytes),
        };
    }
}

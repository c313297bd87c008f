namespace Nms.Discovery.Snmp.Reading;

/// <summary>The system group, read first: whether the agent answers at all shows here.</summary>
/// <param name="System">What it says; null when it says nothing.</param>
/// <param name="Part">What became of it.</param>
internal sealed record SystemReading(AgentSystem? System, AgentPart Part)
{
    public static async Task<SystemReading> ReadAsync(AgentSession session)
    {
        var part = new AgentPartReading(session, "system") { IsKnown = true };
        var group = new AgentScalars();
        await group.ReadAsync(part, "sysDescr", "sysObjectID", "sysUpTime", "sysContact", "sysName", "sysLocation", "sysServices").ConfigureAwait(false);
        var system = new AgentSystem
        {
            Description = AgentText.Of(group["sysDescr"]),
            ObjectId = group["sysObjectID"].TryGetOid(out var oid) ? oid.ToString() : null,
            AgentUptime = AgentValue.Time(group["sysUpTime"]),
            Contact = AgentText.Of(group["sysContact"]),
            Name = AgentText.Of(group["sysName"]),
            Location = AgentText.Of(group["sysLocation"]),
            Services = AgentValue.Int(group["sysServices"]),
        };
        part.Rows = system == new AgentSystem() ? 0 : 1;
        return new SystemReading(part.Rows == 0 ? null : system, part.Finish());
    }
}

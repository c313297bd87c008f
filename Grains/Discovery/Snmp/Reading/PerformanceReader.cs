namespace Nms.Discovery.Snmp.Reading;

/// <summary>CPU, memory, load and time, each from the MIB that tells it best.</summary>
internal static class PerformanceReader
{
    public static async Task<AgentPerformance> ReadAsync(AgentPartReading part, AgentScalars scalars, AgentSystem? system, IReadOnlyList<TableRow> storages)
    {
        var tables = await part.TablesAsync([AgentTables.HrProcessor, AgentTables.CpmCpu, AgentTables.MemoryPool, AgentTables.EnhancedPool]).ConfigureAwait(false);
        var (cpu, cpuFrom) = Cpu(scalars, tables[0], tables[1]);
        var (memory, memoryFrom) = MemoryUse.Of(scalars, storages, tables[1], tables[2], tables[3]);
        var (uptime, uptimeFrom) = Uptime(scalars, system);
        var performance = new AgentPerformance
        {
            CpuPercent = cpu,
            CpuFrom = cpuFrom,
            MemoryTotalBytes = memory?.Total,
            MemoryUsedBytes = memory?.Used,
            MemoryFrom = memoryFrom,
            Load1 = Load(scalars, 1),
            Load5 = Load(scalars, 2),
            Load15 = Load(scalars, 3),
            Processes = AgentValue.Int(scalars["hrSystemProcesses"]),
            Uptime = uptime,
            UptimeFrom = uptimeFrom,
        };
        part.IsKnown = uptime is not null;
        part.Rows = new[] { cpu is not null, memory is not null, performance.Load1 is not null, performance.Processes is not null }.Count(known => known);
        return performance;
    }

    /// <summary>Cisco's five minutes; the mean of all processors; what UCD has left of idle.</summary>
    private static (double? Percent, string? From) Cpu(AgentScalars scalars, IReadOnlyList<TableRow> processors, IReadOnlyList<TableRow> cisco)
    {
        var minutes = cisco.Select(row => row.Int("cpmCPUTotal5minRev") ?? row.Int("cpmCPUTotal5min")).OfType<int>().Where(IsPercent).ToList();
        if (minutes.Count > 0)
        {
            return (minutes.Average(), "CISCO-PROCESS-MIB");
        }

        var loads = processors.Select(row => row.Int("hrProcessorLoad")).OfType<int>().Where(IsPercent).ToList();
        return loads.Count > 0 ? (Math.Round(loads.Average(), 1), "HOST-RESOURCES-MIB")
            : AgentValue.Int(scalars["avgBusy5"]) is { } busy && IsPercent(busy) ? (busy, "OLD-CISCO-CPU-MIB")
            : AgentValue.Int(scalars["ssCpuIdle"]) is { } idle && IsPercent(idle) ? (100 - idle, "UCD-SNMP-MIB")
            : (null, null);
    }

    private static bool IsPercent(int number) => number is >= 0 and <= 100;

    private static double? Load(AgentScalars scalars, int number)
        => AgentValue.Int(scalars[FormattableString.Invariant($"laLoadInt.{number}")]) is >= 0 and var load ? load / 100.0 : null;

    /// <summary>The host's own clock, else the longer of the agent's two: sysUpTime begins anew after 497 days.</summary>
    private static (TimeSpan? Uptime, string? From) Uptime(AgentScalars scalars, AgentSystem? system)
    {
        if (AgentValue.Time(scalars["hrSystemUptime"]) is { } host)
        {
            return (host, "HOST-RESOURCES-MIB");
        }

        var engine = AgentValue.Int(scalars["snmpEngineTime"]) is >= 0 and var seconds ? TimeSpan.FromSeconds(seconds) : TimeSpan.Zero;
        var agent = system?.AgentUptime ?? TimeSpan.Zero;
        return engine > agent + TimeSpan.FromMinutes(1) ? (engine, "SNMP-FRAMEWORK-MIB")
            : system?.AgentUptime is not null ? (agent, "SNMPv2-MIB")
            : (null, null);
    }
}

using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>Memory in use, computed as each MIB means it.</summary>
internal readonly record struct MemoryUse(long Total, long Used)
{
    private static readonly string[] s_reclaimable = ["Memory buffers", "Cached memory"];
    private static readonly Oid s_ram = MibNames.Find("hrStorageRam").Oid;

    /// <summary>The best there is: Cisco's own figures on Cisco's equipment, UCD's before those of HOST-RESOURCES.</summary>
    public static (MemoryUse? Use, string? From) Of(
        AgentScalars scalars, IReadOnlyList<TableRow> storages, IReadOnlyList<TableRow> cpus, IReadOnlyList<TableRow> pools, IReadOnlyList<TableRow> enhanced)
        => OfCpus(cpus) is { } cpu ? (cpu, "CISCO-PROCESS-MIB")
            : OfEnhanced(enhanced) is { } better ? (better, "CISCO-ENHANCED-MEMPOOL-MIB")
            : OfPools(pools) is { } pool ? (pool, "CISCO-MEMORY-POOL-MIB")
            : OfUcd(scalars) is { } ucd ? (ucd, "UCD-SNMP-MIB")
            : OfHost(storages) is { } host ? (host, "HOST-RESOURCES-MIB")
            : (null, null);

    /// <summary>IOS-XE and NX-OS: the memory of each CPU's card, in kilobytes.</summary>
    private static MemoryUse? OfCpus(IReadOnlyList<TableRow> cpus) => Sum(cpus.Select(row => Sound(
        Long(row, "cpmCPUMemoryUsed") * 1024 + Long(row, "cpmCPUMemoryFree") * 1024, Long(row, "cpmCPUMemoryUsed") * 1024)));

    private static MemoryUse? OfEnhanced(IReadOnlyList<TableRow> pools) => Sum(pools
        .Where(row => row.Word("cempMemPoolType") == "processorMemory")
        .Select(row => (Used: Long(row, "cempMemPoolHCUsed") ?? Long(row, "cempMemPoolUsed"), Free: Long(row, "cempMemPoolHCFree") ?? Long(row, "cempMemPoolFree")))
        .Select(pool => Sound(pool.Used + pool.Free, pool.Used)));

    /// <summary>IOS: the processor pool is number 1; I/O memory is another matter.</summary>
    private static MemoryUse? OfPools(IReadOnlyList<TableRow> pools) => Sum(pools
        .Where(row => row.Index is [1])
        .Select(row => Sound(Long(row, "ciscoMemoryPoolUsed") + Long(row, "ciscoMemoryPoolFree"), Long(row, "ciscoMemoryPoolUsed"))));

    /// <summary>Kilobytes. What the kernel would give is available: its own estimate, else what is free, in buffers and in the cache.</summary>
    private static MemoryUse? OfUcd(AgentScalars scalars)
    {
        // The older objects end at 2 TiB, and are negative before that with some agents.
        var total = AgentValue.Long(scalars["memTotalRealX"]) ?? AgentValue.Long(scalars["memTotalReal"]);
        var available = AgentValue.Long(scalars["memSysAvail"])
            ?? AgentValue.Long(scalars["memAvailReal"]) + (AgentValue.Long(scalars["memBuffer"]) ?? 0) + (AgentValue.Long(scalars["memCached"]) ?? 0);
        return Sound(total * 1024, (total - available) * 1024);
    }

    /// <summary>Net-SNMP's physical memory counts buffers and cache as used, and tells how much that is in rows of their own.</summary>
    private static MemoryUse? OfHost(IReadOnlyList<TableRow> storages)
    {
        var ram = storages.FirstOrDefault(row => row["hrStorageType"].TryGetOid(out var type) && type == s_ram);
        if (ram is null || StorageReader.Bytes(ram, "hrStorageSize") is not { } total)
        {
            return null;
        }

        if (Named("Available memory") is { } available && StorageReader.Bytes(available, "hrStorageSize") is { } free && free <= total)
        {
            return Sound(total, total - free);
        }

        var reclaimable = s_reclaimable.Sum(name => Named(name) is { } row ? StorageReader.Bytes(row, "hrStorageUsed") ?? 0 : 0);
        return Sound(total, StorageReader.Bytes(ram, "hrStorageUsed") - reclaimable);

        TableRow? Named(string name) => storages.FirstOrDefault(row => row.Text("hrStorageDescr") == name);
    }

    private static MemoryUse? Sound(long? total, long? used) => total is > 0 && used is >= 0 && used <= total ? new MemoryUse(total.Value, used.Value) : null;

    private static MemoryUse? Sum(IEnumerable<MemoryUse?> uses)
    {
        var known = uses.OfType<MemoryUse>().ToList();
        return known.Count > 0 ? new MemoryUse(known.Sum(use => use.Total), known.Sum(use => use.Used)) : null;
    }

    private static long? Long(TableRow row, string column) => AgentValue.Long(row[column]) is >= 0 and < long.MaxValue / 4096 and var value ? value : null;
}

namespace Nms.Discovery.Snmp;

/// <summary>A disk, flash memory or file system.</summary>
/// <param name="Name">Where it is mounted, or what it is called.</param>
/// <param name="Kind">fixedDisk, removableDisk, flashMemory, networkDisk or ramDisk.</param>
/// <param name="TotalBytes">Size.</param>
/// <param name="UsedBytes">In use.</param>
/// <param name="Mib">The MIB it is from.</param>
internal sealed record AgentStorage(string Name, string Kind, long TotalBytes, long UsedBytes, string Mib);

namespace Nms.Discovery.Reach.Identity;

/// <summary>What a piece of evidence rests on.</summary>
internal enum OwnershipProof
{
    /// <summary>The console lists the address on an interface.</summary>
    Console,

    /// <summary>The MAC address that answers for it, or those of its interfaces.</summary>
    MacAddress,

    /// <summary>The serial number.</summary>
    Serial,

    /// <summary>The SNMP engine id.</summary>
    EngineId,

    /// <summary>What it calls itself.</summary>
    Name,
}

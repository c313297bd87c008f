namespace Nms.Discovery.Reach.Probing;

/// <summary>What a TCP port says.</summary>
internal enum PortState
{
    /// <summary>Somebody accepts connections.</summary>
    Open,

    /// <summary>Connections are refused.</summary>
    Closed,

    /// <summary>Nothing comes: nobody is there, or a firewall drops.</summary>
    Filtered,

    /// <summary>A router says that the address cannot be reached.</summary>
    Unreachable,

    /// <summary>It was not tried; the reason says why.</summary>
    NotAsked,
}

namespace Nms.Probes;

/// <summary>In which order addresses are visited.</summary>
public enum AddressOrder
{
    /// <summary>A pseudo-random order in which each comes once: neighbours in time are no neighbours in the network.</summary>
    Scattered,

    /// <summary>From the lowest to the highest, IPv4 first.</summary>
    Ascending,
}

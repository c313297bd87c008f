namespace Nms.Contracts.Equipment;

/// <summary>Whether an address is this equipment's.</summary>
public enum AddressVerdict
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>Other equipment proved that it is its own.</summary>
    Refuted = 1,

    /// <summary>Something answers, or somebody named it; nothing shows whose it is.</summary>
    Unproven = 2,

    /// <summary>Signs speak for it, no proof.</summary>
    Likely = 3,

    /// <summary>The equipment itself says so, or answered with its identity at it.</summary>
    Proven = 4,
}

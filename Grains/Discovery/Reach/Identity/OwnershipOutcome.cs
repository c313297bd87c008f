namespace Nms.Discovery.Reach.Identity;

/// <summary>Whether what answers at an address is a given piece of equipment.</summary>
internal enum OwnershipOutcome
{
    /// <summary>Nothing shows whose it is.</summary>
    Unproven,

    /// <summary>It is.</summary>
    Proven,

    /// <summary>It is something else.</summary>
    Contradicted,
}

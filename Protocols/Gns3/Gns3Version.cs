namespace Nms.Gns3;

/// <summary>What the server says of itself.</summary>
public sealed record Gns3Version
{
    /// <summary>Version text, such as 2.2.59.</summary>
    public required string Version { get; init; }

    /// <summary>True when the server runs for one local user.</summary>
    public bool? Local { get; init; }
}

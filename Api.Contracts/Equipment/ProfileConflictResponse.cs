namespace Nms.Contracts.Equipment;

/// <summary>A disagreement of sources about one member of a list.</summary>
/// <param name="Path">What it is about, such as "interfaces[FastEthernet0/0].mac_address".</param>
/// <param name="Value">The value that won, and the others.</param>
public sealed record ProfileConflictResponse(
    string Path,
    ProfileValueResponse Value);

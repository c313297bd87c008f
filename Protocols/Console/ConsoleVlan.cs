namespace Nms.Consoles;

/// <summary>A VLAN of equipment.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Ports">The interfaces in it that are in no other, in the equipment's spelling.</param>
public sealed record ConsoleVlan(int Id, string? Name, IReadOnlyList<string> Ports);

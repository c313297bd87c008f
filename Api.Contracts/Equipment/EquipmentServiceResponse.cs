namespace Nms.Contracts.Equipment;

/// <summary>A service that a configuration switches on or off.</summary>
/// <param name="Name">ssh, telnet, http, https, dhcp.</param>
/// <param name="IsOn">Whether it is on.</param>
/// <param name="Source">Who said it.</param>
public sealed record EquipmentServiceResponse(
    string Name,
    bool IsOn,
    FactSource Source);

namespace Nms.Contracts.Equipment;

/// <summary>One field that differs between two profiles.</summary>
/// <param name="Path">The field, such as "host_name" or "interfaces[eth0].oper_status".</param>
/// <param name="Before">What it was; null when it was not there.</param>
/// <param name="After">What it is; null when it is gone.</param>
public sealed record ProfileChangeResponse(
    string Path,
    string? Before,
    string? After);

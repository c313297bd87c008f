namespace Nms.Contracts.Equipment;

/// <summary>One address at which an agent was looked for.</summary>
/// <param name="Address">The address.</param>
/// <param name="Answered">Whether a credential was accepted.</param>
/// <param name="Credentials">Credentials that apply to it.</param>
/// <param name="Error">Why nothing was found.</param>
public sealed record SnmpTryResponse(
    string Address,
    bool Answered,
    int Credentials,
    string? Error);

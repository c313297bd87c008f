namespace Nms.Discovery.Configurations;

/// <summary>An address that equipment keeps for one client.</summary>
internal sealed record ConfiguredBinding(string Address, string? MacAddress, string? HostName)
{
    public int Line { get; init; }
}

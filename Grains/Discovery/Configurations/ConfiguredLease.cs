namespace Nms.Discovery.Configurations;

/// <summary>A lease of a lease file.</summary>
/// <param name="Address">The address.</param>
/// <param name="MacAddress">Whose, lower-case with colons; null where the file does not tell.</param>
/// <param name="HostName">The name the client gave.</param>
/// <param name="EndsAt">When it ends; null when it does not.</param>
/// <param name="State">active, free, expired, declined, backup or another word of the file.</param>
/// <param name="Line">The line it begins on.</param>
internal sealed record ConfiguredLease(string Address, string? MacAddress, string? HostName, DateTimeOffset? EndsAt, string State, int Line);

namespace Nms.Equipment;

/// <summary>One address at which an agent was looked for.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.SnmpTry")]
public sealed record SnmpTry
{
    /// <summary>The address.</summary>
    [Id(0)] public required string Address { get; init; }

    /// <summary>Whether a credential was accepted.</summary>
    [Id(1)] public bool Answered { get; init; }

    /// <summary>Credentials that apply to it.</summary>
    [Id(2)] public int Credentials { get; init; }

    /// <summary>Why nothing was found.</summary>
    [Id(3)] public string? Error { get; init; }
}

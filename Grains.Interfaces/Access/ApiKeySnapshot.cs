namespace Nms.Access;

/// <summary>An API key without its secret.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Access.ApiKeySnapshot")]
public sealed record ApiKeySnapshot
{
    /// <summary>The public part of the key.</summary>
    [Id(0)] public required Guid Id { get; init; }

    /// <summary>What it is for.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>The user in whose name it acts: it never may more than he.</summary>
    [Id(2)] public required Guid OwnerId { get; init; }

    /// <summary>Name of the module that uses it; null for another program.</summary>
    [Id(3)] public string? Module { get; init; }

    /// <summary>SHA-256 of the secret, in hexadecimal digits. The secret has 256 random bits, so a slow hash would add nothing.</summary>
    [Id(4)] public required string SecretHash { get; init; }

    /// <summary>What it may do at most.</summary>
    [Id(5)] public required Grant Scope { get; init; }

    /// <summary>When it was created.</summary>
    [Id(6)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>From when on it is refused.</summary>
    [Id(7)] public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>Leaves the hash out.</summary>
    public override string ToString() => $"API key {Name} ({Id})";
}

using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>A user as everybody but the password check sees him.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Access.UserSnapshot")]
public sealed record UserSnapshot
{
    /// <summary>Never given to another user.</summary>
    [Id(0)] public required Guid Id { get; init; }

    /// <summary>What he signs in with; unique, whatever its case.</summary>
    [Id(1)] public required string Name { get; init; }

    /// <summary>What to show instead of the name.</summary>
    [Id(2)] public string? DisplayName { get; init; }

    /// <summary>False for one who may not sign in and whose keys do nothing.</summary>
    [Id(3)] public bool Enabled { get; init; } = true;

    /// <summary>What he may do.</summary>
    [Id(4)] public ImmutableArray<RoleBinding> Roles { get; init; } = [];

    /// <summary>False for one who exists to own API keys.</summary>
    [Id(5)] public bool HasPassword { get; init; }

    /// <summary>True while the password is the one that the program made at its first start.</summary>
    [Id(6)] public bool PasswordGenerated { get; init; }

    /// <summary>Counts what ends his access tokens: another password, other roles, being disabled.</summary>
    [Id(7)] public int AccessStamp { get; init; }

    /// <summary>Counts what ends his sessions too: another password, being disabled, being signed out.</summary>
    [Id(8)] public int CredentialStamp { get; init; }

    /// <summary>When he was created.</summary>
    [Id(9)] public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When anything about him changed last.</summary>
    [Id(10)] public DateTimeOffset ChangedAt { get; init; }

    /// <summary>True for one who has to choose another password before he may do anything.</summary>
    [Id(11)] public bool MustChangePassword { get; init; }
}

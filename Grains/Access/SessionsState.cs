using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>The sessions of one user.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Access.SessionsState")]
internal sealed record SessionsState
{
    [Id(0)] public ImmutableArray<Session> Sessions { get; init; } = [];
}

/// <summary>A family of refresh tokens: only the one with this hash is good.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Access.Session")]
internal sealed record Session(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string SecretHash,
    [property: Id(2)] int CredentialStamp,
    [property: Id(3)] DateTimeOffset StartedAt,
    [property: Id(4)] DateTimeOffset ExpiresAt)
{
    public override string ToString() => $"session {Id}";
}

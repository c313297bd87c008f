namespace Nms.Access;

/// <summary>A principal with what it rests on, by which a long connection or a ticket can be judged again later.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Access.SignedIn")]
public sealed record SignedIn
{
    /// <summary>Who.</summary>
    [Id(0)] public required Principal Principal { get; init; }

    /// <summary>The user of this hub; null for one of another authority.</summary>
    [Id(1)] public Guid? UserId { get; init; }

    /// <summary>The user's credential stamp when he signed in.</summary>
    [Id(2)] public int CredentialStamp { get; init; }

    /// <summary>The session, for one who signed in with a token.</summary>
    [Id(3)] public Guid? SessionId { get; init; }

    /// <summary>The API key, for a program.</summary>
    [Id(4)] public Guid? KeyId { get; init; }

    /// <summary>Nothing is allowed but to choose another password.</summary>
    [Id(5)] public bool MustChangePassword { get; init; }

    /// <summary>When the session is over at the latest.</summary>
    [Id(6)] public DateTimeOffset? SessionEndsAt { get; init; }
}

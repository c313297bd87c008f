namespace Nms.Contracts.Access;

/// <summary>An API key without its secret.</summary>
/// <param name="KeyId">The public part of the key.</param>
/// <param name="Name">What it is for.</param>
/// <param name="OwnerId">The user in whose name it acts: it never may more than he.</param>
/// <param name="Module">Name of the module that uses it.</param>
/// <param name="Permissions">What it may do at most.</param>
/// <param name="Projects">The projects it is limited to; null for no limit.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="ExpiresAt">From when on it is refused.</param>
/// <param name="LastUsedAt">When it was used last, to the minute; null for never.</param>
public sealed record ApiKeyResponse(
    Guid KeyId,
    string Name,
    Guid OwnerId,
    string? Module,
    IReadOnlyList<string> Permissions,
    IReadOnlyList<Guid>? Projects,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? LastUsedAt);

namespace Nms.Contracts.Access;

/// <summary>A user.</summary>
/// <param name="UserId">Never given to another.</param>
/// <param name="Name">What he signs in with.</param>
/// <param name="DisplayName">What to show instead.</param>
/// <param name="Enabled">Whether he may sign in and his keys work.</param>
/// <param name="HasPassword">False for one who only owns API keys.</param>
/// <param name="MustChangePassword">Whether he has to choose another password before he may do anything.</param>
/// <param name="Roles">What he may do.</param>
/// <param name="CreatedAt">When he was created.</param>
/// <param name="ChangedAt">When anything about him changed last.</param>
public sealed record UserResponse(
    Guid UserId,
    string Name,
    string? DisplayName,
    bool Enabled,
    bool HasPassword,
    bool MustChangePassword,
    IReadOnlyList<RoleBindingBody> Roles,
    DateTimeOffset CreatedAt,
    DateTimeOffset ChangedAt);

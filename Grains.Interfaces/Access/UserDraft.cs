using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>A user to be created.</summary>
/// <param name="Name">What he signs in with.</param>
/// <param name="DisplayName">What to show instead.</param>
/// <param name="PasswordHash">Null for one who exists to own API keys.</param>
/// <param name="Roles">What he may do.</param>
/// <param name="MustChangePassword">Whether he has to choose another password first.</param>
[GenerateSerializer, Immutable, Alias("Nms.Access.UserDraft")]
public sealed record UserDraft(
    [property: Id(0)] string Name,
    [property: Id(1)] string? DisplayName,
    [property: Id(2)] string? PasswordHash,
    [property: Id(3)] ImmutableArray<RoleBinding> Roles,
    [property: Id(4)] bool MustChangePassword = false)
{
    /// <summary>Names the user only.</summary>
    public override string ToString() => $"draft of user {Name}";
}

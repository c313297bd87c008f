namespace Nms.Contracts.Access;

/// <summary>Creates a user.</summary>
/// <param name="Name">What he signs in with: letters, digits and . _ @ + -, at most 64.</param>
/// <param name="DisplayName">What to show instead.</param>
/// <param name="Password">His password; absent for one who only owns API keys.</param>
/// <param name="Roles">What he may do.</param>
/// <param name="MustChangePassword">True when he may do nothing with this password but choose one of his own.</param>
public sealed record CreateUserRequest(
    string? Name = null, string? DisplayName = null, string? Password = null, IReadOnlyList<RoleBindingBody>? Roles = null, bool? MustChangePassword = null)
{
    /// <summary>Never shows the password.</summary>
    public override string ToString() => $"{nameof(CreateUserRequest)} {Name}";
}

namespace Nms.Access;

/// <summary>What a password is checked against. Never logged, never cached beyond the check.</summary>
/// <param name="User">Whose.</param>
/// <param name="PasswordHash">As ASP.NET Core Identity writes it; null for a user without a password.</param>
[GenerateSerializer, Immutable, Alias("Nms.Access.UserCredential")]
public sealed record UserCredential(
    [property: Id(0)] UserSnapshot User,
    [property: Id(1)] string? PasswordHash)
{
    /// <summary>Names the user only.</summary>
    public override string ToString() => $"credential of {User.Name}";
}

namespace Nms.Contracts.Access;

/// <summary>Signs a user in.</summary>
/// <param name="Name">Name of the user, whatever its case.</param>
/// <param name="Password">His password.</param>
public sealed record TokenRequest(string? Name = null, string? Password = null)
{
    /// <summary>Never shows the password.</summary>
    public override string ToString() => nameof(TokenRequest);
}

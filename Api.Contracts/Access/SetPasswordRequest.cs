namespace Nms.Contracts.Access;

/// <summary>Gives a user another password, which ends his sessions.</summary>
/// <param name="Password">The new password.</param>
public sealed record SetPasswordRequest(string? Password = null)
{
    /// <summary>Never shows the password.</summary>
    public override string ToString() => nameof(SetPasswordRequest);
}

namespace Nms.Contracts.Access;

/// <summary>Gives a user another password, which ends his sessions.</summary>
/// <param name="Password">The new password.</param>
/// <param name="MustChange">True when he may do nothing with it but choose one of his own.</param>
public sealed record SetPasswordRequest(string? Password = null, bool? MustChange = null)
{
    /// <summary>Never shows the password.</summary>
    public override string ToString() => nameof(SetPasswordRequest);
}

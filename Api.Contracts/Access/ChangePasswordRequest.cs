namespace Nms.Contracts.Access;

/// <summary>Changes one's own password, which ends all other sessions.</summary>
/// <param name="CurrentPassword">The password until now.</param>
/// <param name="NewPassword">The password from now on.</param>
public sealed record ChangePasswordRequest(string? CurrentPassword = null, string? NewPassword = null)
{
    /// <summary>Never shows the passwords.</summary>
    public override string ToString() => nameof(ChangePasswordRequest);
}

namespace Nms.Api.Access;

/// <summary>An OpenID Connect authority whose access tokens are accepted.</summary>
public sealed class OidcOptions
{
    /// <summary>Its issuer address; https, except on the loopback address.</summary>
    /// <value>None: only our own tokens are accepted.</value>
    public Uri? Authority { get; set; }

    /// <summary>The audience that its tokens must be made for.</summary>
    public string? Audience { get; set; }

    /// <summary>The claim that holds the name to show.</summary>
    /// <value>preferred_username.</value>
    public string NameClaim { get; set; } = "preferred_username";

    /// <summary>The claim that holds the roles, one or several.</summary>
    /// <value>roles.</value>
    public string RoleClaim { get; set; } = "roles";

    /// <summary>The role of this hub that a value of the role claim stands for. A value that is not listed grants nothing.</summary>
    public IDictionary<string, string> Roles { get; } = new Dictionary<string, string>(StringComparer.Ordinal);
}

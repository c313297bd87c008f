using System.ComponentModel.DataAnnotations;

namespace Nms.Api.Access;

/// <summary>How people and programs sign in.</summary>
public sealed class AccessOptions
{
    /// <summary>Where these settings are found.</summary>
    public const string Section = "Nms:Access";

    /// <summary>How long an access token is good.</summary>
    /// <remarks>Shorter asks for a refresh more often. What ends a session ends its access tokens within a second, whatever this is.</remarks>
    /// <value>15 minutes; from 1 minute to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:01:00", "01:00:00")]
    public TimeSpan AccessTokenLifetime { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a session lasts after the sign-in, however often it is refreshed.</summary>
    /// <value>7 days; from 5 minutes to 90 days.</value>
    [Range(typeof(TimeSpan), "00:05:00", "90.00:00:00")]
    public TimeSpan SessionLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>Characters that a password has at least.</summary>
    /// <value>12; from 8 to 64.</value>
    [Range(8, 64)]
    public int MinimumPasswordLength { get; set; } = 12;

    /// <summary>Another authority whose tokens are accepted beside our own.</summary>
    /// <value>None.</value>
    public OidcOptions Oidc { get; set; } = new();
}

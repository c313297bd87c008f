using System.ComponentModel.DataAnnotations;

namespace Nms.Api.Http;

/// <summary>How the platform shows itself over HTTP: to browsers, behind proxies, and how long it waits for clients.</summary>
public sealed class EdgeOptions
{
    /// <summary>Where these settings are found.</summary>
    public const string Section = "Nms:Http";

    /// <summary>Origins of pages that may read answers, such as https://ui.example.org. Pages of this host always may.</summary>
    /// <value>None.</value>
    public IReadOnlyList<string> CorsOrigins { get; set; } = [];

    /// <summary>Proxies whose X-Forwarded-For and X-Forwarded-Proto are believed: addresses or networks such as 10.0.0.0/8.</summary>
    /// <remarks>Whoever is listed can make a request come from any address.</remarks>
    /// <value>None.</value>
    public IReadOnlyList<string> TrustedProxies { get; set; } = [];

    /// <summary>Sends browsers that came by plain HTTP to HTTPS, refuses the commands of others, and tells browsers to stay there (HSTS).</summary>
    /// <value>False.</value>
    public bool HttpsOnly { get; set; }

    /// <summary>The port of HTTPS that clients see, for the redirection.</summary>
    /// <value>443; from 1 to 65,535.</value>
    [Range(1, 65_535)]
    public int HttpsPort { get; set; } = 443;

    /// <summary>How long browsers remember to come by HTTPS only.</summary>
    /// <value>180 days; from 0 to 730 days.</value>
    [Range(typeof(TimeSpan), "00:00:00", "730.00:00:00")]
    public TimeSpan HstsMaxAge { get; set; } = TimeSpan.FromDays(180);

    /// <summary>How long a request may take in all. WebSockets are not concerned.</summary>
    /// <remarks>Longer than the longest command, which has a limit of its own.</remarks>
    /// <value>3 minutes; from 1 s to 1 hour.</value>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan RequestTimeout { get; set; } = TimeSpan.FromMinutes(3);

    /// <summary>How long a client may take to send the headers of a request.</summary>
    /// <value>10 s; from 1 s to 5 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan HeadersTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Connections to one silo at once, WebSockets included. More are closed without an answer.</summary>
    /// <value>20,000; from 10 to 1,000,000.</value>
    [Range(10, 1_000_000)]
    public int MaxConnections { get; set; } = 20_000;
}

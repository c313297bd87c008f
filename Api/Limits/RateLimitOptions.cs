using System.ComponentModel.DataAnnotations;

namespace Nms.Api.Limits;

/// <summary>How many requests a caller may make: a principal, a module, or an address that has not signed in. They hold for the cluster.</summary>
public sealed class RateLimitOptions
{
    /// <summary>Where these settings are found.</summary>
    public const string Section = "Nms:RateLimits";

    /// <summary>Counts and refuses. Turned off for measurements, or where a proxy does it.</summary>
    /// <value>True.</value>
    public bool Enabled { get; set; } = true;

    /// <summary>The time in which the permits below come back, evenly; as many may be used at once after a pause.</summary>
    /// <value>1 minute; from 1 s to 10 minutes.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan Window { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Reads a window.</summary>
    /// <value>120,000, which is 2,000 a second; from 1 to 100,000,000.</value>
    [Range(1, 100_000_000)]
    public int Read { get; set; } = 120_000;

    /// <summary>Commands a window.</summary>
    /// <value>6,000, which is 100 a second; from 1 to 100,000,000.</value>
    [Range(1, 100_000_000)]
    public int Command { get; set; } = 6_000;

    /// <summary>Expensive requests a window, such as reading a whole server again.</summary>
    /// <value>300; from 1 to 100,000,000.</value>
    [Range(1, 100_000_000)]
    public int Expensive { get; set; } = 300;

    /// <summary>Reads a window of one module, all its keys together.</summary>
    /// <value>120,000; from 1 to 100,000,000.</value>
    [Range(1, 100_000_000)]
    public int ModuleRead { get; set; } = 120_000;

    /// <summary>Commands a window of one module: each message that it sends or acknowledges by request is one.</summary>
    /// <value>60,000, which is 1,000 a second; from 1 to 100,000,000.</value>
    [Range(1, 100_000_000)]
    public int ModuleCommand { get; set; } = 60_000;

    /// <summary>Expensive requests a window of one module.</summary>
    /// <value>300; from 1 to 100,000,000.</value>
    [Range(1, 100_000_000)]
    public int ModuleExpensive { get; set; } = 300;

    /// <summary>Attempts to sign in a window, of one address.</summary>
    /// <remarks>Everybody behind one address shares it. Accounts are locked by their own rule as well.</remarks>
    /// <value>60; from 1 to 100,000,000.</value>
    [Range(1, 100_000_000)]
    public int SignIn { get; set; } = 60;
}

namespace Nms.Client;

/// <summary>Where the platform is, and who asks.</summary>
public sealed class NmsClientOptions
{
    /// <summary>Address of the platform, http or https; a path is kept.</summary>
    public required Uri Address { get; init; }

    /// <summary>Who asks; null for the few calls that everybody may make.</summary>
    public NmsCredentials? Credentials { get; init; }

    /// <summary>How long one call may take, all its attempts together.</summary>
    /// <value>100 seconds.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How often a read is tried again after 429, 502, 503, 504 or a lost connection. Commands are sent once.</summary>
    /// <value>3; 0 to 10.</value>
    public int Retries { get; init; } = 3;

    /// <summary>The clock, for pauses and time-outs.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}

namespace Nms.Gns3;

/// <summary>One GNS3 server to follow.</summary>
public sealed class Gns3ServerOptions
{
    /// <summary>Base address, such as http://127.0.0.1:3080.</summary>
    /// <value>Required; http or https, without credentials.</value>
    public Uri? Url { get; set; }

    /// <summary>User of HTTP Basic.</summary>
    /// <value>None.</value>
    public string? User { get; set; }

    /// <summary>Password of HTTP Basic.</summary>
    /// <value>None.</value>
    public string? Password { get; set; }

    /// <summary>Follows the server and never changes anything on it.</summary>
    /// <remarks>Projects with auto_close are then polled instead of listened to (<see cref="Gns3Options.PollEvery"/>).</remarks>
    /// <value>Default false.</value>
    public bool WatchOnly { get; set; }

    /// <summary>The server is the Lab simulator on this machine, which listens for its nodes on loopback addresses.</summary>
    /// <value>Default false; the Lab in this process sets it itself.</value>
    public bool IsLab { get; set; }

    /// <summary>After how long an attempt of a short call is given up.</summary>
    /// <value>Default 10 seconds; 100 milliseconds to 10 minutes.</value>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>After how much silence a notification stream is held for dead.</summary>
    /// <remarks>GNS3 says something at least every 5 seconds. Shorter than 10 seconds takes a hiccup for a death.</remarks>
    /// <value>Default 15 seconds; 1 second to 10 minutes.</value>
    public TimeSpan NotificationSilence { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a server whose calls all fail is left in peace.</summary>
    /// <value>Default 60 seconds; 500 milliseconds to 1 day.</value>
    public TimeSpan CircuitBreakDuration { get; set; } = TimeSpan.FromSeconds(60);

    internal Gns3ClientOptions ToClientOptions() => new()
    {
        Url = Url!,
        User = string.IsNullOrEmpty(User) ? null : User,
        Password = string.IsNullOrEmpty(Password) ? null : Password,
        AttemptTimeout = AttemptTimeout,
        NotificationSilence = NotificationSilence,
        CircuitBreakDuration = CircuitBreakDuration,
    };
}

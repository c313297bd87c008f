namespace Nms.Gns3;

/// <summary>How to reach one GNS3 server, and how much patience to have with it.</summary>
public sealed record Gns3ClientOptions
{
    /// <summary>Where the server listens.</summary>
    /// <remarks>
    /// A path is kept, for a server behind a proxy; a trailing <c>/v2</c> is dropped. Credentials do not belong here:
    /// the address is printed in messages.
    /// </remarks>
    /// <value>An absolute http or https address without user, query or fragment. Required.</value>
    public required Uri Url { get; init; }

    /// <summary>User of HTTP Basic authentication.</summary>
    /// <value>Default: none, no authentication is sent.</value>
    public string? User { get; init; }

    /// <summary>Password of HTTP Basic authentication. Never printed.</summary>
    /// <value>Default: none.</value>
    public string? Password { get; init; }

    /// <summary>How long one attempt of a read may take, from the request to the last byte of the answer.</summary>
    /// <remarks>
    /// Shorter notices a hung server sooner; too short fails on large projects, and on a node whose start is under way,
    /// because GNS3 answers the requests on one node one after the other.
    /// </remarks>
    /// <value>Default 10 seconds; 100 milliseconds to 10 minutes.</value>
    public TimeSpan AttemptTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a read may take with all its attempts, and a command with its only one.</summary>
    /// <remarks>A command is sent once. It may wait up to <see cref="AttemptTimeout"/> more for its turn.</remarks>
    /// <value>Default 30 seconds; not less than <see cref="AttemptTimeout"/>, at most 1 hour.</value>
    public TimeSpan TotalTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// How long the commands may take that GNS3 itself takes long for: open, close, delete and duplicate a project,
    /// snapshots, creating nodes (an image may have to be fetched), and everything done on all nodes.
    /// </summary>
    /// <value>Default 120 seconds; not less than <see cref="TotalTimeout"/>, at most 1 hour.</value>
    public TimeSpan LongOperationTimeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>How often a read is repeated after a failure of the connection, a timeout or a 5xx answer.</summary>
    /// <remarks>Commands are never repeated: the first may have taken effect.</remarks>
    /// <value>Default 2; 0 to 10.</value>
    public int MaxRetries { get; init; } = 2;

    /// <summary>The wait before the first repetition; it doubles each time, with jitter, up to <see cref="MaxRetryDelay"/>.</summary>
    /// <value>Default 200 milliseconds; 0 to 1 minute.</value>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait before a repetition. A server that asks for more is not asked again.</summary>
    /// <value>Default 2 seconds; not less than <see cref="RetryDelay"/>, at most 1 minute.</value>
    public TimeSpan MaxRetryDelay { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>After how many failures in a row the server is left in peace.</summary>
    /// <remarks>
    /// Failures are: no connection, no answer in time, a 5xx answer. Each attempt counts. Fewer reacts sooner and punishes
    /// short hiccups.
    /// </remarks>
    /// <value>Default 5; 2 to 1000.</value>
    public int CircuitFailures { get; init; } = 5;

    /// <summary>How long the server is left in peace before one call finds out whether it is back.</summary>
    /// <value>Default 60 seconds; 500 milliseconds to 1 day.</value>
    public TimeSpan CircuitBreakDuration { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>How many requests are under way at one time.</summary>
    /// <remarks>GNS3 runs on one thread: more requests make each of them slower.</remarks>
    /// <value>Default 16; 1 to 1000.</value>
    public int MaxConcurrentRequests { get; init; } = 16;

    /// <summary>How many calls wait for their turn; a further one fails as <see cref="Gns3FailureKind.Overloaded"/>.</summary>
    /// <value>Default 256; 0 to 100,000.</value>
    public int MaxQueuedRequests { get; init; } = 256;

    /// <summary>The longest answer that is read.</summary>
    /// <remarks>A project of 10,000 nodes is about 15 MiB.</remarks>
    /// <value>Default 64 MiB; 1 KiB to 1 GiB.</value>
    public int MaxResponseBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How long a pooled connection is used before it is made anew, so that a changed DNS answer is seen.</summary>
    /// <value>Default 5 minutes; 1 second to 1 day.</value>
    public TimeSpan PooledConnectionLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>The longest notification that is read. A longer one ends the stream.</summary>
    /// <value>Default 16 MiB; 1 KiB to 1 GiB.</value>
    public int MaxNotificationBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>After how much silence a notification stream is held for dead.</summary>
    /// <remarks>GNS3 says something at least every 5 seconds. Shorter than 10 seconds takes a hiccup for a death.</remarks>
    /// <value>Default 15 seconds; 1 second to 10 minutes.</value>
    public TimeSpan NotificationSilence { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Lists what is wrong with the options, each message naming its option; empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        void Check(bool holds, string message)
        {
            if (!holds)
                errors.Add(message);
        }

        void Between<T>(string name, T value, T least, T most)
            where T : IComparable<T>
            => Check(value.CompareTo(least) >= 0 && value.CompareTo(most) <= 0, $"{name} is {value}; it must be between {least} and {most}.");

        if (Url is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            errors.Add($"{nameof(Url)} must be an absolute http or https address.");
        else if (Url.UserInfo.Length > 0)
            errors.Add($"{nameof(Url)} must not hold credentials; use {nameof(User)} and {nameof(Password)}.");
        else if (Url.Query.Length > 0 || Url.Fragment.Length > 0)
            errors.Add($"{nameof(Url)} must not have a query or a fragment.");

        Check(User is null || !User.Contains(':', StringComparison.Ordinal), $"{nameof(User)} must not contain a colon.");
        Check(Password is null || User is not null, $"{nameof(Password)} is given without {nameof(User)}.");
        Between(nameof(AttemptTimeout), AttemptTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        Between(nameof(TotalTimeout), TotalTimeout, AttemptTimeout, TimeSpan.FromHours(1));
        Between(nameof(LongOperationTimeout), LongOperationTimeout, TotalTimeout, TimeSpan.FromHours(1));
        Between(nameof(MaxRetries), MaxRetries, 0, 10);
        Between(nameof(RetryDelay), RetryDelay, TimeSpan.Zero, TimeSpan.FromMinutes(1));
        Between(nameof(MaxRetryDelay), MaxRetryDelay, RetryDelay, TimeSpan.FromMinutes(1));
        Between(nameof(CircuitFailures), CircuitFailures, 2, 1000);
        Between(nameof(CircuitBreakDuration), CircuitBreakDuration, TimeSpan.FromMilliseconds(500), TimeSpan.FromDays(1));
        Between(nameof(MaxConcurrentRequests), MaxConcurrentRequests, 1, 1000);
        Between(nameof(MaxQueuedRequests), MaxQueuedRequests, 0, 100_000);
        Between(nameof(MaxResponseBytes), MaxResponseBytes, 1024, 1024 * 1024 * 1024);
        Between(nameof(PooledConnectionLifetime), PooledConnectionLifetime, TimeSpan.FromSeconds(1), TimeSpan.FromDays(1));
        Between(nameof(MaxNotificationBytes), MaxNotificationBytes, 1024, 1024 * 1024 * 1024);
        Between(nameof(NotificationSilence), NotificationSilence, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        return errors;
    }

    /// <summary>Address and user, never the password.</summary>
    public override string ToString()
        => $"{Url}{(User is null ? "" : $" as {User}")}{(Password is null ? "" : ", password ***")}";

    /// <summary>Throws when something is wrong with the options.</summary>
    /// <exception cref="ArgumentException">At least one option is out of its range.</exception>
    internal Gns3ClientOptions Validated()
        => Validate() is { Count: > 0 } errors ? throw new ArgumentException(string.Join(' ', errors), "options") : this;
}

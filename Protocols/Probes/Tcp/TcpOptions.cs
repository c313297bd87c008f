namespace Nms.Probes;

/// <summary>How fast connections are attempted, and how patiently.</summary>
public sealed record TcpOptions
{
    /// <summary>How long a connection is awaited.</summary>
    /// <remarks>Systems repeat a lost first segment after a second (RFC 6298 §2): less than that gives a lossy way one chance.</remarks>
    /// <value>Default 2 seconds; 1 millisecond to 1 minute.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How many attempts are under way at a time; each is an open file.</summary>
    /// <value>Default 256; 1 to 16,384.</value>
    public int MaxConcurrent { get; init; } = 256;

    /// <summary>How many attempts begin in a second; 0 for as many as can.</summary>
    /// <value>Default 2,000; 0 to 1,000,000.</value>
    public int ConnectionsPerSecond { get; init; } = 2000;

    /// <summary>How many bytes of what the host says unasked are read.</summary>
    /// <value>Default 0, no banner is awaited; 0 to 65,536.</value>
    public int BannerBytes { get; init; }

    /// <summary>How long a banner is awaited, from the connection to its last byte.</summary>
    /// <value>Default 1 second; 1 millisecond to 1 minute.</value>
    public TimeSpan BannerTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where the sockets are opened.</summary>
    /// <remarks>Elsewhere than in the namespace of the process each attempt costs a thread.</remarks>
    /// <value>Default: the namespace of the process.</value>
    public NetworkNamespace? Namespace { get; init; }

    /// <summary>Lists what is wrong with the options, each message naming its option; empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors();
        var (least, most) = (TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        errors.Between(nameof(Timeout), Timeout, least, most);
        errors.Between(nameof(MaxConcurrent), MaxConcurrent, 1, 16_384);
        errors.Between(nameof(ConnectionsPerSecond), ConnectionsPerSecond, 0, 1_000_000);
        errors.Between(nameof(BannerBytes), BannerBytes, 0, 65_536);
        errors.Between(nameof(BannerTimeout), BannerTimeout, least, most);
        return errors.Messages;
    }
}

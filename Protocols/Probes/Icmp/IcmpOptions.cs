namespace Nms.Probes;

/// <summary>How fast a prober asks, and how patient it is.</summary>
public sealed record IcmpOptions
{
    /// <summary>How long an answer is awaited, for each attempt.</summary>
    /// <value>Default 1 second; 1 millisecond to 1 minute.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How often a request without an answer is repeated.</summary>
    /// <value>Default 1; 0 to 10.</value>
    public int Retries { get; init; } = 1;

    /// <summary>How many requests leave in a second, over all addresses; 0 for as many as can.</summary>
    /// <remarks>A request is some 60 bytes on the wire: 10,000 of them are 5 Mbit/s, and an ARP request each on the last network.</remarks>
    /// <value>Default 10,000; 0 to 10,000,000.</value>
    public int RequestsPerSecond { get; init; } = 10_000;

    /// <summary>How many may leave at once after a pause.</summary>
    /// <value>Default 64; 1 to 65,536.</value>
    public int Burst { get; init; } = 64;

    /// <summary>How many requests await an answer at a time, in each family.</summary>
    /// <remarks>A sweep of silent addresses takes addresses × time-out × attempts / this.</remarks>
    /// <value>Default 32,768; 1 to 65,536.</value>
    public int MaxInFlight { get; init; } = 32_768;

    /// <summary>How many bytes of data follow the header of an echo request (RFC 792, RFC 4443 §4.1).</summary>
    /// <value>Default 24; 16 to 1,452, which fits any Ethernet.</value>
    public int PayloadBytes { get; init; } = 24;

    /// <summary>How large the sockets' buffers shall be; the system may give less.</summary>
    /// <value>Default 4 MiB; 64 KiB to 1 GiB.</value>
    public int SocketBufferBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>The best means that is tried; for rules that forbid raw sockets.</summary>
    /// <value>Default: a raw socket, then the others.</value>
    public IcmpCapability Best { get; init; } = IcmpCapability.RawSocket;

    /// <summary>Where the sockets are opened.</summary>
    /// <value>Default: the namespace of the process.</value>
    public NetworkNamespace? Namespace { get; init; }

    /// <summary>Lists what is wrong with the options, each message naming its option; empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors();
        errors.Between(nameof(Timeout), Timeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        errors.Between(nameof(Retries), Retries, 0, 10);
        errors.Between(nameof(RequestsPerSecond), RequestsPerSecond, 0, 10_000_000);
        errors.Between(nameof(Burst), Burst, 1, 65_536);
        errors.Between(nameof(MaxInFlight), MaxInFlight, 1, 65_536);
        errors.Between(nameof(PayloadBytes), PayloadBytes, 16, 1452);
        errors.Between(nameof(SocketBufferBytes), SocketBufferBytes, 64 * 1024, 1024 * 1024 * 1024);
        return errors.Messages;
    }
}

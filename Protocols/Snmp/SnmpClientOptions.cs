namespace Nms.Snmp;

/// <summary>How much a client asks at a time, and how patient it is.</summary>
public sealed record SnmpClientOptions
{
    /// <summary>How many sockets, each with a thread that receives, are shared for IPv4 and as many for IPv6.</summary>
    /// <remarks>One carries about 100,000 answers a second; more help only where there are more cores.</remarks>
    /// <value>Default 1; 1 to 16.</value>
    public int SocketsPerFamily { get; init; } = 1;

    /// <summary>How many requests wait for an answer at a time, over all agents.</summary>
    /// <remarks>A sweep of silent addresses takes addresses × patience / this.</remarks>
    /// <value>Default 4,096; 1 to 1,048,576.</value>
    public int MaxInFlight { get; init; } = 4096;

    /// <summary>How many of them at one agent.</summary>
    /// <remarks>Most agents answer one request at a time; more only fills their buffers.</remarks>
    /// <value>Default 4; 1 to 65,536.</value>
    public int MaxInFlightPerTarget { get; init; } = 4;

    /// <summary>How many more wait to be sent; beyond that a request ends as <see cref="SnmpOutcome.Overloaded"/>.</summary>
    /// <value>Default 100,000; 0 to 10,000,000.</value>
    public int MaxQueued { get; init; } = 100_000;

    /// <summary>How many requests one agent gets in a second.</summary>
    /// <value>Default 0, no limit; 0 to 1,000,000.</value>
    public int MaxRequestsPerSecondPerTarget { get; init; }

    /// <summary>How many agents are remembered: their round-trip time, their engine, their keys.</summary>
    /// <value>Default 65,536; 16 to 10,000,000.</value>
    public int MaxTargets { get; init; } = 65_536;

    /// <summary>The wait for the first answer of an agent whose round-trip time is not known (RFC 6298 §2.1).</summary>
    /// <value>Default 1 second; 10 milliseconds to 1 minute.</value>
    public TimeSpan InitialTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>The least wait, however quick the agent was so far.</summary>
    /// <remarks>An agent is slower with a table than with a name; less than that repeats what it is still busy with.</remarks>
    /// <value>Default 250 milliseconds; 10 milliseconds to 1 minute.</value>
    public TimeSpan MinTimeout { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The longest wait for one attempt.</summary>
    /// <value>Default 10 seconds; not less than <see cref="MinTimeout"/> and <see cref="InitialTimeout"/>, at most 10 minutes.</value>
    public TimeSpan MaxTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How often an unanswered request is repeated; each wait is twice the one before (RFC 6298 §5.5).</summary>
    /// <value>Default 2; 0 to 10.</value>
    public int Retries { get; init; } = 2;

    /// <summary>From where answers are accepted.</summary>
    /// <value>Default: only from the address and port that was asked.</value>
    public SnmpAnswersFrom AnswersFrom { get; init; }

    /// <summary>How large the sockets' buffers shall be; the system may give less.</summary>
    /// <value>Default 4 MiB; 64 KiB to 1 GiB.</value>
    public int SocketBufferBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Lists what is wrong with the options, each message naming its option; empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new List<string>();
        void Between<T>(string name, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                errors.Add($"{name} is {value}; it must be between {least} and {most}.");
            }
        }

        var shortest = TimeSpan.FromMilliseconds(10);
        Between(nameof(SocketsPerFamily), SocketsPerFamily, 1, 16);
        Between(nameof(MaxInFlight), MaxInFlight, 1, 1 << 20);
        Between(nameof(MaxInFlightPerTarget), MaxInFlightPerTarget, 1, 65_536);
        Between(nameof(MaxQueued), MaxQueued, 0, 10_000_000);
        Between(nameof(MaxRequestsPerSecondPerTarget), MaxRequestsPerSecondPerTarget, 0, 1_000_000);
        Between(nameof(MaxTargets), MaxTargets, 16, 10_000_000);
        Between(nameof(InitialTimeout), InitialTimeout, shortest, TimeSpan.FromMinutes(1));
        Between(nameof(MinTimeout), MinTimeout, shortest, TimeSpan.FromMinutes(1));
        Between(nameof(MaxTimeout), MaxTimeout, MinTimeout > InitialTimeout ? MinTimeout : InitialTimeout, TimeSpan.FromMinutes(10));
        Between(nameof(Retries), Retries, 0, 10);
        Between(nameof(SocketBufferBytes), SocketBufferBytes, 64 * 1024, 1024 * 1024 * 1024);
        return errors;
    }
}

namespace Nms.Probes;

/// <summary>How a way is traced.</summary>
public sealed record TraceOptions
{
    /// <summary>With what.</summary>
    /// <value>Default UDP.</value>
    public TraceMethod Method { get; init; }

    /// <summary>The port: the first of many for UDP, the one for TCP.</summary>
    /// <value>Default 33,434 for UDP and 80 for TCP; 1 to 60,000.</value>
    public int? Port { get; init; }

    /// <summary>How far: the greatest time to live (RFC 791 §3.1) or hop limit (RFC 8200 §3).</summary>
    /// <value>Default 30; 1 to 255.</value>
    public int MaxHops { get; init; } = 30;

    /// <summary>How many probes for each hop.</summary>
    /// <value>Default 3; 1 to 20.</value>
    public int ProbesPerHop { get; init; } = 3;

    /// <summary>How many probes are under way at a time.</summary>
    /// <remarks>Hosts answer only a few at once with errors; more than ten makes a quick way look lossy.</remarks>
    /// <value>Default 6; 1 to 64.</value>
    public int Parallel { get; init; } = 6;

    /// <summary>How long an answer to a probe is awaited.</summary>
    /// <value>Default 1 second; 1 millisecond to 1 minute.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Where the sockets are opened.</summary>
    /// <value>Default: the namespace of the process.</value>
    public NetworkNamespace? Namespace { get; init; }

    /// <summary>Lists what is wrong with the options, each message naming its option; empty when all is well.</summary>
    public IReadOnlyList<string> Validate()
    {
        var errors = new OptionErrors();
        errors.Between(nameof(Port), Port ?? 1, 1, 60_000);
        errors.Between(nameof(MaxHops), MaxHops, 1, 255);
        errors.Between(nameof(ProbesPerHop), ProbesPerHop, 1, 20);
        errors.Between(nameof(Parallel), Parallel, 1, 64);
        errors.Between(nameof(Timeout), Timeout, TimeSpan.FromMilliseconds(1), TimeSpan.FromMinutes(1));
        return errors.Messages;
    }
}

using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>One agent while it is read: everything it is asked goes through here, is counted, and keeps within the bounds.</summary>
/// <param name="client">Asks it.</param>
/// <param name="target">The agent with its credential.</param>
/// <param name="options">The bounds.</param>
/// <param name="time">The clock.</param>
/// <param name="timeIsUp">Ends the reading, with what was read by then.</param>
/// <param name="cancelled">Calls it off.</param>
internal sealed class AgentSession(
    ISnmpClient client, SnmpTarget target, SnmpDiscoveryOptions options, TimeProvider time, CancellationToken timeIsUp, CancellationToken cancelled)
{
    private const int SilentInARow = 3;

    // An agent that lies with long strings must not fill the memory of the silo.
    private const long MaxBytes = 32 << 20;

    private int _requests;
    private int _silent;
    private long _bytes;

    public SnmpTarget Target => target;

    public SnmpDiscoveryOptions Options => options;

    public TimeProvider Time => time;

    /// <summary>How many names a request has at most; old agents drop longer ones in silence, and are not tried with such again.</summary>
    public int Width { get; set; } = 24;

    public int Requests => Volatile.Read(ref _requests);

    public long Bytes => Interlocked.Read(ref _bytes);

    /// <summary>What is known of the tables of the agent.</summary>
    public AgentCapabilities Capabilities { get; set; } = AgentCapabilities.Unknown;

    /// <summary>Asks what follows each name; <paramref name="repetitions"/> times, but for SNMPv1.</summary>
    public Task<AgentAnswer> GetNextAsync(AgentPartReading part, IReadOnlyList<Oid> names, int repetitions = 0) => SendAsync(
        part, token => repetitions == 0 || target.Credential.Version == SnmpVersion.V1
            ? client.GetNextAsync(part.Target, names, token) : client.GetBulkAsync(part.Target, names, 0, repetitions, token));

    public Task<AgentAnswer> GetAsync(AgentPartReading part, IReadOnlyList<Oid> names)
        => SendAsync(part, token => client.SendAsync(part.Target, PduType.GetRequest, [.. names.Select(name => new VarBind(name))], token));

    private async Task<AgentAnswer> SendAsync(AgentPartReading part, Func<CancellationToken, ValueTask<SnmpResult>> ask)
    {
        cancelled.ThrowIfCancellationRequested();
        if (Refusal() is { } refusal)
        {
            return new AgentAnswer(null, refusal);
        }

        Interlocked.Increment(ref _requests);
        try
        {
            var result = await ask(timeIsUp).ConfigureAwait(false);
            Interlocked.Add(ref _requests, Math.Max(0, result.Attempts - 1));
            Interlocked.Add(ref _bytes, result.Bytes);
            part.Count(Math.Max(1, result.Attempts), result.Bytes);
            if (result.Outcome == SnmpOutcome.TimedOut)
            {
                Interlocked.Increment(ref _silent);
            }
            else
            {
                Volatile.Write(ref _silent, 0);
            }

            return new AgentAnswer(result, null);
        }
        catch (OperationCanceledException) when (!cancelled.IsCancellationRequested)
        {
            part.Count(1, 0);
            return new AgentAnswer(null, TimeIsUp);
        }
    }

    private string TimeIsUp => FormattableString.Invariant($"The {options.MaxTime.TotalSeconds:0.#} s for one agent were over ({SnmpDiscoveryOptions.Section}:MaxTime).");

    private string? Refusal() => timeIsUp.IsCancellationRequested ? TimeIsUp
        : Requests >= options.MaxRequests ? FormattableString.Invariant($"The {options.MaxRequests} requests for one agent were used up ({SnmpDiscoveryOptions.Section}:MaxRequests).")
        : Interlocked.Read(ref _bytes) >= MaxBytes ? $"The agent sent more than {MaxBytes >> 20} MiB."
        : Volatile.Read(ref _silent) >= SilentInARow ? "The agent fell silent."
        : null;
}

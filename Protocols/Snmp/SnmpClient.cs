using System.Net;
using Nms.Snmp.Engine;

namespace Nms.Snmp;

/// <summary>
/// Asks thousands of agents at a time over a few UDP sockets (RFC 3417 §3), as a command generator (RFC 3413 §3.1). Thread-safe; one is
/// enough for a process. After it is disposed, requests under way end as <see cref="SnmpOutcome.Unreachable"/>.
/// </summary>
public sealed partial class SnmpClient : ISnmpClient, IDisposable
{
    private readonly RequestEngine _engine;

    /// <summary>Creates a client. Sockets are opened when they are needed first.</summary>
    /// <param name="options">How much is asked at a time.</param>
    /// <param name="time">The clock of time-outs.</param>
    /// <exception cref="ArgumentException">At least one option is out of its range.</exception>
    public SnmpClient(SnmpClientOptions options, TimeProvider time)
    {
        if (options.Validate() is { Count: > 0 } errors)
        {
            throw new ArgumentException(string.Join(' ', errors), nameof(options));
        }

        _engine = new RequestEngine(options, time);
    }

    /// <inheritdoc/>
    public SnmpStatistics Statistics => _engine.Statistics;

    /// <inheritdoc/>
    public ValueTask<SnmpResult> SendAsync(
        SnmpTarget target, PduType type, IReadOnlyList<VarBind> varBinds, CancellationToken cancellationToken = default)
        => type is PduType.GetRequest or PduType.GetNextRequest or PduType.SetRequest || (type == PduType.InformRequest && target.Credential.Version != SnmpVersion.V1)
            ? Send(target, type, varBinds as VarBind[] ?? [.. varBinds], 0, 0, cancellationToken)
            : throw new ArgumentException($"{type} is no request that {target.Credential.Version} sends this way.", nameof(type));

    /// <inheritdoc/>
    public ValueTask<SnmpResult> GetNextAsync(SnmpTarget target, IReadOnlyList<Oid> oids, CancellationToken cancellationToken = default)
        => Send(target, PduType.GetNextRequest, Names(oids), 0, 0, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<SnmpResult> GetBulkAsync(
        SnmpTarget target, IReadOnlyList<Oid> oids, int nonRepeaters, int maxRepetitions, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(nonRepeaters);
        ArgumentOutOfRangeException.ThrowIfNegative(maxRepetitions);
        return target.Credential.Version == SnmpVersion.V1
            ? throw new ArgumentException("SNMPv1 has no GETBULK.", nameof(target))
            : Send(target, PduType.GetBulkRequest, Names(oids), nonRepeaters, maxRepetitions, cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<SnmpResult> SetAsync(SnmpTarget target, IReadOnlyList<VarBind> varBinds, CancellationToken cancellationToken = default)
        => Send(target, PduType.SetRequest, varBinds as VarBind[] ?? [.. varBinds], 0, 0, cancellationToken);

    /// <summary>Closes the sockets.</summary>
    public void Dispose() => _engine.Dispose();

    internal ValueTask<SnmpResult> Send(
        SnmpTarget target, PduType type, VarBind[] varBinds, int nonRepeaters, int maxRepetitions, CancellationToken cancellationToken, int? retries = null)
        => _engine.SendAsync(target, type, varBinds, nonRepeaters, maxRepetitions, retries, cancellationToken);

    internal bool KnowsEngineOf(IPEndPoint endPoint) => _engine.KnowsEngineOf(endPoint);

    private static VarBind[] Names(IReadOnlyList<Oid> oids)
    {
        var names = new VarBind[oids.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = new VarBind(oids[i]);
        }

        return names;
    }
}

namespace Nms.Snmp;

/// <summary>
/// Asks agents. Any number of callers at a time; requests beyond what an agent or the client may have in flight wait in line.
/// What an agent does or does not say is a result; exceptions are for cancelled tokens and wrong arguments.
/// </summary>
/// <remarks>Code after an await must not block its thread: other answers are handed out on it.</remarks>
public interface ISnmpClient
{
    /// <summary>What was counted so far.</summary>
    SnmpStatistics Statistics { get; }

    /// <summary>Sends one request as it is and gives the answer as it is.</summary>
    /// <param name="target">The agent.</param>
    /// <param name="type">Any request but a GETBULK; also an inform.</param>
    /// <param name="varBinds">The names, for SET and inform with values.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    ValueTask<SnmpResult> SendAsync(SnmpTarget target, PduType type, IReadOnlyList<VarBind> varBinds, CancellationToken cancellationToken = default);

    /// <summary>
    /// Reads instances (GET), in as many requests as the agent's message size needs. What does not exist has a value that says so,
    /// also with SNMPv1.
    /// </summary>
    /// <param name="target">The agent.</param>
    /// <param name="oids">The instances; the answer has them in this order.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    ValueTask<SnmpResult> GetAsync(SnmpTarget target, IReadOnlyList<Oid> oids, CancellationToken cancellationToken = default);

    /// <summary>Reads instances, and by GETNEXT those that a GET does not give: some agents answer a walk only.</summary>
    /// <param name="target">The agent.</param>
    /// <param name="oids">The instances; the answer has them in this order.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    ValueTask<SnmpResult> ReadAsync(SnmpTarget target, IReadOnlyList<Oid> oids, CancellationToken cancellationToken = default);

    /// <summary>Asks for what follows each name (GETNEXT).</summary>
    /// <param name="target">The agent.</param>
    /// <param name="oids">The names.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    ValueTask<SnmpResult> GetNextAsync(SnmpTarget target, IReadOnlyList<Oid> oids, CancellationToken cancellationToken = default);

    /// <summary>Asks for much of what follows (GETBULK, RFC 3416 §4.2.3). Not for SNMPv1.</summary>
    /// <param name="target">The agent.</param>
    /// <param name="oids">The names.</param>
    /// <param name="nonRepeaters">For how many of them only one successor.</param>
    /// <param name="maxRepetitions">How many successors for each of the others.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    ValueTask<SnmpResult> GetBulkAsync(
        SnmpTarget target, IReadOnlyList<Oid> oids, int nonRepeaters, int maxRepetitions, CancellationToken cancellationToken = default);

    /// <summary>Changes values, all or none (SET). Sent again when no answer comes: a SET gives the same state however often.</summary>
    /// <param name="target">The agent.</param>
    /// <param name="varBinds">The instances and their new values.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    ValueTask<SnmpResult> SetAsync(SnmpTarget target, IReadOnlyList<VarBind> varBinds, CancellationToken cancellationToken = default);

    /// <summary>Reads a subtree in pages, as large as agent and network carry. The last page says why it is the last.</summary>
    /// <param name="target">The agent.</param>
    /// <param name="root">The subtree; an instance gives itself.</param>
    /// <param name="options">The limits.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    IAsyncEnumerable<SnmpWalkPage> WalkPagesAsync(
        SnmpTarget target, Oid root, SnmpWalkOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads a subtree whole.</summary>
    /// <param name="target">The agent.</param>
    /// <param name="root">The subtree; an instance gives itself.</param>
    /// <param name="options">The limits.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    Task<SnmpWalkPage> WalkAsync(SnmpTarget target, Oid root, SnmpWalkOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Reads columns of a table, several at a time, and puts them together to rows.</summary>
    /// <param name="target">The agent.</param>
    /// <param name="columns">The columns, such as ifDescr without an index.</param>
    /// <param name="options">The limits, for each column.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    Task<SnmpTable> GetTableAsync(
        SnmpTarget target, IReadOnlyList<Oid> columns, SnmpWalkOptions? options = null, CancellationToken cancellationToken = default);
}

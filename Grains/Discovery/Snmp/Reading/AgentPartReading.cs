using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>One part of an inventory while it is read: what it costs, what was found, and what went wrong.</summary>
internal sealed class AgentPartReading(AgentSession session, string name)
{
    private readonly long _started = session.Time.GetTimestamp();
    private readonly List<string> _absent = [];
    private readonly List<string> _problems = [];
    private int _requests;
    private long _bytes;

    public AgentSession Session => session;

    /// <summary>The agent; some have more of themselves in another context.</summary>
    public SnmpTarget Target { get; set; } = session.Target;

    /// <summary>How many of its things were found.</summary>
    public int Rows { get; set; }

    /// <summary>The agent knows of the matter, although it has no rows.</summary>
    public bool IsKnown { get; set; }

    public bool HasProblem => _problems.Count > 0;

    public void Count(int requests, int bytes)
    {
        Interlocked.Add(ref _requests, requests);
        Interlocked.Add(ref _bytes, bytes);
    }

    /// <summary>Says why something of it is missing.</summary>
    public void Fail(string problem)
    {
        if (!_problems.Contains(problem))
        {
            _problems.Add(problem);
        }
    }

    /// <summary>Says that rows were left out because they are not sound.</summary>
    public void Refuse(int rows, string table)
    {
        if (rows > 0)
        {
            Fail($"{rows} rows of {table} have an index or value that cannot be.");
        }
    }

    public void Absent(string table) => _absent.Add(table);

    /// <summary>Reads tables side by side; rows that the agent is known not to have are not asked for.</summary>
    /// <param name="tables">The tables.</param>
    /// <param name="expected">How many rows there are likely to be; 0 when nobody knows.</param>
    /// <param name="maxRows">How many are read of each.</param>
    public Task<IReadOnlyList<TableRow>[]> TablesAsync(TableColumns[] tables, int expected = 0, int? maxRows = null)
        => new TableReader(this, maxRows ?? session.Options.MaxRows, expected).ReadAsync(tables);

    public async Task<IReadOnlyList<TableRow>> TableAsync(TableColumns table, int expected = 0, int? maxRows = null)
        => (await TablesAsync([table], expected, maxRows).ConfigureAwait(false))[0];

    /// <summary>Reads a table of <see cref="Target"/> whatever is known of the agent outside of its context.</summary>
    public async Task<IReadOnlyList<TableRow>> InContextAsync(TableColumns table)
        => (await new TableReader(this, session.Options.MaxRows, 0) { IsUnknown = true }.ReadAsync([table]).ConfigureAwait(false))[0];

    public AgentPart Finish()
    {
        var outcome = _problems.Count > 0 ? Rows > 0 ? AgentPartOutcome.Truncated : AgentPartOutcome.Failed
            : Rows > 0 ? AgentPartOutcome.Ok
            : IsKnown ? AgentPartOutcome.Empty : AgentPartOutcome.NotSupported;
        var reason = outcome switch
        {
            AgentPartOutcome.Truncated or AgentPartOutcome.Failed => string.Join(' ', _problems),
            AgentPartOutcome.Empty => "The agent knows of it and has no rows.",
            AgentPartOutcome.NotSupported when _absent.Count > 0 => $"The agent has nothing in {string.Join(", ", _absent)}.",
            _ => null,
        };
        return new AgentPart(name, outcome, reason, Rows, _requests, _bytes, session.Time.GetElapsedTime(_started));
    }
}

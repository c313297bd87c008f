using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>Which tables an agent has rows of.</summary>
internal sealed class AgentCapabilities
{
    private readonly Dictionary<Oid, bool> _known;

    private AgentCapabilities(Dictionary<Oid, bool> known) => _known = known;

    public static AgentCapabilities Unknown { get; } = new([]);

    /// <summary>How many tables it has rows of.</summary>
    public int Count => _known.Values.Count(has => has);

    /// <summary>False only for what the agent was asked for and has not: what is not known is worth a try.</summary>
    public bool MayHave(TableColumns table) => _known.GetValueOrDefault(table.Entry, true);

    /// <summary>Asks what follows each of the tables: one short request tells of twenty.</summary>
    public static async Task<AgentCapabilities> ProbeAsync(AgentPartReading part, IReadOnlyList<TableColumns> tables)
    {
        var known = new Dictionary<Oid, bool>();
        for (var at = 0; at < tables.Count;)
        {
            var chunk = tables.Skip(at).Take(part.Session.Width).ToArray();
            at += chunk.Length;
            await ProbeAsync(part, chunk, known).ConfigureAwait(false);
        }

        return new AgentCapabilities(known);
    }

    private static async Task ProbeAsync(AgentPartReading part, TableColumns[] tables, Dictionary<Oid, bool> known)
    {
        var answer = await part.Session.GetNextAsync(part, [.. tables.Select(table => table.Entry)]).ConfigureAwait(false);
        if (answer.Succeeded)
        {
            foreach (var (table, found) in tables.Zip(answer.Result!.VarBinds))
            {
                known[table.Entry] = found.Value.Exists && found.Oid.StartsWith(table.Entry);
            }
        }
        else if (answer.Result is { ErrorStatus: SnmpErrorStatus.NoSuchName, ErrorIndex: var at } && at >= 1 && at <= tables.Length)
        {
            // SNMPv1: nothing follows that one, so nothing follows those behind it either.
            var end = tables[at - 1].Entry;
            foreach (var table in tables.Where(table => table.Entry >= end))
            {
                known[table.Entry] = false;
            }

            if (tables.Where(table => table.Entry < end).ToArray() is { Length: > 0 } others)
            {
                await ProbeAsync(part, others, known).ConfigureAwait(false);
            }
        }
        else if (answer.MayBeTooMuch && tables.Length > 1)
        {
            part.Session.Width = tables.Length / 2;
            await ProbeAsync(part, tables[..(tables.Length / 2)], known).ConfigureAwait(false);
            await ProbeAsync(part, tables[(tables.Length / 2)..], known).ConfigureAwait(false);
        }
        else
        {
            part.Fail(answer.Problem);
        }
    }
}

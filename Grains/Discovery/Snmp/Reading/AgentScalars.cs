using Nms.Snmp;

namespace Nms.Discovery.Snmp.Reading;

/// <summary>Single values of an agent, read in as few requests as the agent lets one.</summary>
internal sealed class AgentScalars
{
    private readonly Dictionary<Oid, SnmpValue> _values = [];

    /// <summary>The value of a scalar, or of an instance such as laLoadInt.1.</summary>
    public SnmpValue this[string name] => _values.GetValueOrDefault(Instance(name));

    public bool Has(string name) => this[name].Exists;

    public async Task ReadAsync(AgentPartReading part, params string[] names)
    {
        var all = names.Select(Instance).ToArray();
        for (var at = 0; at < all.Length;)
        {
            var chunk = all[at..Math.Min(at + part.Session.Width, all.Length)];
            at += chunk.Length;
            await ReadAsync(part, chunk).ConfigureAwait(false);
        }
    }

    private static Oid Instance(string name)
    {
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot < 0 ? MibNames.Find(name).Oid.Child(0) : MibNames.Find(name[..dot]).Oid.Child(uint.Parse(name.AsSpan(dot + 1), System.Globalization.CultureInfo.InvariantCulture));
    }

    private async Task ReadAsync(AgentPartReading part, Oid[] names)
    {
        // SNMPv1 refuses a GET as a whole when one name is missing; what follows the predecessor is there for any.
        var isOld = part.Session.Target.Credential.Version == SnmpVersion.V1;
        var answer = isOld
            ? await part.Session.GetNextAsync(part, [.. names.Select(Before)]).ConfigureAwait(false)
            : await part.Session.GetAsync(part, names).ConfigureAwait(false);
        if (answer.Succeeded)
        {
            Take(names, answer.Result!.VarBinds);
        }
        else if (answer.Result is { Outcome: SnmpOutcome.Answered, ErrorStatus: not SnmpErrorStatus.TooBig, ErrorIndex: var at } && at >= 1 && at <= names.Length)
        {
            // One bad value makes the agent refuse all. With SNMPv1 it is the end of the MIB, and those behind are missing, too.
            var bad = names[at - 1];
            var others = names.Where(name => isOld ? name < bad : name != bad).ToArray();
            if (others.Length > 0)
            {
                await ReadAsync(part, others).ConfigureAwait(false);
            }
        }
        else if (answer.MayBeTooMuch && names.Length > 1)
        {
            part.Session.Width = names.Length / 2;
            await ReadAsync(part, names[..(names.Length / 2)]).ConfigureAwait(false);
            await ReadAsync(part, names[(names.Length / 2)..]).ConfigureAwait(false);
        }
        else
        {
            part.Fail(answer.Problem);
        }
    }

    private static Oid Before(Oid instance)
    {
        var numbers = instance.ToArray();
        return numbers[^1] == 0 ? new Oid(numbers.AsSpan(0, numbers.Length - 1)) : new Oid([.. numbers.AsSpan(0, numbers.Length - 1), numbers[^1] - 1]);
    }

    private void Take(Oid[] names, IReadOnlyList<VarBind> varBinds)
    {
        foreach (var (name, found) in names.Zip(varBinds).Where(pair => pair.First == pair.Second.Oid && pair.Second.Value.Exists))
        {
            _values[name] = found.Value;
        }
    }
}

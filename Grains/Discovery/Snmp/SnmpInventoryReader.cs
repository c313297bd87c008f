using Microsoft.Extensions.Options;
using Nms.Discovery.Snmp.Reading;
using Nms.Snmp;

namespace Nms.Discovery.Snmp;

/// <summary>
/// Asks an agent for everything that an inventory wants, part by part: a part that fails costs the others nothing. What an agent
/// does or does not say is a result; exceptions are for cancelled tokens.
/// </summary>
internal sealed class SnmpInventoryReader(
    SnmpClient client, SnmpCredentials credentials, EquipmentClassifier classifier, IOptions<SnmpDiscoveryOptions> options, TimeProvider time)
{
    /// <summary>Reads one agent.</summary>
    /// <param name="target">The agent.</param>
    /// <param name="cancellationToken">Calls it off.</param>
    public async Task<SnmpInventory> ReadAsync(SnmpAgentTarget target, CancellationToken cancellationToken)
    {
        var inventory = new SnmpInventory { Address = target.Address, At = time.GetUtcNow(), Credentials = credentials.CountFor(target) };
        var started = time.GetTimestamp();
        inventory = inventory.Credentials == 0
            ? inventory with { Failure = $"No credential is for this address ({SnmpDiscoveryOptions.Section}:Credentials)." }
            : await EnterAsync(target, inventory, cancellationToken).ConfigureAwait(false);
        return inventory with { Took = time.GetElapsedTime(started) };
    }

    private async Task<SnmpInventory> EnterAsync(SnmpAgentTarget target, SnmpInventory inventory, CancellationToken cancellationToken)
    {
        var sent = 0;
        while (true)
        {
            var search = await credentials.SearchAsync(target, cancellationToken).ConfigureAwait(false);
            sent += search.Age == TimeSpan.Zero ? search.Sent : 0;
            if (search.Target is null)
            {
                return inventory with { Failure = Failure(search), Requests = sent };
            }

            using var timeUp = new CancellationTokenSource(options.Value.MaxTime, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeUp.Token, cancellationToken);
            var session = new AgentSession(client, search.Target, options.Value, time, either.Token, cancellationToken);
            var system = await SystemReading.ReadAsync(session).ConfigureAwait(false);
            if (system.Part.Outcome == AgentPartOutcome.Failed && search.Age > TimeSpan.Zero)
            {
                // What it accepted a while ago it may not accept any more.
                credentials.Forget(target);
                sent += session.Requests;
                continue;
            }

            inventory = inventory with
            {
                Access = credentials.Describe(search.Target),
                Class = classifier.Classify(system.System?.ObjectId, system.System?.Description),
            };
            inventory = await InventoryReading.ReadAsync(session, system, inventory, vlan => credentials.InVlan(search.Target, vlan)).ConfigureAwait(false);
            return inventory with { Requests = sent + session.Requests, Bytes = session.Bytes };
        }
    }

    private static string Failure(SnmpCredentialSearch search)
    {
        var why = search.LastOutcome switch
        {
            SnmpOutcome.TimedOut => "nobody answered",
            SnmpOutcome.Unreachable => "there is no way to the address, or nobody listens at the port",
            SnmpOutcome.UnknownUser => "the agent does not know the user",
            SnmpOutcome.WrongDigest or SnmpOutcome.DecryptionError => "a password or protocol is another",
            SnmpOutcome.UnsupportedSecurityLevel => "the agent wants another protection",
            var outcome => $"the last try ended as {outcome}",
        };
        var rest = search.Age > TimeSpan.Zero ? FormattableString.Invariant($"; that was {search.Age.TotalSeconds:0} s ago, and the agent is left in peace for now") : "";
        return FormattableString.Invariant($"{search.Tried} credentials were tried and none was accepted: {why}{rest}.");
    }
}

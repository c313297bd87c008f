using System.Collections.Immutable;
using System.Net;
using Nms.Discovery.Reach;
using Nms.Discovery.Reach.Identity;
using Nms.Discovery.Snmp;
using Nms.Equipment;
using Nms.Snmp;

namespace Nms.Discovery.Profiles;

/// <summary>Asks the agent of a piece of equipment, at the first of its addresses where one lets in, and makes sure that it is its own.</summary>
internal sealed class AgentReader(SnmpInventoryReader agents, SnmpCredentials credentials, AddressTranslation translation)
{
    /// <summary>Asks.</summary>
    /// <param name="server">The server of the lab; null outside of labs.</param>
    /// <param name="project">The project; null outside of labs.</param>
    /// <param name="addresses">Its addresses, the surest first.</param>
    /// <param name="owner">What is known of it without its agent.</param>
    /// <param name="configured">What its own configuration lets in.</param>
    /// <param name="wanted">What is asked for.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AgentReading> ReadAsync(
        string? server, Guid? project, IReadOnlyList<IPAddress> addresses, OwnerFacts owner, ImmutableArray<SnmpCredentialOptions> configured, DiscoveryRunOptions wanted, CancellationToken cancellationToken)
    {
        var attempts = await Task.WhenAll(addresses.Select(address => TryAsync(server, project, address, configured, cancellationToken)));
        var reading = await ReadAsync(attempts, owner, wanted, cancellationToken);
        return reading with { Ports = attempts.Where(attempt => attempt.Port is not null).ToImmutableDictionary(attempt => attempt.Told.Address, attempt => attempt.Port!) };
    }

    private async Task<AgentReading> ReadAsync(Attempt[] attempts, OwnerFacts owner, DiscoveryRunOptions wanted, CancellationToken cancellationToken)
    {
        ImmutableArray<SnmpTry> tried = [.. attempts.Select(attempt => attempt.Told)];
        if (Array.Find(attempts, attempt => attempt.Told.Answered) is not { Target: { } target })
        {
            var reason = tried is [] ? "No address of it is known." : $"No agent let in at {string.Join(", ", tried.Select(one => one.Address))}.";
            return new AgentReading(new EquipmentSnmp { Tried = tried }, SectionResult.Absent(reason) with { Requests = attempts.Sum(attempt => attempt.Sent) }, SectionResult.Absent("No agent to ask."));
        }

        var inventory = await agents.ReadAsync(target, cancellationToken);
        if (inventory.Access is null)
        {
            return new AgentReading(
                new EquipmentSnmp { Tried = tried }, SectionResult.Failed(inventory.Failure ?? "The agent fell silent.", inventory.Requests), SectionResult.Absent("No agent to ask."));
        }

        var identity = AgentFindings.Identity(inventory);
        var verdict = OwnershipLogic.Judge(new OwnerDirectory([owner]), owner.Id, new AddressAnswer(target.Address, identity));
        if (verdict.Outcome == OwnershipOutcome.Contradicted)
        {
            return new AgentReading(
                new EquipmentSnmp { Tried = tried, Notes = verdict.Reasons },
                SectionResult.Failed($"At {target.Address} somebody else answers: {string.Join(" ", verdict.Reasons)}", inventory.Requests),
                SectionResult.Absent("No agent of its own to ask."))
            {
                Refuted = new EquipmentAddress { Address = target.Address.ToString(), Verdict = AddressVerdict.Refuted, Reasons = verdict.Reasons },
            };
        }

        return AgentFindings.Of(inventory, tried, wanted) with { Identity = identity };
    }

    private async Task<Attempt> TryAsync(string? server, Guid? project, IPAddress address, ImmutableArray<SnmpCredentialOptions> configured, CancellationToken cancellationToken)
    {
        var route = translation.Find(server, project, address);
        if (route.EndPointOf(SnmpTarget.DefaultPort) is not { } endPoint)
        {
            return new Attempt(null, new SnmpTry { Address = address.ToString(), Error = route.Refusal ?? "The address is translated to where it has no port 161." }, 0);
        }

        var target = new SnmpAgentTarget(endPoint, address, project) { Configured = configured };
        var search = await credentials.SearchAsync(target, cancellationToken);
        return new Attempt(target, new SnmpTry
        {
            Address = address.ToString(),
            Answered = search.Target is not null,
            Credentials = search.Tried,
            Error = search.Target is null ? $"No credential was let in; the last try ended as {search.LastOutcome}." : null,
        }, search.Age == TimeSpan.Zero ? search.Sent : 0)
        {
            Port = search switch { { Target: not null } => "open", { Tried: 0 } => null, { LastOutcome: SnmpOutcome.Unreachable } => "closed", _ => "silent" },
        };
    }

    private sealed record Attempt(SnmpAgentTarget? Target, SnmpTry Told, int Sent)
    {
        /// <summary>What that says of UDP port 161; null when it says nothing.</summary>
        public string? Port { get; init; }
    }
}

using System.Collections.Immutable;

namespace Nms.Discovery.Reach.Identity;

/// <summary>
/// Decides whether what answers at an address is the equipment that is said to have it. That something answers proves nothing, and neither
/// does what several have in common: cloned disks bring equal serial numbers, engine ids and names.
/// </summary>
internal static class OwnershipLogic
{
    private const int Proof = 2;
    private const int Sign = 1;

    /// <summary>Judges one address.</summary>
    /// <param name="owners">All equipment of the run.</param>
    /// <param name="id">The equipment that is said to have it.</param>
    /// <param name="answer">What answered there.</param>
    public static OwnershipVerdict Judge(OwnerDirectory owners, Guid id, AddressAnswer answer)
    {
        if (owners.Find(id) is not { } owner)
        {
            return new OwnershipVerdict(OwnershipOutcome.Unproven, [], null);
        }

        var (own, said) = (owner.Keys, answer.Keys);
        var others = new List<OwnerFacts>();
        List<OwnershipEvidence?> found =
        [
            Console(),
            Compare(OwnershipProof.MacAddress, own.MacAddresses, said.SeenMacAddresses, owners.OfMac, "ARP tables have it at", "ARP tables have it at"),
            Compare(OwnershipProof.MacAddress, own.MacAddresses, said.MacAddresses, owners.OfMac, "it lists the MAC address", "it lists MAC addresses such as"),
            Compare(OwnershipProof.Serial, own.Serials, said.Serials, owners.OfSerial, "it has the serial number", "it has the serial number"),
            Compare(OwnershipProof.EngineId, own.EngineIds, said.EngineIds, owners.OfEngineId, "it has the SNMP engine id", "it has the SNMP engine id"),
            Compare(OwnershipProof.Name, own.Names, said.Names, owners.OfName, "it calls itself", "it calls itself"),
        ];
        ImmutableArray<OwnershipEvidence> evidence = [.. found.OfType<OwnershipEvidence>().OrderByDescending(entry => Math.Abs(entry.Speaks)).ThenBy(entry => entry.Proof)];
        return new OwnershipVerdict(Outcome(evidence), evidence, others.Select(other => other.Id).Distinct().ToList() is [var only] ? only : null);

        OwnershipEvidence? Console()
        {
            if (!own.Addresses.Contains(answer.Address))
            {
                return null;
            }

            var rivals = owners.OfAddress(answer.Address).Where(other => other.Id != id).ToList();
            return rivals is []
                ? new OwnershipEvidence(OwnershipProof.Console, Proof, $"The console of {owner.Name} lists {answer.Address} on an interface.")
                : new OwnershipEvidence(OwnershipProof.Console, 0, $"The console of {owner.Name} lists {answer.Address}, and that of {Names(rivals)} too.");
        }

        OwnershipEvidence? Compare(
            OwnershipProof proof, ImmutableHashSet<string> ours, ImmutableHashSet<string> theirs, Func<string, IEnumerable<OwnerFacts>> find, string same, string different)
        {
            if (theirs.IsEmpty)
            {
                return null;
            }

            var common = ours.Intersect(theirs).Order(StringComparer.Ordinal).ToList();
            if (common is [var mine, ..] && theirs.Except(ours).Order(StringComparer.Ordinal).FirstOrDefault(key => find(key).Any()) is { } foreign)
            {
                return new OwnershipEvidence(proof, 0, $"What answers has something of {owner.Name} and of {Names(find(foreign))}: {same} {mine} and {foreign}.") { IsMixed = true };
            }

            if (common.FirstOrDefault(key => find(key).All(other => other.Id == id)) is { } single)
            {
                return new OwnershipEvidence(proof, Proof, $"What answers is {owner.Name}: {same} {single}.");
            }

            if (common is [var shared, ..])
            {
                return new OwnershipEvidence(proof, 0, $"What answers may be {owner.Name} or {Names(find(shared).Where(other => other.Id != id))}: {same} {shared}, which they share.");
            }

            var key = theirs.Order(StringComparer.Ordinal).FirstOrDefault(key => find(key).Any()) ?? theirs.Min(StringComparer.Ordinal)!;
            if (find(key).ToList() is [_, ..] rivals)
            {
                others.AddRange(rivals);
                return new OwnershipEvidence(proof, -Proof, $"What answers is {Names(rivals)}: {different} {key}.");
            }

            return ours.IsEmpty ? null : new OwnershipEvidence(proof, -Sign, $"What answers is not what is known of {owner.Name}: {different} {key}, and that of {owner.Name} is {ours.Min(StringComparer.Ordinal)}.");
        }
    }

    private static OwnershipOutcome Outcome(ImmutableArray<OwnershipEvidence> evidence)
    {
        var (best, worst) = (evidence.Select(entry => entry.Speaks).Append(0).Max(), evidence.Select(entry => entry.Speaks).Append(0).Min());
        return worst == -Proof ? OwnershipOutcome.Contradicted
            // A name is given by hand, and somebody else may have given the same.
            : best == Proof && worst < 0 && evidence.Where(entry => entry.Speaks == Proof).All(entry => entry.Proof == OwnershipProof.Name) ? OwnershipOutcome.Unproven
            // A console tells who has the address, not who answers there, when others have a share in what does.
            : best == Proof && evidence.Any(entry => entry.IsMixed) && evidence.Where(entry => entry.Speaks == Proof).All(entry => entry.Proof == OwnershipProof.Console) ? OwnershipOutcome.Unproven
            : best == Proof ? OwnershipOutcome.Proven
            : worst < 0 ? OwnershipOutcome.Contradicted
            : OwnershipOutcome.Unproven;
    }

    private static string Names(IEnumerable<OwnerFacts> owners) => string.Join(" and ", owners.Select(owner => owner.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(3));
}

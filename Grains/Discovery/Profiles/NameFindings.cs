using Nms.Discovery.Reach.Probing;
using Nms.Equipment;

namespace Nms.Discovery.Profiles;

/// <summary>What reverse DNS calls an address, as findings. Pure.</summary>
internal static class NameFindings
{
    /// <summary>The name of the address; null when it has none. The equipment is not called so: in a lab the name may be a stranger's, who has the address elsewhere.</summary>
    public static SourceFindings? Of(HostProbeResult result)
    {
        if (result.Name is not { Name: { } name } found)
        {
            return null;
        }

        var address = AddressLogic.Canonical(result.Route.Address);
        return new SourceFindings
        {
            Source = FactSource.Dns,
            At = result.At,
            Detail = address,
            Addresses =
            [
                new EquipmentAddress
                {
                    Address = address,
                    Verdict = AddressVerdict.Unproven,
                    Reasons = [found.IsConfirmed ? $"DNS calls it {name}, and that name leads back to it" : $"DNS calls it {name}; that name does not lead back to it"],
                    DnsName = name,
                    Sightings = [new Sighting { Source = FactSource.Dns, At = result.At, Confidence = SourceRanks.Confidence(FactSource.Dns), Detail = address }],
                },
            ],
        };
    }
}

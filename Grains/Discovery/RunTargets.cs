using Nms.Equipment;

namespace Nms.Discovery;

/// <summary>Targets of runs as they come to an end. Pure.</summary>
internal static class RunTargets
{
    /// <summary>A target whose profile is recorded.</summary>
    public static DiscoveryTarget Done(EquipmentProfile profile, EquipmentRecorded recorded, TimeSpan took)
    {
        var failed = profile.Sections.FirstOrDefault(section => section.Outcome == SectionOutcome.Failed)
            ?? profile.Sections.FirstOrDefault(section => section.Outcome == SectionOutcome.Partial);
        return new DiscoveryTarget
        {
            EquipmentId = profile.EquipmentId,
            Name = profile.Name,
            Status = profile.Status switch
            {
                ProfileStatus.Completed => DiscoveryTargetStatus.Completed,
                ProfileStatus.Partial => DiscoveryTargetStatus.Partial,
                _ => DiscoveryTargetStatus.Failed,
            },
            Error = failed is null ? null : $"{failed.Name}: {failed.Reason}",
            Took = took,
            Requests = profile.Sections.Sum(section => section.Requests),
            Changed = recorded.Changed || recorded.IsNew,
        };
    }
}

namespace Nms.Contracts.Equipment;

/// <summary>One step of a profile and what became of it.</summary>
/// <param name="Name">gns3, addresses, configuration, console, snmp, performance, reachability, links.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it is not completed.</param>
/// <param name="TookSeconds">How long it took.</param>
/// <param name="Requests">Requests that were sent to the equipment for it.</param>
/// <param name="ReadAt">When it was read, of a section that was skipped and shows what an earlier run read.</param>
public sealed record ProfileSectionResponse(
    string Name,
    SectionOutcome Outcome,
    string? Reason,
    double TookSeconds,
    int Requests,
    DateTimeOffset? ReadAt);

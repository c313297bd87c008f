namespace Nms.Contracts.Equipment;

/// <summary>One part of an agent that was read.</summary>
/// <param name="Name">system, interfaces, routes, …</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Reason">Why it is not completed.</param>
/// <param name="Requests">Requests.</param>
/// <param name="TookSeconds">How long.</param>
public sealed record SnmpPartResponse(
    string Name,
    SectionOutcome Outcome,
    string? Reason,
    int Requests,
    double TookSeconds);

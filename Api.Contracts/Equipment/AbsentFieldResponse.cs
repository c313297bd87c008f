namespace Nms.Contracts.Equipment;

/// <summary>A field of a profile that is empty.</summary>
/// <param name="Field">The field, such as vlans or performance.cpu_percent.</param>
/// <param name="Reason">Why: what each source that could tell said, or why it was not asked.</param>
public sealed record AbsentFieldResponse(
    string Field,
    string Reason);

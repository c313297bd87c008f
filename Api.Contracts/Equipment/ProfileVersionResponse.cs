namespace Nms.Contracts.Equipment;

/// <summary>One version of a profile in its history.</summary>
/// <param name="Version">Its number.</param>
/// <param name="At">When it was made.</param>
/// <param name="RunId">The run that made it.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Changes">What it changed against the version before; empty for the first.</param>
/// <param name="ChangeCount">How many changes there were, when not all are kept.</param>
public sealed record ProfileVersionResponse(
    int Version,
    DateTimeOffset At,
    Guid? RunId,
    ProfileStatus Status,
    IReadOnlyList<ProfileChangeResponse> Changes,
    int ChangeCount);

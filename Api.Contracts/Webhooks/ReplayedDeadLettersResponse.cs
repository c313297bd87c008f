namespace Nms.Contracts.Webhooks;

/// <summary>How many dead letters are on their way again.</summary>
/// <param name="Replayed">Set aside to be delivered at once.</param>
/// <param name="Remaining">Still dead letters: there was no room for more, or they were not asked for.</param>
public sealed record ReplayedDeadLettersResponse(int Replayed, int Remaining);

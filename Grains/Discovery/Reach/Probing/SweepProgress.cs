namespace Nms.Discovery.Reach.Probing;

/// <summary>How far a sweep is.</summary>
/// <param name="Done">Addresses about which nothing more will be asked.</param>
/// <param name="Total">All addresses.</param>
internal readonly record struct SweepProgress(long Done, long Total);

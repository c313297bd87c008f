namespace Nms.Discovery.Reach.Probing;

/// <summary>What became of one question to an address. Silence is an answer.</summary>
internal enum PartOutcome
{
    /// <summary>It was asked to the end.</summary>
    Completed,

    /// <summary>Some of it was asked; the reason says why not all.</summary>
    Partial,

    /// <summary>It could not be asked; the reason says why.</summary>
    Failed,

    /// <summary>It was not asked; the reason says why.</summary>
    Skipped,
}

namespace Nms.Contracts.Equipment;

/// <summary>What became of one section of a profile.</summary>
public enum SectionOutcome
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>Everything was read.</summary>
    Completed = 1,

    /// <summary>Some of it was read; the reason says what was not.</summary>
    Partial = 2,

    /// <summary>Nothing could be read; the reason says why.</summary>
    Failed = 3,

    /// <summary>The equipment has nothing of the kind.</summary>
    Absent = 4,

    /// <summary>It was not asked for, or cannot be asked now; the reason says which.</summary>
    Skipped = 5,
}

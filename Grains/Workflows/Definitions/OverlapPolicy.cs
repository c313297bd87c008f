namespace Nms.Workflows.Definitions;

/// <summary>What a schedule does when its last run is not over (Temporal: schedule overlap policy).</summary>
internal enum OverlapPolicy
{
    /// <summary>No run is begun.</summary>
    Skip,

    /// <summary>One run is begun when the last is over; more that come due meanwhile are not.</summary>
    BufferOne,

    /// <summary>The last run is cancelled.</summary>
    CancelOther,

    /// <summary>Both run.</summary>
    AllowAll,
}

namespace Nms.Workflows.Engine;

/// <summary>How a run that is being undone will end.</summary>
internal enum RunEnding
{
    /// <summary>It is not.</summary>
    None = 0,

    Failed = 1,

    Cancelled = 2,
}

namespace Nms.Workflows.Engine;

/// <summary>What an item waits for.</summary>
internal enum ItemWait
{
    None = 0,

    /// <summary>Its next attempt.</summary>
    Retry = 1,

    /// <summary>An instant.</summary>
    Timer = 2,

    /// <summary>A signal.</summary>
    Signal = 3,

    /// <summary>Somebody's decision.</summary>
    Approval = 4,
}

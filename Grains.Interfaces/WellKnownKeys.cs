namespace Nms;

/// <summary>Keys of grains of which there is one.</summary>
public static class WellKnownKeys
{
    /// <summary>The key of every singleton grain.</summary>
    public const string Default = "default";
}

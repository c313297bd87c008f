using System.Text.Json;

namespace Nms.Gns3;

/// <summary>Changes to a node. Only what is set is sent.</summary>
public sealed record Gns3NodeChanges
{
    /// <summary>New name; the answer says which one GNS3 gave it.</summary>
    public string? Name { get; init; }

    /// <summary>New position.</summary>
    public int? X { get; init; }

    /// <summary>New position.</summary>
    public int? Y { get; init; }

    /// <summary>New layer.</summary>
    public int? Z { get; init; }

    /// <summary>New symbol.</summary>
    public string? Symbol { get; init; }

    /// <summary>New label.</summary>
    public JsonElement? Label { get; init; }

    /// <summary>Whether it may not be moved or deleted.</summary>
    public bool? Locked { get; init; }

    /// <summary>New port of the console.</summary>
    public int? Console { get; init; }

    /// <summary>New console type.</summary>
    public string? ConsoleType { get; init; }

    /// <summary>New settings of the emulator.</summary>
    public JsonElement? Properties { get; init; }
}

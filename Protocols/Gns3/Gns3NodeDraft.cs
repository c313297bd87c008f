using System.Text.Json;

namespace Nms.Gns3;

/// <summary>A node to be made. Only what is set is sent.</summary>
public sealed record Gns3NodeDraft
{
    /// <summary>Name; GNS3 takes the next free one when it is taken, and drops spaces.</summary>
    public required string Name { get; init; }

    /// <summary>vpcs, qemu, dynamips, docker, …</summary>
    public required string NodeType { get; init; }

    /// <summary>Compute to run on.</summary>
    public string ComputeId { get; init; } = "local";

    /// <summary>Id to give it.</summary>
    public Guid? NodeId { get; init; }

    /// <summary>Position on the canvas.</summary>
    public int? X { get; init; }

    /// <summary>Position on the canvas.</summary>
    public int? Y { get; init; }

    /// <summary>Layer on the canvas.</summary>
    public int? Z { get; init; }

    /// <summary>Symbol on the canvas.</summary>
    public string? Symbol { get; init; }

    /// <summary>Label on the canvas.</summary>
    public JsonElement? Label { get; init; }

    /// <summary>Port of the console; GNS3 chooses when not given.</summary>
    public int? Console { get; init; }

    /// <summary>Console type.</summary>
    public string? ConsoleType { get; init; }

    /// <summary>Settings of the emulator.</summary>
    /// <remarks>A vpcs node made with startup_script cannot be renamed later; write the file startup.vpc instead.</remarks>
    public JsonElement? Properties { get; init; }
}

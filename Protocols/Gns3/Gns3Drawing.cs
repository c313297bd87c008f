using System.Text.Json.Serialization;

namespace Nms.Gns3;

/// <summary>A drawing on the canvas.</summary>
public sealed record Gns3Drawing
{
    /// <summary>Id.</summary>
    public required Guid DrawingId { get; init; }

    /// <summary>Project; null in the list of a closed project.</summary>
    public Guid? ProjectId { get; init; }

    /// <summary>Position.</summary>
    [JsonConverter(typeof(RoundingInt32Converter))]
    public int? X { get; init; }

    /// <summary>Position.</summary>
    [JsonConverter(typeof(RoundingInt32Converter))]
    public int? Y { get; init; }

    /// <summary>Layer.</summary>
    [JsonConverter(typeof(RoundingInt32Converter))]
    public int? Z { get; init; }

    /// <summary>Rotation in degrees.</summary>
    [JsonConverter(typeof(RoundingInt32Converter))]
    public int? Rotation { get; init; }

    /// <summary>Whether it may not be moved.</summary>
    public bool? Locked { get; init; }

    /// <summary>The shape; null in an update that does not change it.</summary>
    public string? Svg { get; init; }
}

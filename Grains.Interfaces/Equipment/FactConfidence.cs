namespace Nms.Equipment;

/// <summary>How sure something is.</summary>
[GenerateSerializer, Alias("Nms.Equipment.FactConfidence")]
public enum FactConfidence
{
    /// <summary>Not said.</summary>
    Unknown = 0,

    /// <summary>One indirect sign.</summary>
    Unsure = 1,

    /// <summary>Said by somebody who should know, and not by the equipment itself; or planned and not seen.</summary>
    Likely = 2,

    /// <summary>Said by the equipment itself.</summary>
    Certain = 3,
}

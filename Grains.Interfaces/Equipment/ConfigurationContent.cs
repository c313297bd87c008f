namespace Nms.Equipment;

/// <summary>One version of a configuration file with its text.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.ConfigurationContent")]
public sealed record ConfigurationContent(
    [property: Id(0)] ConfigurationVersion Version,
    [property: Id(1)] string Kind,
    [property: Id(2)] string Text);

namespace Nms.Equipment;

/// <summary>The text of one configuration file. It may hold secrets.</summary>
/// <param name="Name">Its path on the node, or running-config.</param>
/// <param name="Source">How it was read.</param>
/// <param name="Kind">What it is written in, such as ios or interfaces.</param>
/// <param name="Text">The text.</param>
[GenerateSerializer, Immutable, Alias("Nms.Equipment.ConfigurationText")]
public sealed record ConfigurationText(
    [property: Id(0)] string Name,
    [property: Id(1)] FactSource Source,
    [property: Id(2)] string Kind,
    [property: Id(3)] string Text);

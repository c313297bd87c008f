namespace Nms.Gns3;

/// <summary>One template of a GNS3 server.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Gns3.TemplateDescription")]
public sealed record TemplateDescription(
    [property: Id(0)] Guid TemplateId,
    [property: Id(1)] string Name,
    [property: Id(2)] string TemplateType,
    [property: Id(3)] string? Category,
    [property: Id(4)] string? Symbol,
    [property: Id(5)] string? ComputeId,
    [property: Id(6)] bool Builtin);

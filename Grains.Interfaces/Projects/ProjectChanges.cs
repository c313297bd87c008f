namespace Nms.Projects;

/// <summary>Changes to a project; null members stay as they are.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.ProjectChanges")]
public sealed record ProjectChanges(
    [property: Id(0)] string? Name = null,
    [property: Id(1)] bool? AutoClose = null,
    [property: Id(2)] bool? AutoOpen = null,
    [property: Id(3)] bool? AutoStart = null);

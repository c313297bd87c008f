namespace Nms.Projects;

/// <summary>A project to be created.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.ProjectDraft")]
public sealed record ProjectDraft(
    [property: Id(0)] string Name,
    [property: Id(1)] bool? AutoClose = null,
    [property: Id(2)] bool? AutoOpen = null,
    [property: Id(3)] bool? AutoStart = null);

using System.Collections.Immutable;

namespace Nms.Projects;

/// <summary>Which projects each server has.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.ProjectDirectoryState")]
internal sealed record ProjectDirectoryState
{
    [Id(0)] public ImmutableArray<ServerProjects> Servers { get; init; } = [];
}

/// <summary>The projects of one server.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Projects.ServerProjects")]
internal sealed record ServerProjects(
    [property: Id(0)] string Server,
    [property: Id(1)] ImmutableArray<Guid> ProjectIds);

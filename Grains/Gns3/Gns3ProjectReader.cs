using Nms.Projects;
using Nms.Topology;

namespace Nms.Gns3;

/// <summary>Reads a project from GNS3 whole and hands it to its grain.</summary>
internal sealed class Gns3ProjectReader(IGrainFactory grains)
{
    /// <summary>Returns the topology after it, or null when GNS3 does not know the project: then the model forgets it too.</summary>
    /// <exception cref="Gns3ApiException">GNS3 gave no usable answer.</exception>
    public async Task<ProjectTopology?> ReadAsync(Gns3Connection connection, Guid projectId, CancellationToken cancellationToken)
    {
        var project = grains.Project(projectId);
        var mark = await project.BeginReadAsync(cancellationToken);
        try
        {
            var facts = await AskAsync(connection, projectId, cancellationToken);
            return await project.ReconcileAsync(facts, mark, cancellationToken);
        }
        catch (Gns3ApiException failure) when (failure.Kind == Gns3FailureKind.NotFound)
        {
            await project.ObserveAsync([new ProjectRemoved()], cancellationToken);
            return null;
        }
    }

    private static async Task<ProjectFacts> AskAsync(Gns3Connection connection, Guid projectId, CancellationToken cancellationToken)
    {
        var client = connection.Client;
        var project = await client.GetProjectAsync(projectId, cancellationToken);
        var nodes = client.ListNodesAsync(projectId, cancellationToken);
        var links = client.ListLinksAsync(projectId, cancellationToken);
        var drawings = client.ListDrawingsAsync(projectId, cancellationToken);
        await Task.WhenAll(nodes, links, drawings);
        return Gns3Translator.Facts(connection.Name, project, await nodes, await links, await drawings);
    }
}

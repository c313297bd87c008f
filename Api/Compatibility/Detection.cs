using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Projects;
using Nms.Gns3;

namespace Nms.Api.Compatibility;

/// <summary>Asks the configured servers whether they are there.</summary>
internal static class Detection
{
    public const string NoServer = "No GNS3 server is configured.";

    /// <summary>Asks those that the caller may see; of projects that he does not see, none is counted.</summary>
    public static async Task<IReadOnlyList<Detected>> AskAsync(
        Principal caller, IGrainFactory grains, ProjectReader reader, CancellationToken cancellationToken)
    {
        var names = await reader.ListServerNamesAsync(caller, cancellationToken);
        var found = await Task.WhenAll(names.Select(async name => new Detected(name, await grains.Gns3Server(name).DetectAsync(cancellationToken))));
        if (VisibleProjects.To(caller).AreAll)
        {
            return found;
        }

        var projects = await reader.ListVisibleAsync(caller, cancellationToken);
        return
        [
            .. found.Select(server => server with
            {
                Answer = server.Answer with { ProjectCount = projects.Count(project => server.Answer.Available && project.Server == server.Name) },
            }),
        ];
    }

    /// <summary>The first that is there, else the first.</summary>
    public static Detected? Leading(IReadOnlyList<Detected> found) => found.FirstOrDefault(server => server.Answer.Available) ?? (found.Count > 0 ? found[0] : null);
}

/// <summary>What one configured server answered.</summary>
internal sealed record Detected(string Name, ServerDetection Answer);

using Nms.Gns3;

namespace Nms.Api.Compatibility;

/// <summary>Asks the configured servers whether they are there.</summary>
internal static class Detection
{
    public const string NoServer = "No GNS3 server is configured.";

    public static async Task<IReadOnlyList<Detected>> AskAsync(IGrainFactory grains, CancellationToken cancellationToken)
    {
        var names = await grains.Projects().ListServersAsync(cancellationToken);
        return await Task.WhenAll(names.Select(async name => new Detected(name, await grains.Gns3Server(name).DetectAsync(cancellationToken))));
    }

    /// <summary>The first that is there, else the first.</summary>
    public static Detected? Leading(IReadOnlyList<Detected> found) => found.FirstOrDefault(server => server.Answer.Available) ?? (found.Count > 0 ? found[0] : null);
}

/// <summary>What one configured server answered.</summary>
internal sealed record Detected(string Name, ServerDetection Answer);

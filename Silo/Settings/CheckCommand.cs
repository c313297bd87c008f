using System.Net.Http.Headers;
using System.Text;
using Nms.Silo.Hosting;
using Nms.Storage;

namespace Nms.Silo.Settings;

/// <summary>
/// "--check-config": says OK, or everything that is wrong, and ends with 0 or 1. Opens neither data nor ports; with "=connect" it
/// asks the servers that are configured whether they are there.
/// </summary>
internal sealed class CheckCommand
{
    private const string Switch = "--check-config";
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly bool _connect;

    private CheckCommand(bool connect) => _connect = connect;

    /// <summary>The command if it was given, taken out of the arguments, whose rest are settings.</summary>
    public static CheckCommand? Take(ref string[] args)
    {
        var given = args.FirstOrDefault(arg => arg == Switch || arg.StartsWith(Switch + "=", StringComparison.Ordinal));
        if (given is null)
            return null;

        args = [.. args.Where(arg => arg != given)];
        return given is Switch or Switch + "=connect"
            ? new CheckCommand(given != Switch)
            : throw new SettingException($"{given} is not understood; write {Switch} or {Switch}=connect.");
    }

    public async Task<int> RunAsync(IConfiguration configuration, string? urls, TextWriter output)
    {
        List<string> wrong = [.. SettingsCheck.FindMistakes(configuration), .. SettingsCheck.FindUnknown(configuration), .. HttpAddress.FindMistakes(urls)];
        if (wrong.Count == 0)
        {
            var settings = SiloSettings.Read(configuration);
            wrong.AddRange(FindFileMistakes(settings));
            if (_connect)
                wrong.AddRange(await FindSilentServersAsync(configuration, settings));
        }

        foreach (var sentence in wrong)
            output.WriteLine($"- {sentence}");
        output.WriteLine(wrong.Count == 0 ? "OK" : $"{wrong.Count} wrong.");
        return wrong.Count == 0 ? 0 : 1;
    }

    private static IEnumerable<string> FindFileMistakes(SiloSettings settings)
    {
        if (settings.Cluster is null && FolderMistake(settings.DataFolder) is { } folder)
            yield return folder;
        if (settings.Lab is { Topology: var topology } && topology.EndsWith(".json", StringComparison.Ordinal) && !File.Exists(topology))
            yield return $"{SiloSettings.LabTopologyKey} is '{topology}', and there is no such file.";
    }

    /// <summary>The folder may be missing; then the nearest one above it has to take it.</summary>
    private static string? FolderMistake(string folder)
    {
        if (File.Exists(folder))
            return $"{SiloSettings.DataKey} is '{folder}', which is a file; name a folder.";

        var nearest = folder;
        while (!Directory.Exists(nearest) && Path.GetDirectoryName(nearest) is { } parent)
            nearest = parent;
        try
        {
            using var probe = new FileStream(
                Path.Combine(nearest, Path.GetRandomFileName()), FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return $"{SiloSettings.DataKey} is '{folder}', and {nearest} cannot be written ({e.Message}); choose another folder or grant the right.";
        }
    }

    private static async Task<IEnumerable<string>> FindSilentServersAsync(IConfiguration configuration, SiloSettings settings)
    {
        using var deadline = new CancellationTokenSource(s_patience);
        var answers = SiloSettings.ServerNames(configuration).Select(name => FindSilentGns3Async(configuration, name, deadline.Token));
        return [.. (await Task.WhenAll(answers)).OfType<string>(), .. await FindSilentStorageAsync(settings, deadline.Token)];
    }

    private static async Task<IEnumerable<string>> FindSilentStorageAsync(SiloSettings settings, CancellationToken cancellationToken)
    {
        if (settings.Cluster is not { } cluster)
            return [];

        try
        {
            return (await ClusterServers.FindFailuresAsync(cluster.Postgres, cluster.Redis, cancellationToken)).Select(failure => failure.Message);
        }
        catch (OperationCanceledException)
        {
            return [$"PostgreSQL or Redis did not answer within {s_patience.TotalSeconds:0} s; check {SiloSettings.PostgresKey} and {SiloSettings.RedisKey}."];
        }
    }

    private static async Task<string?> FindSilentGns3Async(IConfiguration configuration, string name, CancellationToken cancellationToken)
    {
        var key = $"{SiloSettings.ServersSection}:{name}";
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false };
        using var http = new HttpClient(handler);
        if (configuration[$"{key}:User"] is { Length: > 0 } user)
        {
            var credentials = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{configuration[$"{key}:Password"]}"));
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", credentials);
        }

        var url = configuration[$"{key}:Url"]!.TrimEnd('/');
        try
        {
            using var answer = await http.GetAsync(new Uri($"{url}/v2/version"), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return answer.IsSuccessStatusCode ? null : $"{key}:Url is '{url}', which answers {(int)answer.StatusCode}; check the address, User and Password.";
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException)
        {
            var reason = e is OperationCanceledException ? $"no answer within {s_patience.TotalSeconds:0} s" : e.Message;
            return $"{key}:Url is '{url}', which does not answer ({reason}); check the address, and that the server runs.";
        }
    }
}

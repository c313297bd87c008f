using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Xunit.Sdk;

namespace Nms.Testing.Servers;

/// <summary>
/// The built hub as a process of its own, in a folder of its own and on a port that the operating system chooses. Killing and stopping
/// it are real.
/// </summary>
public sealed partial class NmsProcess : IAsyncDisposable
{
    /// <summary>The administrator that the first start makes unless the settings say otherwise.</summary>
    public const string Administrator = "admin";

    /// <summary>His password.</summary>
    public const string Password = "kestrel-Lantern-42-moss";

    private static readonly TimeSpan s_startLimit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan s_stopLimit = TimeSpan.FromSeconds(20);
    private static readonly string[] s_inheritedSettings = ["ASPNETCORE_", "GNS3_", "Gns3__", "Nms__", "Lab__", "Orleans__", "ConnectionStrings__"];

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private NmsProcess(ProcessStartInfo start)
    {
        _process = new Process { StartInfo = start, EnableRaisingEvents = true };
        _process.OutputDataReceived += (_, line) => Heard(line.Data);
        _process.ErrorDataReceived += (_, line) => Heard(line.Data);
    }

    /// <summary>The address that it says it listens on.</summary>
    public Uri Address => _address.Task.IsCompletedSuccessfully ? _address.Task.Result : throw new InvalidOperationException("The hub is not ready.");

    /// <summary>Everything it has written to the terminal.</summary>
    public string Output => string.Join('\n', _output);

    /// <summary>What the administrator sends as Authorization header.</summary>
    public static AuthenticationHeaderValue Authorization { get; } = SignIn(Administrator, Password);

    /// <summary>A client for its HTTP address, signed in as the administrator.</summary>
    public HttpClient CreateClient() => CreateClient(Authorization);

    /// <summary>A client for its HTTP address with this Authorization header, or anonymous.</summary>
    public HttpClient CreateClient(AuthenticationHeaderValue? authorization) => new()
    {
        BaseAddress = Address,
        Timeout = TimeSpan.FromSeconds(30),
        DefaultRequestHeaders = { Authorization = authorization },
    };

    /// <summary>The header of HTTP Basic.</summary>
    public static AuthenticationHeaderValue SignIn(string name, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));

    /// <summary>Starts it with settings and waits until it says that it is ready.</summary>
    public static async Task<NmsProcess> StartAsync(
        string folder, IEnumerable<KeyValuePair<string, string>>? settings = null, CancellationToken cancellationToken = default)
    {
        var hub = Launch(folder, settings);
        try
        {
            var ended = hub._process.WaitForExitAsync(cancellationToken);
            var first = await Task.WhenAny(hub._ready.Task, ended).WaitAsync(s_startLimit, TimeProvider.System, cancellationToken);
            if (first == ended)
            {
                await ended;
                throw new XunitException($"The hub ended with exit code {hub._process.ExitCode} before it was ready:\n{hub.Output}");
            }

            return hub;
        }
        catch (TimeoutException)
        {
            throw new XunitException($"The hub was not ready within {s_startLimit.TotalSeconds} s:\n{hub.Output}");
        }
        catch
        {
            await hub.DisposeAsync();
            throw;
        }
    }

    /// <summary>Starts it where it is expected to refuse, and returns its exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Output)> RunToEndAsync(
        string folder, IEnumerable<KeyValuePair<string, string>> settings, CancellationToken cancellationToken = default, params string[] arguments)
    {
        await using var hub = Launch(folder, settings, arguments);
        await hub._process.WaitForExitAsync(cancellationToken).WaitAsync(s_startLimit, TimeProvider.System, cancellationToken);
        return (hub._process.ExitCode, hub.Output);
    }

    /// <summary>Runs one of its commands that end by themselves, such as backup, and returns its exit code and what it said.</summary>
    public static async Task<(int ExitCode, string Output)> RunCommandAsync(string folder, string[] arguments, CancellationToken cancellationToken = default)
    {
        await using var command = Launch(folder, settings: null, arguments);
        await command._process.WaitForExitAsync(cancellationToken).WaitAsync(s_startLimit, TimeProvider.System, cancellationToken);
        return (command._process.ExitCode, command.Output);
    }

    /// <summary>Ends it at once, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(s_stopLimit, TimeProvider.System);
    }

    /// <summary>Asks it to stop, as Ctrl+C does, and returns its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(s_stopLimit, TimeProvider.System);
        }
        catch (TimeoutException)
        {
            throw new XunitException($"The hub did not stop within {s_stopLimit.TotalSeconds} s:\n{Output}");
        }

        return _process.ExitCode;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        _process.Dispose();
    }

    private static NmsProcess Launch(string folder, IEnumerable<KeyValuePair<string, string>>? settings, params string[] arguments)
    {
        Directory.CreateDirectory(folder);
        var start = new ProcessStartInfo(Program(), arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var name in start.Environment.Keys.Where(name => s_inheritedSettings.Any(prefix => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))).ToList())
            start.Environment.Remove(name);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Nms__Admin__Password"] = Password;
        foreach (var (key, value) in settings ?? [])
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;

        var hub = new NmsProcess(start);
        hub._process.Start();
        hub._process.BeginOutputReadLine();
        hub._process.BeginErrorReadLine();
        return hub;
    }

    // The silo of the same configuration as the test that runs: tests/X/bin/Release/net10.0 -> Silo/bin/Release/net10.0.
    private static string Program()
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var configuration = output.Parent!.Name;
        var program = Path.Combine(Repository.Root, "Silo", "bin", configuration, output.Name, "Nms.Silo");
        return File.Exists(program) ? program : throw new InvalidOperationException($"Build the solution first: {program} is missing.");
    }

    private void Heard(string? line)
    {
        if (line is null)
            return;

        _output.Enqueue(line);
        if (WebLine().Match(line) is { Success: true } web)
            _address.TrySetResult(new Uri(web.Groups[1].Value));
        // The last line of the banner.
        if (line.StartsWith("  Stop ", StringComparison.Ordinal))
            _ready.TrySetResult();
    }

    [GeneratedRegex(@"^  Web +(http://\S+)$")]
    private static partial Regex WebLine();
}

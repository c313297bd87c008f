using System.Net.Http.Json;
using System.Text.Json;

namespace Nms.Load;

/// <summary>What sign-in, policies, limits and measuring cost a request.</summary>
internal static class AccessBenchmark
{
    private const int Connections = 16;
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(2);

    private static readonly string[] s_permissions = ["project.read"];

    // The limits do their work, and nobody reaches them.
    private static readonly string[] s_limited = ["--Nms:RateLimits:Enabled", "true", "--Nms:RateLimits:Read", "100000000", "--Nms:RateLimits:Command", "100000000"];

    public static async Task<Report> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        await using var platform = await Platform.StartAsync("large", workspace, cancellationToken, s_limited);
        using var http = new HttpClient { BaseAddress = platform.SiloAddress };
        http.DefaultRequestHeaders.Add("Authorization", Platform.Credentials);
        var callers = new (string Name, string? Authorization)[]
        {
            ("nobody", null),
            ("JWT", $"Bearer {await SignInAsync(http, cancellationToken)}"),
            ("API key", $"ApiKey {await CreateKeyAsync(http, cancellationToken)}"),
            ("Basic", Platform.Credentials),
        };
        var (openAddress, open) = await StartOpenAsync(platform, http, workspace, cancellationToken);
        await using var closing = open;

        var topology = $"api/v1/projects/{platform.Project}/topology";
        var live = callers.ToDictionary(caller => caller.Name, _ => new List<HttpLoadResult>());
        var read = callers.ToDictionary(caller => caller.Name, _ => new List<HttpLoadResult>());
        var commands = new (string Name, string Method, string Path)[]
        {
            ("read of a module, no entry", "GET", "api/v1/modules/monitoring"),
            ("heartbeat of a module, an entry", "POST", "api/v1/modules/monitoring/heartbeat"),
        };
        var audited = commands.ToDictionary(command => command.Name, _ => new List<HttpLoadResult>());
        for (var round = 0; round < Numbers.Rounds; round++)
        {
            foreach (var (name, authorization) in callers)
            {
                live[name].Add(await LoadAsync(new Uri(platform.SiloAddress, "health/live"), platform.Silo, authorization));
                read[name].Add(authorization is null
                    ? await LoadAsync(new Uri(openAddress, topology), open, null)
                    : await LoadAsync(new Uri(platform.SiloAddress, topology), platform.Silo, authorization));
            }

            foreach (var (name, method, path) in commands)
            {
                audited[name].Add(await LoadAsync(new Uri(platform.SiloAddress, path), platform.Silo, Platform.Credentials, method));
            }
        }

        return new Report("The cost of access", workspace.Time)
            .Paragraph($"GET over {Connections} connections from plain sockets, median of {Numbers.Rounds} rounds of {Length.TotalSeconds:0} s, each caller in turn. "
                + "CPU is the server's, each answer.")
            .Paragraph("An endpoint that is open to everybody (`/health/live`), asked by nobody and with credentials, which are then checked all the same: the cost of authentication alone.")
            .Table(["caller", "answers/s", "of nobody's", "CPU µs an answer", "p50 / p99, ms"], Rows(live, "nobody"))
            .Paragraph("The topology of 1,000 nodes with everything on (sign-in, policy, limits, metrics, correlation), against the same routes over the same grains with nothing before them "
                + "(*nobody*: a host that the benchmark composes, in a process of its own).")
            .Table(["caller", "answers/s", "of everything off", "CPU µs an answer", "p50 / p99, ms"], Rows(read, "nobody"))
            .Paragraph("A small command, whose entry in the audit log is durable before it is answered, against a read of the same module.")
            .Table(["request", "answers/s", "of the read", "CPU µs an answer", "p50 / p99, ms"], Rows(audited, commands[0].Name));

        Task<HttpLoadResult> LoadAsync(Uri address, ChildProcess server, string? authorization, string method = "GET") =>
            HttpLoad.RunAsync(address, server, Length, Connections, workspace.Time, cancellationToken, authorization, method);
    }

    private static IEnumerable<string[]> Rows(Dictionary<string, List<HttpLoadResult>> results, string baseline)
    {
        var without = results[baseline].Select(round => round.PerSecond).Median();
        return results.Select(entry => new[]
        {
            entry.Key,
            Numbers.Count(entry.Value.Select(round => round.PerSecond).Median()),
            entry.Key == baseline ? "" : Numbers.Decimal(entry.Value.Select(round => round.PerSecond).Median() / without),
            Numbers.Count(entry.Value.Select(round => round.CpuEach.TotalMicroseconds).Median()),
            $"{Numbers.Decimal(entry.Value.Select(round => round.Latencies.Percentile(50)).Median())} / {Numbers.Decimal(entry.Value.Select(round => round.Latencies.Percentile(99)).Median())}",
        });
    }

    private static async Task<(Uri Address, ChildProcess Process)> StartOpenAsync(
        Platform platform, HttpClient http, Workspace workspace, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        var process = ChildProcess.StartPeer(
            "peer-open", $"{address.Port}", $"{Ports.Free()}", $"{Ports.Free()}", workspace.NewFolder(), platform.LabAddress.ToString().TrimEnd('/'));
        await process.WaitUntilReadyAsync(new Uri(address, "health/live"), workspace.Time, cancellationToken);
        await platform.WaitForNodesAsync(address, http, workspace.Time, cancellationToken);
        return (address, process);
    }

    private static async Task<string> SignInAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync(
            "api/v1/auth/token", new { name = Platform.Administrator, password = Platform.Password }, cancellationToken);
        return await MemberAsync(answer, "access_token", cancellationToken);
    }

    private static async Task<string> CreateKeyAsync(HttpClient http, CancellationToken cancellationToken)
    {
        using var answer = await http.PostAsJsonAsync(
            "api/v1/api-keys", new { name = "benchmark", permissions = s_permissions }, cancellationToken);
        return await MemberAsync(answer, "key", cancellationToken);
    }

    private static async Task<string> MemberAsync(HttpResponseMessage answer, string member, CancellationToken cancellationToken)
    {
        var text = await answer.Content.ReadAsStringAsync(cancellationToken);
        using var body = answer.IsSuccessStatusCode ? JsonDocument.Parse(text) : throw new InvalidOperationException($"{answer.RequestMessage!.RequestUri}: {text}");
        return body.RootElement.GetProperty(member).GetString()!;
    }
}

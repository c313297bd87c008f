using System.ComponentModel;
using System.Diagnostics;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using Nms.Testing.Servers;

namespace Nms.Silo.Tests.Telemetry;

/// <summary>What a scrape of the running program brings.</summary>
public sealed partial class MetricsTests : IAsyncLifetime
{
    private const string Key = "scrape-key-of-the-test";
    private const int Requests = 60;

    private static readonly string[] s_documented =
    [
        "gns3_events_total", "gns3_response_time_seconds", "nms_active_modules", "nms_cache_hit_ratio", "nms_health_state", "nms_queue_depth",
        "nms_queue_oldest_age_seconds", "nms_event_appended_latency_seconds", "nms_storage_commit_duration_seconds", "nms_storage_commit_size",
        "nms_gns3_circuit_state", "nms_websocket_connections", "http_server_request_duration_seconds", "orleans_app_requests_latency_milliseconds",
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("nms-metrics-").FullName;
    private NmsProcess? _hub;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await NmsProcess.StartAsync(_folder, [new("Nms:Metrics:ScrapeKey", Key)], Cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_scrape_is_valid_and_has_every_documented_name_and_no_label_that_grows_with_use()
    {
        using var http = _hub!.CreateClient();
        for (var i = 0; i < Requests; i++)
        {
            var id = Guid.NewGuid();
            using var project = await http.GetAsync(new Uri($"/api/v1/projects/{id}/nodes/{Guid.NewGuid()}", UriKind.Relative), Cancellation);
            using var nothing = await http.GetAsync(new Uri($"/nothing/{id}", UriKind.Relative), Cancellation);
        }

        var text = await ScrapeAsync(http);
        var exposition = Exposition.Parse(text);

        Assert.All(s_documented, name => Assert.Contains(name, exposition.Types));
        var routes = exposition.Samples.Where(sample => sample.Name == "http_server_request_duration_seconds_count").ToList();
        Assert.Contains(routes, sample => sample.Labels.Contains("/nodes/{nodeId", StringComparison.Ordinal) && sample.Value >= Requests);
        Assert.InRange(routes.Count, 2, 12);
        Assert.DoesNotContain(exposition.Samples.Where(sample => sample.Name != "target_info"), sample => AnyId().IsMatch(sample.Labels));
        Assert.DoesNotContain(Key, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prometheus_own_checker_reads_a_scrape()
    {
        using var http = _hub!.CreateClient();
        var text = await ScrapeAsync(http);
        using var promtool = StartPromtool();
        if (promtool is null)
            Assert.Skip("promtool is not installed (Debian's package prometheus).");

        await promtool.StandardInput.WriteAsync(text.AsMemory(), Cancellation);
        promtool.StandardInput.Close();
        var said = await promtool.StandardError.ReadToEndAsync(Cancellation);
        await promtool.WaitForExitAsync(Cancellation);

        // 3 is an opinion on the names of others, such as Orleans' milliseconds; 1 would be text that is no exposition.
        Assert.True(promtool.ExitCode is 0 or 3, said);
        Assert.DoesNotContain(said.Split('\n'), line => line.StartsWith("nms_", StringComparison.Ordinal) || line.StartsWith("gns3_", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_queue_has_a_depth_and_an_age()
    {
        using var http = _hub!.CreateClient();

        var exposition = Exposition.Parse(await ScrapeAsync(http));

        foreach (var queue in new[] { "outbox", "sqlite.writer", "gateway.clients", "gns3.notifications" })
        {
            Assert.Contains(exposition.Samples, sample => sample.Name == "nms_queue_depth" && sample.Labels.Contains($"queue=\"{queue}\"", StringComparison.Ordinal));
            Assert.Contains(
                exposition.Samples, sample => sample.Name == "nms_queue_oldest_age_seconds" && sample.Labels.Contains($"queue=\"{queue}\"", StringComparison.Ordinal));
        }
    }

    private static async Task<string> ScrapeAsync(HttpClient http)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key);
        request.Headers.Accept.ParseAdd("text/plain;version=0.0.4");
        using var answer = await http.SendAsync(request, Cancellation);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    private static Process? StartPromtool()
    {
        try
        {
            return Process.Start(new ProcessStartInfo("promtool", ["check", "metrics"]) { RedirectStandardInput = true, RedirectStandardError = true, RedirectStandardOutput = true });
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-")]
    private static partial Regex AnyId();
}

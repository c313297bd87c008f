using System.Globalization;
using System.Net;
using Npgsql;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>A silo whose PostgreSQL and Redis come up after it, as they do when a whole machine starts.</summary>
public sealed class LateServerTests : IAsyncLifetime
{
    private readonly PostgresServer _postgres = new();
    private readonly RedisServer _redis = new();
    private readonly TempFolder _folder = new();
    private readonly Dictionary<string, string> _settings = new(ComposeStack.SettingsOf("silo-1"), StringComparer.Ordinal);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(_postgres.SkipReason is not null, _postgres.SkipReason ?? "");
        Assert.SkipWhen(_redis.SkipReason is not null, _redis.SkipReason ?? "");
        _settings["ConnectionStrings__redis"] = await _redis.GetConnectionStringAsync();
        _settings["ConnectionStrings__postgres"] = await _postgres.CreateDatabaseAsync();
        _settings["Orleans__Endpoints__AdvertisedIPAddress"] = "127.0.0.1";
        _settings["Orleans__Endpoints__SiloPort"] = Port(ServerProcess.FreePort());
        _settings["Orleans__Endpoints__GatewayPort"] = Port(ServerProcess.FreePort());
    }

    [Fact]
    public async Task A_silo_waits_for_servers_that_come_up_later_and_says_so_meanwhile()
    {
        await _postgres.StopAsync();
        await _redis.StopAsync();
        var address = new Uri($"http://127.0.0.1:{ServerProcess.FreePort()}");
        _settings["ASPNETCORE_URLS"] = $"{address}".TrimEnd('/');

        var starting = NmsProcess.StartAsync(_folder.Path, _settings, Cancellation);
        using var http = new HttpClient { BaseAddress = address };
        await AnswersAsync(http, "/health/live", HttpStatusCode.OK);
        await AnswersAsync(http, "/health/ready", HttpStatusCode.ServiceUnavailable);
        await _redis.RestartAsync();
        Assert.False(starting.IsCompleted);
        await _postgres.RestartAsync();
        await using var hub = await starting;

        await AnswersAsync(http, "/health/ready", HttpStatusCode.OK);
        Assert.Contains("Waiting for the storage", hub.Output, StringComparison.Ordinal);
        Assert.Contains("The storage is there", hub.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_config_asks_PostgreSQL_and_Redis_and_names_each_that_is_not_there()
    {
        Assert.Equal((0, "OK"), await CheckAsync());

        await _redis.StopAsync();
        var (exitCode, output) = await CheckAsync();
        Assert.Equal(1, exitCode);
        Assert.Contains("check ConnectionStrings:redis", output, StringComparison.Ordinal);

        await _postgres.StopAsync();
        (exitCode, output) = await CheckAsync();
        Assert.Equal((1, 3), (exitCode, output.Split('\n').Length));
        Assert.Contains($":{new NpgsqlConnectionStringBuilder(_settings["ConnectionStrings__postgres"]).Port}", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Check_config_tells_of_a_database_that_does_not_exist()
    {
        _settings["ConnectionStrings__postgres"] = new NpgsqlConnectionStringBuilder(_settings["ConnectionStrings__postgres"]) { Database = "elsewhere" }.ConnectionString;

        var (exitCode, output) = await CheckAsync();

        Assert.Equal(1, exitCode);
        Assert.Contains("elsewhere", output, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _postgres.DisposeAsync();
        await _redis.DisposeAsync();
        _folder.Dispose();
    }

    private async Task<(int ExitCode, string Output)> CheckAsync()
    {
        var settings = _settings.Where(setting => !setting.Key.StartsWith("Gns3__", StringComparison.Ordinal));
        var (exitCode, output) = await NmsProcess.RunToEndAsync(_folder.Path, settings, Cancellation, "--check-config=connect");
        return (exitCode, output.Trim());
    }

    private static Task AnswersAsync(HttpClient http, string path, HttpStatusCode expected)
    {
        HttpStatusCode? seen = null;
        return Eventually.IsTrueAsync(
            async token =>
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), token);
                    seen = answer.StatusCode;
                }
                catch (HttpRequestException)
                {
                    seen = null;
                }

                return seen == expected;
            },
            TimeSpan.FromSeconds(40),
            () => $"{path} answers {seen?.ToString() ?? "nothing"}",
            Cancellation);
    }

    private static string Port(int port) => port.ToString(CultureInfo.InvariantCulture);
}

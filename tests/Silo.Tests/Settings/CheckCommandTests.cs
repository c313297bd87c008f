using Nms.Testing.Servers;

namespace Nms.Silo.Tests.Settings;

/// <summary>The program asked to look at its settings, as an operator asks it.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nms-check-").FullName;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Good_settings_are_OK_and_nothing_is_opened()
    {
        var (exitCode, output) = await NmsProcess.RunToEndAsync(_folder, [], Cancellation, "--check-config", "--Nms:Data", "elsewhere");

        Assert.Equal((0, "OK"), (exitCode, output.Trim()));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder));
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_listed()
    {
        var (exitCode, output) = await NmsProcess.RunToEndAsync(
            _folder,
            [new("Nms:Events:Retention", "soon"), new("Nms:Evnts:PurgeEvery", "01:00:00"), new("ASPNETCORE_URLS", "nowhere")],
            Cancellation,
            "--check-config");

        Assert.Equal(1, exitCode);
        Assert.Contains("- Nms:Events:Retention is 'soon'", output, StringComparison.Ordinal);
        Assert.Contains("did you mean Nms:Events:PurgeEvery?", output, StringComparison.Ordinal);
        Assert.Contains("holds 'nowhere'", output, StringComparison.Ordinal);
        Assert.Contains("3 wrong.", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asked_to_connect_it_names_the_server_that_does_not_answer()
    {
        var (exitCode, output) = await NmsProcess.RunToEndAsync(
            _folder, [new("Gns3:Servers:campus:Url", "http://127.0.0.1:9")], Cancellation, "--check-config=connect");

        Assert.Equal(1, exitCode);
        Assert.Contains("Gns3:Servers:campus:Url is 'http://127.0.0.1:9', which does not answer", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_waits_for_its_servers_no_longer_than_it_may()
    {
        var (exitCode, output) = await NmsProcess.RunToEndAsync(
            _folder,
            [
                new("ConnectionStrings:postgres", "Host=127.0.0.1;Port=9;Username=nms;Password=hush;Database=nms"),
                new("ConnectionStrings:redis", "127.0.0.1:9"),
                new("Nms:Cluster:WaitAtStart", "00:00:01"),
            ],
            Cancellation);

        Assert.Equal(1, exitCode);
        Assert.Contains("Waiting for the storage for at most 00:00:01; not ready until then.", output, StringComparison.Ordinal);
        Assert.Contains("NMS cannot run: The database 'nms' on 127.0.0.1:9 does not answer", output, StringComparison.Ordinal);
        Assert.DoesNotContain("hush", output, StringComparison.Ordinal);
    }
}

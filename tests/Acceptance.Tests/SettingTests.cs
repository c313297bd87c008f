using System.Net;
using System.Net.Sockets;
using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>A setting that cannot be used ends the start with one sentence and exit code 1.</summary>
public sealed class SettingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Lab:Enabled", "maybe", "Lab:Enabled is 'maybe'; write true or false.")]
    [InlineData("Lab:Port", "99999", "Lab:Port is '99999'; write a port between 1 and 65535.")]
    [InlineData("Lab:Topology", "atlantis", "Lab:Topology")]
    [InlineData("Nms:Dashboard:Enabled", "2", "Nms:Dashboard:Enabled is '2'; write true or false.")]
    [InlineData("Nms:Data", "/proc/nms", "Nms:Data")]
    [InlineData("Orleans:Endpoints:SiloPort", "x", "Orleans:Endpoints:SiloPort is 'x'; write a port between 1 and 65535.")]
    [InlineData("ConnectionStrings:redis", "127.0.0.1:6379", "ConnectionStrings:postgres is not; a cluster needs both")]
    [InlineData("Gns3:Servers:default:Url", "campus", "Gns3:Servers:default:Url")]
    [InlineData("ASPNETCORE_URLS", "nowhere", "write an address such as http://127.0.0.1:8080")]
    public async Task A_bad_setting_is_named_with_its_remedy(string key, string value, string sentence)
    {
        using var folder = new TempFolder();

        var (exitCode, output) = await NmsProcess.RunToEndAsync(folder.Path, [new(key, value)], Cancellation);

        Assert.Equal(1, exitCode);
        Assert.Contains(sentence, output, StringComparison.Ordinal);
        AssertOneSentence(output);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_one_sentence()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        using var folder = new TempFolder();

        var (exitCode, output) = await NmsProcess.RunToEndAsync(folder.Path, [new("ASPNETCORE_URLS", $"http://127.0.0.1:{port}")], Cancellation);

        Assert.Equal(1, exitCode);
        Assert.Contains($"Port {port} on 127.0.0.1 is in use", output, StringComparison.Ordinal);
        AssertOneSentence(output);
    }

    [Fact]
    public async Task A_second_hub_in_the_same_folder_says_that_the_folder_is_in_use()
    {
        using var folder = new TempFolder();
        await using var first = await NmsProcess.StartAsync(folder.Path, cancellationToken: Cancellation);

        var (exitCode, output) = await NmsProcess.RunToEndAsync(folder.Path, [], Cancellation);

        Assert.Equal(1, exitCode);
        Assert.Contains("is in use by another NMS process", output, StringComparison.Ordinal);
        AssertOneSentence(output);
    }

    [Fact]
    public async Task The_Orleans_dashboard_is_there_only_when_switched_on()
    {
        using var folder = new TempFolder();
        await using var without = await NmsProcess.StartAsync(folder.Sub("off"), cancellationToken: Cancellation);
        await using var with = await NmsProcess.StartAsync(folder.Sub("on"), [new("Nms:Dashboard:Enabled", "true")], Cancellation);
        using var off = new Hub(without);
        using var on = new Hub(with);
        var dashboard = new Uri("/admin/orleans/", UriKind.Relative);

        using var absent = await off.Http.GetAsync(dashboard, Cancellation);
        using var present = await on.Http.GetAsync(dashboard, Cancellation);
        var document = await on.Http.GetStringAsync(new Uri("/swagger/v1/swagger.json", UriKind.Relative), Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, absent.StatusCode);
        Assert.Equal(HttpStatusCode.OK, present.StatusCode);
        Assert.DoesNotContain("admin/orleans", document, StringComparison.Ordinal);
    }

    private static void AssertOneSentence(string output)
    {
        Assert.DoesNotContain("   at ", output, StringComparison.Ordinal);
        Assert.Single(output.Split('\n'), line => line.StartsWith("NMS cannot run: ", StringComparison.Ordinal));
    }
}

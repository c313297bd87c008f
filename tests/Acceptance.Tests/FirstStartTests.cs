using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.RegularExpressions;
using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>How the first administrator comes in, and who is kept out until then.</summary>
public sealed partial class FirstStartTests
{
    private const string Chosen = "granite-Otter-57-lamp";

    /// <summary>No password in the settings.</summary>
    private static readonly KeyValuePair<string, string> s_none = new("Nms:Admin:Password", "");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_password_is_shown_once_signs_in_and_is_kept_nowhere()
    {
        using var folder = new TempFolder();
        string password;
        await using (var first = await NmsProcess.StartAsync(folder.Path, [s_none], Cancellation))
        {
            password = ShownPassword().Match(first.Output).Groups[1].Value;
            Assert.Equal(HttpStatusCode.OK, await SignInAsync(first, password));
            Assert.Equal(0, await first.StopAsync());
        }

        Assert.All(Directory.EnumerateFiles(Path.Combine(folder.Path, "data"), "*", SearchOption.AllDirectories), file =>
            Assert.DoesNotContain(password, Read(file), StringComparison.Ordinal));
        await using var second = await NmsProcess.StartAsync(folder.Path, [s_none], Cancellation);

        Assert.Equal(HttpStatusCode.OK, await SignInAsync(second, password));
        Assert.DoesNotMatch(ShownPassword(), second.Output);
    }

    [Fact]
    public async Task Listening_beyond_this_machine_takes_a_password_that_somebody_chose()
    {
        using var folder = new TempFolder();
        KeyValuePair<string, string>[] wide = [new("ASPNETCORE_URLS", "http://0.0.0.0:0")];

        var (empty, nobody) = await NmsProcess.RunToEndAsync(folder.Path, [s_none, .. wide], Cancellation);
        await using (var narrow = await NmsProcess.StartAsync(folder.Path, [s_none], Cancellation))
        {
            await narrow.StopAsync();
        }

        var (made, generated) = await NmsProcess.RunToEndAsync(folder.Path, [s_none, .. wide], Cancellation);

        Assert.Equal((1, 1), (empty, made));
        Assert.Contains("there is no administrator yet; set Nms:Admin:Password", nobody, StringComparison.Ordinal);
        Assert.Contains("made up at the first start; change it first", generated, StringComparison.Ordinal);
        await using var chosen = await NmsProcess.StartAsync(
            folder.Path, [.. wide, new("Nms:Admin:Password", Chosen), new("Nms:Admin:Reset", "true")], Cancellation);
        Assert.DoesNotContain(Chosen, chosen.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_of_the_settings_must_be_a_good_one()
    {
        using var folder = new TempFolder();

        var (exitCode, output) = await NmsProcess.RunToEndAsync(folder.Path, [new("Nms:Admin:Password", "password1234")], Cancellation);

        Assert.Equal(1, exitCode);
        Assert.Contains("the password is one of those that are guessed first", output, StringComparison.Ordinal);
        Assert.DoesNotContain("password1234", output, StringComparison.Ordinal);
    }

    private static async Task<HttpStatusCode> SignInAsync(NmsProcess hub, string password)
    {
        using var http = new HttpClient { BaseAddress = hub.Address };
        using var answer = await http.PostAsJsonAsync(new Uri("/api/v1/auth/token", UriKind.Relative), new { name = "admin", password }, Cancellation);
        return answer.StatusCode;
    }

    private static string Read(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(stream, Encoding.Latin1);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^  Sign in +name admin, password (\S+)$", RegexOptions.Multiline)]
    private static partial Regex ShownPassword();
}

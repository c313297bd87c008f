using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Nms.Lab;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Acceptance.Tests;

/// <summary>Passwords that were put into the settings are found again nowhere: not in an answer, not in the log.</summary>
public sealed class SecretTests
{
    private const string Administrator = "Planted-administrator-7";
    private const string Right = "Planted-gns3-right-8";
    private const string Wrong = "Planted-gns3-wrong-9";

    private static readonly string[] s_planted = [.. new[] { Administrator, Right, Wrong }.SelectMany(secret => new[]
    {
        secret,
        Uri.EscapeDataString(secret),
        Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{secret}")),
    })];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_password_of_the_settings_is_in_no_answer_and_in_no_line_of_the_log()
    {
        using var folder = new TempFolder();
        await using var lab = await LabServer.StartAsync(new LabOptions { Port = 0, User = "admin", Password = Right }, cancellationToken: Cancellation);
        await using var process = await NmsProcess.StartAsync(
            folder.Path,
            [
                new("Gns3:Servers:right:Url", $"{lab.Url}"), new("Gns3:Servers:right:User", "admin"), new("Gns3:Servers:right:Password", Right),
                new("Gns3:Servers:wrong:Url", $"{lab.Url}"), new("Gns3:Servers:wrong:User", "admin"), new("Gns3:Servers:wrong:Password", Wrong),
                new("Nms:Admin:Password", Administrator),
                new("Logging:LogLevel:Default", "Debug"), new("Logging:LogLevel:Nms", "Trace"), new("Logging:LogLevel:Microsoft.AspNetCore", "Debug"),
            ],
            Cancellation);
        using var http = process.CreateClient();
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"admin:{Administrator}")));
        var asked = 0;

        foreach (var (method, path) in await OperationsAsync(http))
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), path);
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
            var text = $"{answer.Headers}{await ContentAsync(answer.Content)}";
            Assert.DoesNotContain(s_planted, planted => text.Contains(planted, StringComparison.Ordinal));
            asked += answer.IsSuccessStatusCode ? 1 : 0;
        }

        Assert.InRange(asked, 20, int.MaxValue);
        Assert.Contains("wrong", process.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(s_planted, planted => process.Output.Contains(planted, StringComparison.Ordinal));
    }

    /// <summary>The whole content; of a stream of events, which never ends, what comes up to the first event.</summary>
    private static async Task<string> ContentAsync(HttpContent content)
    {
        if (content.Headers.ContentType?.MediaType != "text/event-stream")
        {
            return await content.ReadAsStringAsync(Cancellation);
        }

        using var reader = new StreamReader(await content.ReadAsStreamAsync(Cancellation));
        var text = new StringBuilder();
        while (await reader.ReadLineAsync(Cancellation) is { } line)
        {
            text.AppendLine(line);
            if (line.StartsWith("data:", StringComparison.Ordinal))
            {
                break;
            }
        }

        return text.ToString();
    }

    /// <summary>Every read, and the commands that make the hub speak to both servers, one of which refuses it.</summary>
    private static async Task<IReadOnlyList<(string Method, string Path)>> OperationsAsync(HttpClient http)
    {
        var node = (await Eventually.GetsAsync(
            async cancellationToken => JsonDocument.Parse(await http.GetStringAsync("/api/v1/nodes", cancellationToken)).RootElement.GetProperty("nodes"),
            nodes => nodes.GetArrayLength() > 0,
            TimeSpan.FromSeconds(30),
            _ => "no node yet",
            Cancellation))[0];
        var document = JsonDocument.Parse(await http.GetStringAsync("/swagger/v1/swagger.json", Cancellation)).RootElement;
        return
        [
            ("POST", "/api/v1/servers/wrong/refresh"),
            ("POST", "/api/v1/servers/right/refresh"),
            .. document.GetProperty("paths").EnumerateObject().Where(path => path.Value.TryGetProperty("get", out _)).Select(path => ("GET", path.Name
                .Replace("{projectId}", node.GetProperty("project_id").GetString(), StringComparison.Ordinal)
                .Replace("{nodeId}", node.GetProperty("node_id").GetString(), StringComparison.Ordinal)
                .Replace("{name}", "wrong", StringComparison.Ordinal)
                .Replace("/events/stream", "/events/stream?after=0", StringComparison.Ordinal))),
        ];
    }
}

using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Nms.Testing.Servers;

namespace Nms.Silo.Tests.Hosting;

/// <summary>The pages that the host itself serves are for those who operate it.</summary>
public sealed class OperatorPageTests : IAsyncLifetime
{
    private const string Password = "Operators-of-the-test-1";
    private const string Viewer = "Viewers-of-the-test-2";

    private readonly string _folder = Directory.CreateTempSubdirectory("nms-pages-").FullName;
    private NmsProcess? _hub;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _hub = await NmsProcess.StartAsync(
        _folder,
        [new("Nms:Admin:Password", Password), new("Nms:Dashboard:Enabled", "true"), new("Nms:Metrics:ScrapeKey", "scrape-key-of-the-test")],
        Cancellation);

    public async ValueTask DisposeAsync()
    {
        if (_hub is not null)
            await _hub.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Each_page_is_open_to_those_whose_work_it_is_and_to_nobody_else()
    {
        using var http = _hub!.CreateClient();
        using (var created = await SendAsync(
            http, HttpMethod.Post, "/api/v1/users", Basic("admin", Password), JsonContent.Create(new { name = "vera", password = Viewer, roles = new[] { new { role = "viewer" } } })))
        {
            Assert.True(created.IsSuccessStatusCode, await created.Content.ReadAsStringAsync(Cancellation));
        }

        var statuses = new List<(string Page, string Who, HttpStatusCode Status)>();
        foreach (var page in new[] { "/admin/orleans/", "/metrics", "/health" })
        {
            foreach (var (who, header) in new (string, AuthenticationHeaderValue?)[]
            {
                ("nobody", null),
                ("wrong key", new AuthenticationHeaderValue("Bearer", "scrape-key-of-the-tesT")),
                ("scrape key", new AuthenticationHeaderValue("Bearer", "scrape-key-of-the-test")),
                ("viewer", Basic("vera", Viewer)),
                ("administrator", Basic("admin", Password)),
            })
            {
                using var answer = await SendAsync(http, HttpMethod.Get, page, header, null);
                statuses.Add((page, who, answer.StatusCode));
            }
        }

        Assert.Equal(
            [
                ("/admin/orleans/", "nobody", HttpStatusCode.Unauthorized), ("/admin/orleans/", "wrong key", HttpStatusCode.Unauthorized),
                ("/admin/orleans/", "scrape key", HttpStatusCode.Unauthorized), ("/admin/orleans/", "viewer", HttpStatusCode.Forbidden),
                ("/admin/orleans/", "administrator", HttpStatusCode.OK),
                ("/metrics", "nobody", HttpStatusCode.Unauthorized), ("/metrics", "wrong key", HttpStatusCode.Unauthorized),
                ("/metrics", "scrape key", HttpStatusCode.OK), ("/metrics", "viewer", HttpStatusCode.OK), ("/metrics", "administrator", HttpStatusCode.OK),
                ("/health", "nobody", HttpStatusCode.Unauthorized), ("/health", "wrong key", HttpStatusCode.Unauthorized),
                ("/health", "scrape key", HttpStatusCode.Unauthorized), ("/health", "viewer", HttpStatusCode.OK), ("/health", "administrator", HttpStatusCode.OK),
            ],
            statuses);
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient http, HttpMethod method, string path, AuthenticationHeaderValue? authorization, HttpContent? content)
    {
        using var request = new HttpRequestMessage(method, path) { Content = content };
        request.Headers.Authorization = authorization;
        return await http.SendAsync(request, Cancellation);
    }

    private static AuthenticationHeaderValue Basic(string name, string password) =>
        new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}")));
}

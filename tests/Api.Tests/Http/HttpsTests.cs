using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Nms.Api.Tests.Http;

/// <summary>With a certificate made for the test, set as an operator sets it.</summary>
public sealed class HttpsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("nms-https-");

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_certificate_of_two_files_serves_HTTPS_and_tells_browsers_to_stay()
    {
        using var certificate = WriteCertificate();
        await using var host = await ApiHost.StartAsync(settings: Settings("https://127.0.0.1:0"));
        using var http = Client(host.Address, certificate);
        http.DefaultRequestHeaders.Authorization = host.Http.DefaultRequestHeaders.Authorization;

        using var response = await http.GetAsync("/api/v1/servers", Cancelled);

        Assert.Equal("https", host.Address.Scheme);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("max-age=15552000", Assert.Single(response.Headers.GetValues("Strict-Transport-Security")));
    }

    [Fact]
    public async Task Where_HTTPS_is_asked_for_a_browser_is_sent_there_and_a_program_refused()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?> { ["Nms:Http:HttpsOnly"] = "true", ["Nms:Http:HttpsPort"] = "8443" });
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };

        using var page = await SendAsync(http, "/swagger?a=b%20c", "text/html,*/*");
        using var call = await SendAsync(http, "/api/v1/servers", "application/json");
        var problem = JsonNode.Parse(await call.Content.ReadAsStringAsync(Cancelled))!;

        Assert.Equal(HttpStatusCode.PermanentRedirect, page.StatusCode);
        Assert.Equal("https://127.0.0.1:8443/swagger?a=b%20c", page.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.Forbidden, call.StatusCode);
        Assert.Equal("https_required", problem["code"]!.GetValue<string>());
        Assert.False(call.Headers.Contains("Strict-Transport-Security"));
    }

    [Fact]
    public async Task Behind_a_trusted_proxy_HTTPS_is_what_the_proxy_says()
    {
        await using var host = await ApiHost.StartAsync(settings: new Dictionary<string, string?>
        {
            ["Nms:Http:HttpsOnly"] = "true",
            ["Nms:Http:TrustedProxies:0"] = "127.0.0.1",
        });
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/servers");
        request.Headers.Add("X-Forwarded-For", "203.0.113.9");
        request.Headers.Add("X-Forwarded-Proto", "https");

        using var response = await host.Http.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.Contains("Strict-Transport-Security"));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, string path, string accept)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        return await http.SendAsync(request, Cancelled);
    }

    private static HttpClient Client(Uri address, X509Certificate2 expected) => new(new SocketsHttpHandler
    {
        SslOptions = { RemoteCertificateValidationCallback = (_, shown, _, _) => shown?.GetCertHashString() == expected.Thumbprint },
    })
    {
        BaseAddress = address,
    };

    private Dictionary<string, string?> Settings(string urls) => new()
    {
        ["urls"] = urls,
        ["Nms:Http:HttpsOnly"] = "true",
        ["Kestrel:Certificates:Default:Path"] = Path.Combine(_folder.FullName, "nms.pem"),
        ["Kestrel:Certificates:Default:KeyPath"] = Path.Combine(_folder.FullName, "nms.key"),
    };

    private X509Certificate2 WriteCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var certificate = request.CreateSelfSigned(new(2026, 1, 1, 0, 0, 0, default), new(2046, 1, 1, 0, 0, 0, default));
        File.WriteAllText(Path.Combine(_folder.FullName, "nms.pem"), certificate.ExportCertificatePem());
        File.WriteAllText(Path.Combine(_folder.FullName, "nms.key"), key.ExportPkcs8PrivateKeyPem());
        return certificate;
    }
}

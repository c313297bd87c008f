using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Nms.Access;
using Nms.Api.Events;
using Nms.Api.Tests.Fakes;
using Nms.Events;
using Nms.Outbound;
using Nms.Status;

namespace Nms.Api.Tests;

/// <summary>The API on a free port of Kestrel, over fake grains.</summary>
public sealed class ApiHost : IAsyncDisposable
{
    private WebApplication? _app;
    private IGrainFactory? _hub;
    private IEventFeed? _feed;

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));

    public FakeEventLog Log { get; private set; } = null!;

    public FakeModel Model { get; private set; } = null!;

    public FakeStatistics Statistics { get; private set; } = null!;

    public FakeHealth Health { get; private set; } = null!;

    public FakeQuotas Quotas { get; } = new();

    public FakeWorkflows Workflows { get; } = new();

    public FakeAccess Access { get; private set; } = null!;

    /// <summary>There once somebody has asked for it.</summary>
    internal FakeCluster? Cluster { get; private set; }

    internal FakeAuditTrail Audit { get; private set; } = null!;

    /// <summary>Signed in as the administrator.</summary>
    public HttpClient Http { get; private set; } = null!;

    /// <summary>Not signed in.</summary>
    public HttpClient Anonymous { get; private set; } = null!;

    public IServiceProvider Services => _app!.Services;

    internal EventGateway Gateway => Services.GetRequiredService<EventGateway>();

    public Uri Address { get; private set; } = null!;

    public static async Task<ApiHost> StartAsync(
        Action<EventGatewayOptions>? configure = null, bool realTime = false, IReadOnlyDictionary<string, string?>? settings = null, FakeAccess? access = null, IGrainFactory? hub = null, IEventFeed? feed = null)
    {
        var host = new ApiHost { Access = access!, _hub = hub, _feed = feed };
        await host.RunAsync(configure, realTime, settings);
        return host;
    }

    /// <summary>A client that signs in with HTTP Basic.</summary>
    public HttpClient ClientOf(string name, string password) => new()
    {
        BaseAddress = Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{password}"))) },
    };

    public async Task StopAsync() => await _app!.StopAsync(TestContext.Current.CancellationToken);

    public async Task<JsonNode> GetAsync(string path, int status = 200)
    {
        using var response = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        return await ReadAsync(response, status);
    }

    public async Task<JsonNode> SendAsync(HttpMethod method, string path, string? body = null, int status = 200, string contentType = "application/json")
    {
        using var response = await RawAsync(method, path, body, contentType);
        return await ReadAsync(response, status);
    }

    public async Task<HttpResponseMessage> RawAsync(HttpMethod method, string path, string? body = null, string contentType = "application/json")
    {
        using var request = new HttpRequestMessage(method, path);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = contentType.Length == 0 ? null : MediaTypeHeaderValue.Parse(contentType);
        }

        return await Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        Anonymous.Dispose();
        await _app!.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage response, int status)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True((int)response.StatusCode == status, $"{response.RequestMessage!.Method} {response.RequestMessage.RequestUri} answered {(int)response.StatusCode}, expected {status}: {text}");
        return text.Length == 0 ? new JsonObject() : JsonNode.Parse(text)!;
    }

    private async Task RunAsync(Action<EventGatewayOptions>? configure, bool realTime, IReadOnlyDictionary<string, string?>? settings)
    {
        TimeProvider time = realTime ? TimeProvider.System : Time;
        Log = new FakeEventLog(time);
        Model = new FakeModel(time, Log);
        Model.Fill();
        Statistics = new FakeStatistics(time);
        Health = new FakeHealth(time);
        Audit = new FakeAuditTrail(time);

        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { EnvironmentName = "Production" });
        builder.WebHost.UseUrls(settings?.GetValueOrDefault("urls") ?? "http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        builder.Configuration.AddInMemoryCollection(settings);
        builder.Services.AddSingleton(time);
        Access ??= new FakeAccess(time);
        builder.Services.AddSingleton<IGrainFactory>(new FakeGrains(Model, Access, _hub, Workflows));
        builder.Services.AddSingleton<Nms.Workflows.IWorkflowDefinitions>(Workflows);
        builder.Services.AddSingleton<Nms.Workflows.IWorkflowRuns>(Workflows);
        var discovery = new FakeDiscovery();
        builder.Services.AddSingleton<Nms.Equipment.IConfigurationTexts>(discovery);
        builder.Services.AddSingleton<Nms.Discovery.IScopeCheck>(discovery);
        builder.Services.AddSingleton<Nms.Consoles.INodeConsoles>(discovery);
        builder.Services.AddSingleton<IOutboundGuard>(new OutboundGuard(new SystemHostResolver(), Options.Create(new OutboundOptions())));
        builder.Services.AddSingleton<IDataProtectionProvider>(Access.Protection);
        builder.Services.AddSingleton(_feed ?? Log);
        builder.Services.AddSingleton<IPlatformStatistics>(Statistics);
        builder.Services.AddSingleton<IPlatformHealth>(Health);
        builder.Services.AddSingleton<IQuotas>(Quotas);
        builder.Services.AddSingleton<IAuditTrail>(Audit);
        builder.Services.AddSingleton<IClusterEvents>(services => Cluster = new FakeCluster(services.GetRequiredService<IEventGatewayReport>()));
        builder.Services.AddNmsApi(builder.Configuration);
        builder.Services.Configure<PasswordHasherOptions>(hasher => hasher.IterationCount = FakeAccess.FastHashing.IterationCount);
        if (configure is not null)
        {
            builder.Services.Configure(configure);
        }

        _app = builder.Build();
        _app.UseNmsApi();
        _app.MapNmsApi();
        await _app.StartAsync(TestContext.Current.CancellationToken);
        await Gateway.Ready.WaitAsync(TestContext.Current.CancellationToken);
        Address = new Uri(_app.Urls.First());
        Http = ClientOf(FakeAccess.Administrator, FakeAccess.Password);
        Anonymous = new HttpClient { BaseAddress = Address };
    }
}

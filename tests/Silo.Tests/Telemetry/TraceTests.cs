using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Nms.Access;
using Nms.Api;
using Nms.Api.Access;
using Nms.Events;
using Nms.Lab;
using Nms.Nodes;
using Nms.Projects;
using Nms.Status;
using Nms.Testing;
using OpenTelemetry;
using OpenTelemetry.Trace;

namespace Nms.Silo.Tests.Telemetry;

/// <summary>One request, followed over HTTP, two silos, GNS3, the log and a WebSocket.</summary>
public sealed class TraceTests
{
    private const string Orleans = "Microsoft.Orleans.Application";
    private const string Name = "admin";
    private const string Password = "violet harbour mosaic";
    private static readonly string s_basic = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Name}:{Password}"))}";
    private static readonly string[] s_sources = [NmsTelemetry.SourceName, "Microsoft.AspNetCore", "System.Net.Http", Orleans];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stopping_a_node_is_one_trace_from_the_request_to_the_frame_that_tells_of_it()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var tracing = Sdk.CreateTracerProviderBuilder().AddSource(s_sources).AddProcessor(new Collector(spans)).Build();
        await using var lab = await LabServer.StartAsync(new LabOptions { Port = 0, ConsolePortFrom = 0 }, cancellationToken: Cancellation);
        await using var cluster = await NmsTestCluster.StartAsync(
            new Dictionary<string, string?> { ["Gns3:Servers:lab:Url"] = $"{lab.Url}" }, silos: 2, traces: true);
        var node = await StartedNodeAsync(cluster.Grains);
        await using var host = await HostAsync(cluster);
        using var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", s_basic);
        await socket.ConnectAsync(new Uri(host.Urls.First().Replace("http:", "ws:", StringComparison.Ordinal) + "/api/v1/events/ws"), Cancellation);
        using var http = new HttpClient { BaseAddress = new Uri(host.Urls.First()) };
        http.DefaultRequestHeaders.Add("Authorization", s_basic);
        http.DefaultRequestHeaders.Add("X-Correlation-Id", "stop-it");

        using var answer = await http.PostAsync(new Uri($"/api/v1/projects/{node.ProjectId}/nodes/{node.NodeId}/stop", UriKind.Relative), null, Cancellation);
        answer.EnsureSuccessStatusCode();
        await FrameAsync(socket, text => text.Contains("node.stopped", StringComparison.Ordinal) && text.Contains($"{node.NodeId}", StringComparison.Ordinal));
        await Eventually.IsTrueAsync(
            () => Task.FromResult(spans.Any(span => span.OperationName == "event send")),
            () => string.Join(", ", spans.Select(span => span.OperationName).Distinct()),
            Cancellation);

        var told = cluster.Log.Events.Last(e => e.Type == "node.stopped" && e.NodeId == node.NodeId);
        Assert.Equal("stop-it", told.CorrelationId);
        var sent = Assert.Single(spans, span => span.OperationName == "event send" && span.GetTagItem("nms.event.type") is "node.stopped");
        Assert.Equal(ActivityKind.Consumer, sent.Kind);
        Assert.Single(sent.Links);
        var trace = spans.Where(span => span.TraceId == sent.TraceId).ToList();
        Assert.Contains(trace, span => span.Source.Name == "Microsoft.AspNetCore" && span.Kind == ActivityKind.Server);
        Assert.Contains(trace, span => span.Source.Name == Orleans);
        Assert.Contains(trace, span => IsCall(span, $"{lab.Url.Authority}/v2/projects/{node.ProjectId}/nodes/{node.NodeId}/stop"));
        Assert.Contains(trace, span => span.OperationName == "event append");
        var known = trace.Select(span => span.SpanId).ToHashSet();
        var root = Assert.Single(trace, span => !known.Contains(span.ParentSpanId));
        Assert.True(IsCall(root, $"/api/v1/projects/{node.ProjectId}/nodes/{node.NodeId}/stop"), $"{root.Source.Name} {root.DisplayName}");
    }

    private static bool IsCall(Activity span, string address) =>
        span.Source.Name == "System.Net.Http" && $"{span.GetTagItem("url.full")}".Contains(address, StringComparison.Ordinal);

    private static async Task<NodeKey> StartedNodeAsync(IGrainFactory grains)
    {
        var found = default(NodeSnapshot);
        await Eventually.IsTrueAsync(
            async () =>
            {
                foreach (var project in await grains.Projects().ListAsync(Cancellation))
                {
                    var nodes = (await grains.Project(project.ProjectId).GetTopologyAsync(null, Cancellation))?.Nodes ?? ImmutableArray<NodeSnapshot>.Empty;
                    found ??= project is { Live: true, Status: ProjectStatus.Opened } ? nodes.FirstOrDefault(node => node.Status == NodeStatus.Started) : null;
                }

                return found is not null;
            },
            () => "No node of the Lab is started.",
            Cancellation);
        return found!.Key;
    }

    /// <summary>The API over the cluster, with an administrator.</summary>
    private static async Task<WebApplication> HostAsync(NmsTestCluster cluster)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var silo = cluster.Silos[0].ServiceProvider;
        builder.Services.AddSingleton(cluster.Grains);
        builder.Services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        builder.Services.AddSingleton(silo.GetRequiredService<IEventFeed>());
        builder.Services.AddSingleton(silo.GetRequiredService<IPlatformStatistics>());
        builder.Services.AddSingleton<IPlatformHealth>(new NoHealth());
        builder.Services.AddSingleton(silo.GetRequiredService<IClusterEvents>());
        builder.Services.AddSingleton(silo.GetRequiredService<IQuotas>());
        builder.Services.AddSingleton(silo.GetRequiredService<IAuditTrail>());
        builder.Services.AddSingleton(silo.GetRequiredService<Nms.Consoles.INodeConsoles>());
        builder.Services.AddSingleton(silo.GetRequiredService<Nms.Discovery.IScopeCheck>());
        builder.Services.AddSingleton(silo.GetRequiredService<Nms.Equipment.IConfigurationTexts>());
        builder.Services.AddNmsApi(builder.Configuration);
        var app = builder.Build();
        app.UseNmsApi();
        app.MapNmsApi();
        await app.StartAsync(Cancellation);
        await app.Services.GetRequiredService<AdministratorSetup>().EnsureAsync(Name, Password, generated: false, reset: false, Cancellation);
        return app;
    }

    private static async Task FrameAsync(ClientWebSocket socket, Func<string, bool> matches)
    {
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var length = 0;
            ValueWebSocketReceiveResult received;
            do
            {
                received = await socket.ReceiveAsync(buffer.AsMemory(length), Cancellation);
                length += received.Count;
            }
            while (!received.EndOfMessage);

            if (matches(Encoding.UTF8.GetString(buffer, 0, length)))
                return;
        }
    }

    private sealed class Collector(ConcurrentQueue<Activity> spans) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => spans.Enqueue(data);
    }

    private sealed class NoHealth : IPlatformHealth
    {
        public ValueTask<HealthSummary> GetAsync(CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(new HealthSummary(HealthState.Ok, TimeProvider.System.GetUtcNow(), []));
    }
}

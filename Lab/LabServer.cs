using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Nms.Lab.Agents;
using Nms.Lab.Computes;
using Nms.Lab.Console;
using Nms.Lab.Drawings;
using Nms.Lab.Faults;
using Nms.Lab.Links;
using Nms.Lab.Nodes;
using Nms.Lab.Notifications;
using Nms.Lab.Projects;
using Nms.Lab.Snapshots;
using Nms.Lab.Templates;
using Nms.Lab.Topologies;
using Nms.Lab.Wire;

namespace Nms.Lab;

/// <summary>
/// A running Lab: a server that speaks GNS3 2.2's API over nodes that are simulated. Any number of them run in one
/// process; nothing is shared between them and nothing is kept when they stop.
/// </summary>
public sealed class LabServer : IAsyncDisposable
{
    private static readonly TimeSpan LoadPeriod = TimeSpan.FromSeconds(1);

    private readonly WebApplication _app;
    private readonly CancellationTokenSource _stopping;
    private readonly Task _loadReports;
    private readonly LabAgents _agents;

    private LabServer(WebApplication app, LabState state, LabCommands commands, CancellationTokenSource stopping)
    {
        _app = app;
        _stopping = stopping;
        State = state;
        (Projects, Nodes, Links, Snapshots) = (commands.Projects, commands.Nodes, commands.Links, commands.Snapshots);
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
        state.Compute.Port = Url.Port;
        _loadReports = ReportLoadAsync(stopping.Token);
        _agents = new LabAgents(state);
        if (state.Options.Agents) _agents.Start();
    }

    /// <summary>Where the server listens, such as <c>http://127.0.0.1:3080</c>; the API is under <c>/v2</c>.</summary>
    public Uri Url { get; }

    /// <summary>What goes wrong on purpose.</summary>
    public LabFaults Faults => State.Faults;

    /// <summary>What the Lab holds, and who listens.</summary>
    public LabState State { get; }

    /// <summary>What can be done to projects, as if some other client did it.</summary>
    public ProjectCommands Projects { get; }

    /// <summary>What can be done to nodes, as if some other client did it.</summary>
    public NodeCommands Nodes { get; }

    /// <summary>What can be done to links, as if some other client did it.</summary>
    public LinkCommands Links { get; }

    /// <summary>What can be done to snapshots, as if some other client did it.</summary>
    public SnapshotCommands Snapshots { get; }

    /// <summary>Builds the topology and listens.</summary>
    /// <exception cref="InvalidTopologyException">The topology is unknown or contradicts itself.</exception>
    /// <exception cref="IOException">The port is taken.</exception>
    public static async Task<LabServer> StartAsync(LabOptions options, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        var state = new LabState(options, time ?? TimeProvider.System);
        var commands = LabCommands.Over(state);
        TopologyLoader.Load(TopologySource.Read(options), state, commands);

        var stopping = new CancellationTokenSource();
        var app = Build(state, commands, stopping.Token);
        try
        {
            await app.StartAsync(cancellationToken);
        }
        catch
        {
            await state.Machines.StopAllAsync();
            await app.DisposeAsync();
            stopping.Dispose();
            throw;
        }

        return new LabServer(app, state, commands, stopping);
    }

    /// <summary>Stops listening and ends every stream and console.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stopping.IsCancellationRequested) return;
        await _stopping.CancelAsync();
        State.Faults.Clear();
        await _loadReports;
        await _agents.DisposeAsync();
        // Streams and consoles end first: the host waits for every open connection.
        await State.Machines.StopAllAsync();
        await _app.DisposeAsync();
        _stopping.Dispose();
    }

    private static WebApplication Build(LabState state, LabCommands commands, CancellationToken stopping)
    {
        // The empty builder reads no configuration file and no environment: those belong to whoever hosts the Lab.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "Nms.Lab" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Limits.MaxRequestBodySize = LabLimits.BodyBytes;
            kestrel.AddServerHeader = false;
            kestrel.Listen(state.Options.Address, state.Options.Port);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton<IHostLifetime, HostedElsewhere>();

        var app = builder.Build();
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan });
        app.Use((http, next) => AuthenticateAsync(state.Options, http, next));
        app.Use(AnswerUnknownPathsAsync);
        app.UseRouting();

        var routes = new LabRoutes(app, state, "/v2");
        new ProjectEndpoints(state, commands.Projects).Map(routes);
        new NodeEndpoints(state, commands.Nodes).Map(routes);
        new LinkEndpoints(state, commands.Links).Map(routes);
        new DrawingEndpoints(state, commands.Drawings).Map(routes);
        new SnapshotEndpoints(state, commands.Snapshots).Map(routes);
        new TemplateEndpoints(state, commands.Templates).Map(routes);
        new ComputeEndpoints(state).Map(routes);
        new NotificationEndpoints(state, commands.Projects, stopping).Map(routes);
        new FileEndpoints(state).Map(routes);
        new ConsoleEndpoints(state).Map(routes);
        SymbolEndpoints.Map(routes);
        new FaultEndpoints(state).Map(new LabRoutes(app, state, ""));
        app.UseEndpoints(_ => { });
        return app;
    }

    /// <summary>Asks for HTTP Basic when a user is set. The console's WebSocket is not guarded, as in GNS3 2.2.</summary>
    private static Task AuthenticateAsync(LabOptions options, HttpContext http, RequestDelegate next)
    {
        if (string.IsNullOrEmpty(options.User) || http.Request.Path.Value?.EndsWith("console/ws", StringComparison.Ordinal) == true) return next(http);

        var expected = Encoding.UTF8.GetBytes("Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{options.User}:{options.Password}")));
        var given = Encoding.UTF8.GetBytes(http.Request.Headers.Authorization.ToString());
        if (CryptographicOperations.FixedTimeEquals(expected, given)) return next(http);

        http.Response.StatusCode = StatusCodes.Status401Unauthorized;
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"GNS3 server\"";
        http.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }

    /// <summary>A path or a method that the server does not know is answered as text, by the library under it.</summary>
    private static async Task AnswerUnknownPathsAsync(HttpContext http, RequestDelegate next)
    {
        await next(http);
        if (http.Response.HasStarted || http.Response.ContentLength is not null || http.Response.Headers.ContainsKey("X-Route")) return;
        var text = http.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => "404: Not Found",
            StatusCodes.Status405MethodNotAllowed => "405: Method Not Allowed",
            _ => null,
        };
        if (text is null) return;
        http.Response.ContentType = "text/plain; charset=utf-8";
        await http.Response.WriteAsync(text, http.RequestAborted);
    }

    /// <summary>Tells the controller's listeners the compute's load once a second, whether or not it changed.</summary>
    private async Task ReportLoadAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LoadPeriod, State.Time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (State.Notifications.ControllerListeners > 0) State.Notifications.ToController("compute.updated", State.Compute.ToJson());
            }
        }
        catch (OperationCanceledException)
        {
            // The Lab is going.
        }
    }
}

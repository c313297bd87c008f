using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Nms.Load;

/// <summary>The platform and the GNS3-compatible server it follows, each a process of its own, as an operator runs them.</summary>
internal sealed class Platform : IAsyncDisposable
{
    public const string Administrator = "admin";

    /// <summary>Of a platform that lives for one benchmark, on loopback.</summary>
    public const string Password = "Load-generator-1-of-this-run";

    private Platform(ChildProcess lab, Uri labAddress, ChildProcess silo, Uri siloAddress, Guid project, int nodes)
    {
        Nodes = nodes;
        Lab = lab;
        LabAddress = labAddress;
        Silo = silo;
        SiloAddress = siloAddress;
        Project = project;
    }

    /// <summary>The administrator's credentials, as a header.</summary>
    public static string Credentials { get; } = $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{Administrator}:{Password}"))}";

    public ChildProcess Lab { get; }

    public Uri LabAddress { get; }

    public ChildProcess Silo { get; }

    public Uri SiloAddress { get; }

    /// <summary>The Lab's project.</summary>
    public Guid Project { get; }

    /// <summary>How many nodes it has.</summary>
    public int Nodes { get; }

    /// <summary>Starts both and waits until the platform knows every node of the Lab's project.</summary>
    /// <param name="topology">What the Lab holds.</param>
    /// <param name="workspace">Where the files go.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="settings">Further arguments of the platform; the last of a setting counts.</param>
    public static async Task<Platform> StartAsync(
        string topology, Workspace workspace, CancellationToken cancellationToken, params string[] settings)
    {
        var labAddress = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        var lab = ChildProcess.Start(Program("Nms.Lab.dll"), ["--port", Port(labAddress), "--topology", topology]);
        await lab.WaitUntilReadyAsync(new Uri(labAddress, "v2/version"), workspace.Time, cancellationToken);
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(30) };
        var project = (await ReadAsync(http, new Uri(labAddress, "v2/projects"), cancellationToken))[0].GetProperty("project_id").GetGuid();
        using var opened = await http.PostAsync(new Uri(labAddress, $"v2/projects/{project}/open"), null, cancellationToken);
        opened.EnsureSuccessStatusCode();
        var nodes = (await ReadAsync(http, new Uri(labAddress, $"v2/projects/{project}/nodes"), cancellationToken)).GetArrayLength();

        var siloAddress = new Uri($"http://127.0.0.1:{Ports.Free()}/");
        var silo = ChildProcess.Start(Program("Nms.Silo.dll"), [.. SiloArguments(siloAddress, workspace.NewFolder(), labAddress), .. settings]);
        await silo.WaitUntilReadyAsync(new Uri(siloAddress, "health/ready"), workspace.Time, cancellationToken);
        var platform = new Platform(lab, labAddress, silo, siloAddress, project, nodes);
        http.DefaultRequestHeaders.Add("Authorization", Credentials);
        await platform.WaitForNodesAsync(siloAddress, http, workspace.Time, cancellationToken);
        return platform;
    }

    /// <summary>The command line of a silo that keeps its ports and files to itself.</summary>
    public static string[] SiloArguments(Uri address, string folder, Uri? gns3) =>
    [
        "--urls", address.ToString().TrimEnd('/'),
        "--Nms:Data", folder,
        "--Nms:Admin:Password", Password,
        "--Nms:RateLimits:Enabled", "false",
        "--Nms:Gateway:MaxConnectionsPerAddress", "1000000",
        "--Nms:Gateway:MaxConnectionsPerPrincipal", "1000000",
        "--Logging:LogLevel:Default", "Warning",
        "--Orleans:Endpoints:SiloPort", Ports.Free().ToString(CultureInfo.InvariantCulture),
        "--Orleans:Endpoints:GatewayPort", Ports.Free().ToString(CultureInfo.InvariantCulture),
        .. gns3 is null ? Array.Empty<string>() : ["--Gns3:Servers:default:Url", gns3.ToString().TrimEnd('/')],
    ];

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await Lab.DisposeAsync();
    }

    /// <summary>Waits until a hub at an address knows every node of the Lab's project.</summary>
    public async Task WaitForNodesAsync(Uri hub, HttpClient http, TimeProvider time, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(TimeSpan.FromMinutes(2));
        while (true)
        {
            using var answer = await http.GetAsync(new Uri(hub, $"api/v1/projects/{Project}/topology"), deadline.Token);
            if (answer.IsSuccessStatusCode)
            {
                using var topology = JsonDocument.Parse(await answer.Content.ReadAsStreamAsync(deadline.Token));
                if (topology.RootElement.GetProperty("nodes").GetArrayLength() == Nodes)
                {
                    return;
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(50), time, deadline.Token);
        }
    }

    private static string Program(string file) => Path.Combine(AppContext.BaseDirectory, file);

    private static string Port(Uri address) => address.Port.ToString(CultureInfo.InvariantCulture);

    private static async Task<JsonElement> ReadAsync(HttpClient http, Uri address, CancellationToken cancellationToken)
    {
        using var document = await JsonDocument.ParseAsync(await http.GetStreamAsync(address, cancellationToken), default, cancellationToken);
        return document.RootElement.Clone();
    }
}

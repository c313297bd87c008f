using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Nms.Testing.Servers;

/// <summary>
/// Net-SNMP's agent on loopback, the referee of our SNMP: communities public (read) and private (write), user none without
/// keys, and a user for each pair of protocols, named after it. Starts when it is asked for. Use it as an assembly fixture.
/// </summary>
public sealed class SnmpdServer : IAsyncDisposable
{
    public const string AuthPassword = "auth-password";
    public const string PrivacyPassword = "privacy-password";

    /// <summary>What Debian's Net-SNMP signs with, in its own words.</summary>
    public static readonly string[] AuthProtocols = ["MD5", "SHA", "SHA-224", "SHA-256", "SHA-384", "SHA-512"];

    /// <summary>What Debian's Net-SNMP encrypts with, in its own words.</summary>
    public static readonly string[] PrivacyProtocols = ["DES", "AES", "AES-192", "AES-256", "AES-192-C", "AES-256-C"];

    private readonly Lazy<Task<IPEndPoint>> _starting;
    private readonly string? _program = ServerProcess.Find("snmpd", "/usr/sbin");
    private readonly string _folder = Directory.CreateTempSubdirectory("nms-snmpd-").FullName;
    private ServerProcess? _process;

    public SnmpdServer() => _starting = new Lazy<Task<IPEndPoint>>(StartAsync);

    /// <summary>Why there is none; null when there is.</summary>
    public string? SkipReason => _program is null ? ServerProcess.Missing("Net-SNMP is not installed: install the packages snmp and snmpd.") : null;

    public string Log => _process?.Log ?? "";

    public Task<IPEndPoint> GetEndPointAsync() => _starting.Value;

    /// <summary>The program of Net-SNMP with this name.</summary>
    public static string Tool(string name) => ServerProcess.Find(name, "/usr/bin") ?? throw new InvalidOperationException($"{name} is not installed.");

    public static string UserName(string auth, string? privacy) => $"{auth}_{privacy}";

    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            _process = null;
            await process.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private async Task<IPEndPoint> StartAsync()
    {
        var endPoint = new IPEndPoint(IPAddress.Loopback, FreeUdpPort());
        var configuration = new StringBuilder();
        configuration.AppendLine(CultureInfo.InvariantCulture, $"agentaddress udp:127.0.0.1:{endPoint.Port}");
        configuration.AppendLine("rocommunity public").AppendLine("rwcommunity private");
        configuration.AppendLine("sysName referee").AppendLine("createUser none").AppendLine("rwuser none noauth");
        foreach (var auth in AuthProtocols)
        {
            configuration.AppendLine(CultureInfo.InvariantCulture, $"createUser {UserName(auth, null)} {auth} {AuthPassword}");
            configuration.AppendLine(CultureInfo.InvariantCulture, $"rwuser {UserName(auth, null)} auth");
            foreach (var privacy in PrivacyProtocols)
            {
                configuration.AppendLine(CultureInfo.InvariantCulture, $"createUser {UserName(auth, privacy)} {auth} {AuthPassword} {privacy} {PrivacyPassword}");
                configuration.AppendLine(CultureInfo.InvariantCulture, $"rwuser {UserName(auth, privacy)} priv");
            }
        }

        var file = Path.Combine(_folder, "snmpd.conf");
        await File.WriteAllTextAsync(file, configuration.ToString());
        _process = ServerProcess.Start(_program!, "-f", "-Lo", "-C", "-c", file, "-m", "", $"--persistentDir={_folder}");
        await _process.WaitUntilReadyAsync(() => PingAsync(endPoint), TimeSpan.FromSeconds(30));
        return endPoint;
    }

    /// <summary>By hand, as no client of SNMP is known here: GET of sysUpTime.0.</summary>
    private static async Task PingAsync(IPEndPoint endPoint)
    {
        using var client = new UdpClient();
        client.Connect(endPoint);
        await client.SendAsync(Convert.FromHexString("302602010104067075626C6963A019020101020100020100300E300C06082B060102010103000500"));
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(300), TimeProvider.System);
        try
        {
            await client.ReceiveAsync(patience.Token);
        }
        catch (OperationCanceledException e)
        {
            throw new TimeoutException("snmpd does not answer.", e);
        }
    }

    private static int FreeUdpPort()
    {
        using var socket = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.Client.LocalEndPoint!).Port;
    }
}

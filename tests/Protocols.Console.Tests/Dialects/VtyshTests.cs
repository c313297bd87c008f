using System.Net;
using System.Net.Sockets;
using Nms.Consoles;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Protocols.Consoles.Tests.Dialects;

/// <summary>FRRouting's zebra, started here, asked through its vtysh.</summary>
public sealed class VtyshTests : IAsyncLifetime
{
    private readonly string? _zebra = ServerProcess.Find("zebra", "/usr/lib/frr");
    private readonly string? _vtysh = ServerProcess.Find("vtysh", "/usr/bin");
    private readonly string _folder = Directory.CreateTempSubdirectory("nms-frr-").FullName;
    private ServerProcess? _server;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(_zebra is null || _vtysh is null, "FRRouting is not installed: install the package frr.");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "zebra starts as root only.");
        await ServerProcess.RunAsync("/bin/chmod", ["777", _folder], Token);
        var configuration = Path.Combine(_folder, "zebra.conf");
        await File.WriteAllTextAsync(configuration, "hostname referee\n", Token);
        await File.WriteAllTextAsync(Path.Combine(_folder, "vtysh.conf"), "", Token);
        _server = ServerProcess.Start(
            _zebra!, "-f", configuration, "-i", Path.Combine(_folder, "zebra.pid"), "-z", Path.Combine(_folder, "zserv.api"), "--vty_socket", _folder, "-P", "0", "-u", "frr", "-g", "frr");
        await Eventually.IsTrueAsync(
            _ => Task.FromResult(File.Exists(Path.Combine(_folder, "zebra.vty")) || _server.HasExited), TimeSpan.FromSeconds(10), () => _server.Log, Token);
        Assert.SkipWhen(_server.HasExited, $"zebra does not run here: {_server.Log}");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_answers_of_the_real_vtysh_are_read()
    {
        var answers = new List<ConsoleAnswer>();
        foreach (var command in ConsoleDialect.Vtysh.Commands)
        {
            var text = await Programs.OutputAsync([_vtysh!, "--vty_socket", _folder, "--config_dir", _folder, "-c", command.Text], Token);
            answers.Add(new ConsoleAnswer(command, text, IsRefused: false));
        }

        var facts = ConsoleDialect.Vtysh.Read(answers);

        Assert.Equal("FRRouting", facts.Vendor);
        Assert.Matches(@"^\d+\.\d+", facts.Version);
        var loopback = Assert.Single(facts.Interfaces, at => at.Name == "lo");
        Assert.Equal(ConsoleState.Up, loopback.Admin);
        Assert.Equal(System.Net.NetworkInformation.NetworkInterface.GetAllNetworkInterfaces().Length, facts.Interfaces.Count);
        var connected = (await File.ReadAllLinesAsync("/proc/net/route", Token)).Skip(1).Select(line => line.Split('\t')).Count(row => row[2] == "00000000");
        Assert.Equal(connected, facts.Routes.Count(route => route.Protocol == "connected" && route.Destination.BaseAddress.AddressFamily == AddressFamily.InterNetwork));
        var connected6 = (await Programs.Routes6Async(Token)).Where(route => route.NextHop is null).Select(route => $"{route.Destination}");
        Assert.Equal(
            connected6.Order(),
            facts.Routes.Where(route => route.Protocol == "connected" && route.Destination.BaseAddress.AddressFamily == AddressFamily.InterNetworkV6)
                .Select(route => $"{route.Destination}").Order());
        Assert.All(facts.Routes, route => Assert.NotEqual(IPAddress.None, route.Destination.BaseAddress));
        Assert.Contains("hostname", facts.RunningConfiguration, StringComparison.Ordinal);
    }
}

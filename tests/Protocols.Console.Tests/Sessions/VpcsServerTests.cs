using System.Net;
using System.Net.Sockets;
using Nms.Consoles;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Protocols.Consoles.Tests.Sessions;

/// <summary>The real VPCS, started here.</summary>
public sealed class VpcsServerTests : IAsyncLifetime
{
    private readonly string? _program = ServerProcess.Find("vpcs", "/usr/bin", "/usr/local/bin");
    private readonly int _port = ServerProcess.FreePort();
    private bool _isRunning;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipWhen(_program is null, "VPCS is not installed: install the package vpcs.");
        // It goes into the background and would keep the pipes of its output open.
        await ServerProcess.RunAsync("/bin/sh", ["-c", $"{_program} -p {_port} -i 1 -s {ServerProcess.FreePort()} </dev/null >/dev/null 2>&1"], Token);
        _isRunning = true;
        await Eventually.IsTrueAsync(CanConnectAsync, () => "VPCS does not listen.", Token);
    }

    /// <summary>VPCS runs on its own; it ends when it is told to.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_isRunning) return;
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _port, CancellationToken.None);
        var stream = client.GetStream();
        var buffer = new byte[4096];
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(5), TimeProvider.System);
        // It forgets what is typed ahead of its prompt.
        await stream.WriteAsync("\r"u8.ToArray(), patience.Token);
        var heard = "";
        while (!heard.Contains('>', StringComparison.Ordinal)) heard += System.Text.Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer, patience.Token));
        await stream.WriteAsync("quit\r"u8.ToArray(), patience.Token);
        while (await stream.ReadAsync(buffer, patience.Token) > 0)
        {
            // Until it is gone.
        }
    }

    [Fact]
    public async Task The_example_of_the_README_reads_it()
    {
        var output = await ReadmeExample.RunAsync(
            "Protocols/Console/README.md", typeof(ConsoleSession).Assembly.Location, [("\"192.0.2.1\", 5000", $"\"127.0.0.1\", {_port}")], Token);

        Assert.StartsWith("VPCS:", output, StringComparison.Ordinal);
        Assert.Contains("eth0 ", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_real_VPCS_is_recognised_and_read()
    {
        await using var session = await ConsoleSession.OpenAsync(
            new ConsoleEndpoint("127.0.0.1", _port), null, ConsoleCredentials.None, new ConsoleSessionOptions(), TimeProvider.System, Token);

        var facts = await session.ReadFactsAsync(Token);

        Assert.Same(ConsoleDialect.Vpcs, session.Dialect);
        Assert.Equal("VPCS", facts.HostName);
        Assert.NotNull(facts.Version);
        var only = Assert.Single(facts.Interfaces);
        Assert.StartsWith("005079666", only.PhysicalAddress?.ToString(), StringComparison.Ordinal);
        // The VPCS of Debian 12, 0.5, does not say it.
        Assert.Equal(facts.Version!.Contains("0.5", StringComparison.Ordinal) ? null : 1500, only.Mtu);
        Assert.Empty(facts.Refused);
    }

    [Fact]
    public async Task A_command_that_does_not_end_is_interrupted_and_the_console_left_at_its_prompt()
    {
        var endpoint = new ConsoleEndpoint("127.0.0.1", _port);
        var options = new ConsoleSessionOptions { CommandTimeout = TimeSpan.FromSeconds(1) };
        await using (var session = await ConsoleSession.OpenAsync(endpoint, null, ConsoleCredentials.None, options, TimeProvider.System, Token))
        {
            Assert.Contains("IP", (await session.TypeAsync("show ip", Token)).Text, StringComparison.Ordinal);
            Assert.True((await session.TypeAsync("fly", Token)).IsRefused);
            await Assert.ThrowsAsync<ArgumentException>(() => session.TypeAsync("show ip\rquit", Token));
            var late = await Assert.ThrowsAsync<ConsoleException>(() => session.TypeAsync("ping 192.0.2.1 -t", Token));
            Assert.Equal(ConsoleErrorKind.TimedOut, late.Kind);
        }

        await using var next = await ConsoleSession.OpenAsync(endpoint, null, ConsoleCredentials.None, new ConsoleSessionOptions(), TimeProvider.System, Token);
        Assert.Equal("VPCS", (await next.ReadFactsAsync(Token)).HostName);
    }

    private async Task<bool> CanConnectAsync()
    {
        try
        {
            using var probe = new TcpClient();
            await probe.ConnectAsync(IPAddress.Loopback, _port, Token);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}

using System.Net;
using Nms.Consoles;
using Nms.Testing;
using Nms.Testing.Servers;

namespace Nms.Protocols.Consoles.Tests.Sessions;

/// <summary>Real shells behind busybox's telnet server: with line editing (bash, busybox) and without (sh).</summary>
public sealed class ShellServerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("bash --norc")]
    [InlineData("busybox sh")]
    [InlineData("sh")]
    public async Task A_real_shell_is_recognised_and_read(string shell)
    {
        var busybox = ServerProcess.Find("busybox", "/bin", "/usr/bin");
        Assert.SkipWhen(busybox is null, "busybox is not installed: install the package busybox.");
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "busybox telnetd opens terminals as root only.");
        Assert.SkipWhen(ServerProcess.Find(shell.Split(' ')[0], "/bin", "/usr/bin") is null, $"{shell} is not installed.");
        var folder = Directory.CreateTempSubdirectory("nms-shell-").FullName;
        try
        {
            var start = Path.Combine(folder, "start");
            await File.WriteAllTextAsync(start, $"#!/bin/sh\nexec {shell}\n", Token);
            await ServerProcess.RunAsync("/bin/chmod", ["755", start], Token);
            var port = ServerProcess.FreePort();
            await using var server = ServerProcess.Start(busybox!, "telnetd", "-F", "-b", $"127.0.0.1:{port}", "-l", start);
            await Eventually.IsTrueAsync(() => Task.FromResult(IsListening(port) || HasNoTelnet(server)), () => server.Log, Token);
            Assert.SkipWhen(HasNoTelnet(server), "This busybox was built without its telnet server.");

            await using var session = await ConsoleSession.OpenAsync(
                new ConsoleEndpoint("127.0.0.1", port), null, ConsoleCredentials.None, new ConsoleSessionOptions(), TimeProvider.System, Token);
            var facts = await session.ReadFactsAsync(Token);

            Assert.Same(ConsoleDialect.Linux, session.Dialect);
            Assert.Equal(Dns.GetHostName(), facts.HostName);
            Assert.NotNull(facts.Uptime);
            Assert.Contains(facts.Interfaces, at => at.Addresses.Contains(new ConsoleAddress(IPAddress.Loopback, 8)));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static bool HasNoTelnet(ServerProcess server) => server.Log.Contains("applet not found", StringComparison.Ordinal);

    private static bool IsListening(int port)
        => System.Net.NetworkInformation.IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Any(listener => listener.Port == port);
}

using System.Collections.Immutable;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Nms.Discovery.Reach;
using Nms.Discovery.Reach.Probing;
using Nms.Testing.Servers;

namespace Nms.Grains.Tests.Discovery.Reach.Probing;

public sealed class HostProbeTests
{
    private static readonly HostProbeOptions s_patient = new() { ServiceTimeout = TimeSpan.FromSeconds(30), ConnectTimeout = TimeSpan.FromSeconds(30), HostTimeout = TimeSpan.FromMinutes(2) };
    private static readonly HostProbeOptions s_hasty = new() { ServiceTimeout = TimeSpan.FromSeconds(5), ConnectTimeout = TimeSpan.FromSeconds(30), HostTimeout = TimeSpan.FromMinutes(2) };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_port_is_asked_once_and_told_with_its_service()
    {
        await using var servers = ScriptedServers.Start(
            (22, ScriptedServers.Say("SSH-2.0-OpenSSH_9.2p1 Debian\r\n")), (25, ScriptedServers.Say("220 mail.example.net ESMTP Postfix\r\n")),
            (80, ScriptedServers.Answer("HTTP/1.0 200 OK\r\nServer: nginx/1.22.1\r\n\r\n<title>R1</title>")));

        var result = await ProbeAsync(s_patient, new HostProbeRequest(servers.Route, [80, 22, 25, 81]));

        Assert.Equal(PartOutcome.Completed, result.Ports.Outcome);
        Assert.Equal(
            [(22, PortState.Open, "ssh OpenSSH 9.2p1"), (25, PortState.Open, "smtp Postfix "), (80, PortState.Open, "http nginx 1.22.1"), (81, PortState.Closed, "  ")],
            result.Ports.Ports.Select(port => (port.Port, port.State, $"{port.Service?.Name} {port.Service?.Product} {port.Service?.Version}")));
        Assert.Equal("R1", result.Ports.Ports[2].Service!.Title);
        Assert.Equal(["mail.example.net"], result.Ports.Ports[1].Service!.HostNames);
        Assert.Equal((3, 4), (servers.Connections, result.Requests));
        Assert.True(result.Answers);
    }

    [Fact]
    public async Task A_host_that_refuses_on_behalf_of_another_shows_nobody()
    {
        await using var servers = ScriptedServers.Start((22, ScriptedServers.HangAsync));

        var result = await ProbeAsync(s_patient, new HostProbeRequest(servers.Route, [81]));

        Assert.Equal(PortState.Closed, Assert.Single(result.Ports.Ports).State);
        Assert.False(result.Answers);
        Assert.Equal((PartOutcome.Skipped, "It is this host."), (result.Echo.Outcome, result.Echo.Reason));
        Assert.Equal(PartOutcome.Skipped, result.Trace.Outcome);
    }

    [Fact]
    public async Task Telnet_is_negotiated_with_until_it_asks_who_is_there()
    {
        await using var servers = ScriptedServers.Start((23, async (stream, token) =>
        {
            // Linux' telnetd says nothing before it knows about the terminal.
            await stream.WriteAsync(new byte[] { 255, 253, 24, 255, 253, 31 }, token);
            var answer = new byte[6];
            await stream.ReadExactlyAsync(answer, token);
            Assert.Equal(new byte[] { 255, 251, 24, 255, 251, 31 }, answer);
            await ScriptedServers.Say("\r\nweb1 login: ")(stream, token);
        }
        ));

        var port = Assert.Single((await ProbeAsync(s_patient, new HostProbeRequest(servers.Route, [23]))).Ports.Ports);

        Assert.Equal(("telnet", "web1 login:"), (port.Service?.Name, port.Service?.Banner));
        Assert.Equal(["web1"], port.Service!.HostNames);
    }

    [Fact]
    public async Task A_certificate_is_read_and_not_trusted_and_nothing_it_names_is_fetched()
    {
        await using var trap = ScriptedServers.Start((80, ScriptedServers.HangAsync));
        using var certificate = Certificate($"http://127.0.0.1:{trap.Route.EndPointOf(80)!.Port}/issuer.crt");
        await using var servers = ScriptedServers.Start((443, async (stream, token) =>
        {
            await using var secure = new SslStream(stream);
            await secure.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = certificate }, token);
            await ScriptedServers.Answer("HTTP/1.1 200 OK\r\nServer: lighttpd/1.4\r\n\r\n")(secure, token);
        }
        ));

        var service = Assert.Single((await ProbeAsync(s_patient, new HostProbeRequest(servers.Route, [443]))).Ports.Ports).Service!;

        Assert.Equal(("https", "lighttpd", "1.4"), (service.Name, service.Product, service.Version));
        Assert.Equal(["r1.example.net", "switch.example.net"], service.HostNames);
        Assert.Equal(("CN=r1.example.net", certificate.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()), (service.Tls!.Subject, service.Tls.Thumbprint));
        Assert.Equal(0, trap.Connections);
    }

    [Fact]
    public async Task Hostile_services_cost_their_time_and_their_room_and_no_more()
    {
        await using var servers = ScriptedServers.Start(
            (22, FloodAsync), (23, NegotiateForeverAsync), (25, ScriptedServers.HangAsync), (443, ScriptedServers.Say("no TLS here\r\n")), (80, ScriptedServers.Say("\u001b]0;owned\u0007\u202E<script>\0\r\n")),
            (110, (_, _) => Task.CompletedTask), (143, DripAsync));

        var ports = (await ProbeAsync(s_hasty, new HostProbeRequest(servers.Route, [22, 23, 25, 80, 110, 143, 443]))).Ports;

        Assert.Equal(PartOutcome.Completed, ports.Outcome);
        Assert.All(ports.Ports, port => Assert.Equal(PortState.Open, port.State));
        var services = ports.Ports.ToDictionary(port => port.Port, port => port);
        Assert.Equal(257, services[22].Service!.Banner!.Length);
        Assert.Equal("telnet", services[23].Service!.Name);
        Assert.Equal("It said nothing in time.", services[25].Reason);
        Assert.Equal("It speaks no TLS that this host speaks.", services[443].Reason);
        Assert.DoesNotContain(services[80].Service!.Banner!, letter => char.IsControl(letter) || letter == '\u202E');
        Assert.Equal("It said nothing.", services[110].Reason);
        Assert.Null(services[143].Service!.Name);
    }

    [Fact]
    public async Task An_address_that_takes_too_long_is_told_as_far_as_it_was_asked()
    {
        var time = new FakeTimeProvider();
        var options = new HostProbeOptions { HostTimeout = TimeSpan.FromSeconds(3), ServiceTimeout = TimeSpan.FromMinutes(1), PortsAtATime = 1 };
        await using var servers = ScriptedServers.Start((80, ScriptedServers.Answer("HTTP/1.0 200 OK\r\n\r\n")), (22, async (stream, token) =>
        {
            time.Advance(options.HostTimeout);
            await ScriptedServers.HangAsync(stream, token);
        }
        ));

        var ports = (await ProbeAsync(options, new HostProbeRequest(servers.Route, [80, 22, 23]), time: time)).Ports;

        Assert.Equal((PartOutcome.Partial, "The address took longer than 3 s (Nms:Discovery:Reach:HostTimeout)."), (ports.Outcome, ports.Reason));
        Assert.Equal([(22, PortState.NotAsked), (23, PortState.NotAsked), (80, PortState.Open)], ports.Ports.Select(port => (port.Port, port.State)));
    }

    [Fact]
    public async Task A_probe_that_is_called_off_ends()
    {
        using var off = new CancellationTokenSource();
        await using var servers = ScriptedServers.Start((22, async (stream, token) =>
        {
            await off.CancelAsync();
            await ScriptedServers.HangAsync(stream, token);
        }
        ));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ProbeAsync(s_patient, new HostProbeRequest(servers.Route, [22]), off.Token));
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("::1")]
    public async Task What_nobody_may_be_asked_for_is_not_asked_for_because_a_console_names_it(string address)
    {
        await using var servers = ScriptedServers.Start((22, ScriptedServers.HangAsync));

        var result = await ProbeAsync(s_patient, new HostProbeRequest(new AddressRoute(IPAddress.Parse(address), servers.Route.Target) { PortOffset = servers.Route.PortOffset }, [22]));

        Assert.Equal((PartOutcome.Skipped, PartOutcome.Skipped, PartOutcome.Skipped), (result.Ports.Outcome, result.Echo.Outcome, result.Trace.Outcome));
        Assert.Contains(address, result.Ports.Reason, StringComparison.Ordinal);
        Assert.Equal(0, servers.Connections);
    }

    [Fact]
    public async Task An_address_that_is_nowhere_is_not_asked()
    {
        var result = await ProbeAsync(s_patient, new HostProbeRequest(new AddressRoute(IPAddress.Parse("10.99.0.1"), null) { Refusal = "Nobody listens there." }, [22]));

        Assert.Equal((PartOutcome.Skipped, "Nobody listens there.", 0), (result.Ports.Outcome, result.Ports.Reason, result.Requests));
    }

    [Fact]
    public async Task A_real_SSH_server_is_made_out()
    {
        if (ServerProcess.Find("dropbear", "/usr/sbin") is not { } program)
        {
            Assert.Skip(ServerProcess.Missing("dropbear is not installed: install the package dropbear-bin."));
            return;
        }

        var folder = Directory.CreateTempSubdirectory("nms-dropbear-");
        try
        {
            var key = Path.Combine(folder.FullName, "key");
            await ServerProcess.RunAsync(ServerProcess.Find("dropbearkey", "/usr/bin")!, ["-t", "ed25519", "-f", key], Token);
            var port = ServerProcess.FreePort();
            await using var server = ServerProcess.Start(program, "-F", "-E", "-r", key, "-P", Path.Combine(folder.FullName, "pid"), "-p", $"127.0.0.1:{port}");
            var route = new AddressRoute(IPAddress.Parse("10.10.0.1"), IPAddress.Loopback) { PortOffset = port - 22, NoEcho = "It is this host." };
            PortFinding? found = null;
            await server.WaitUntilReadyAsync(
                async () =>
                {
                    found = Assert.Single((await ProbeAsync(s_patient, new HostProbeRequest(route, [22]))).Ports.Ports);
                    Assert.Equal(PortState.Open, found.State);
                },
                TimeSpan.FromSeconds(30), Token);

            Assert.Equal(("ssh", "dropbear"), (found!.Service?.Name, found.Service?.Product));
            Assert.StartsWith("20", found.Service!.Version, StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Settings_out_of_their_range_are_refused_by_their_key()
    {
        var options = new HostProbeOptions { Echoes = 0, SweepPorts = [22, 70_000], Ports = { ["router"] = [22], ["toaster"] = [0] } };

        Assert.Equal(
            [
                "Nms:Discovery:Reach:Echoes is 0; it must be between 1 and 100.", "Nms:Discovery:Reach:SweepPorts:1 is 70000; it must be between 1 and 65535.",
                "Nms:Discovery:Reach:Ports:toaster is no kind of equipment; there are other, pc, router, server, switch.", "Nms:Discovery:Reach:Ports:toaster:0 is 0; it must be between 1 and 65535.",
            ],
            new HostProbeOptionsValidator().Validate(null, options).Failures);
        Assert.True(new HostProbeOptionsValidator().Validate(null, new HostProbeOptions()).Succeeded);
    }

    [Fact]
    public void The_ports_are_those_of_the_kind_or_of_the_settings()
    {
        var options = new HostProbeOptions { Ports = { ["pc"] = [7, 7, 9] } };

        Assert.Equal<ImmutableArray<int>>([22, 23, 80, 443], PortSets.Of(PortSets.KindOf("dynamips", null), options));
        Assert.Equal<ImmutableArray<int>>([7, 9], PortSets.Of(PortSets.KindOf("vpcs", null), options));
        Assert.Contains(993, PortSets.Of(PortSets.KindOf("qemu", "server"), options));
        Assert.All(PortSets.Kinds, kind => Assert.DoesNotContain(161, PortSets.Of(kind, options)));
    }

    private static async Task<HostProbeResult> ProbeAsync(HostProbeOptions options, HostProbeRequest request, CancellationToken? cancellationToken = null, TimeProvider? time = null)
    {
        time ??= TimeProvider.System;
        using var probers = new ReachProbers(options, time, null);
        return await new HostProbe(probers, new ScopePolicy(), Options.Create(options), time).ProbeAsync(request, cancellationToken ?? Token);
    }

    private static async Task FloodAsync(Stream stream, CancellationToken token)
    {
        var much = Encoding.ASCII.GetBytes(new string('A', 65_536));
        while (true)
        {
            await stream.WriteAsync(much, token);
        }
    }

    private static async Task NegotiateForeverAsync(Stream stream, CancellationToken token)
    {
        for (byte option = 0; ; option++)
        {
            await stream.WriteAsync(new byte[] { 255, 253, option, 255, 254, option }, token);
        }
    }

    private static async Task DripAsync(Stream stream, CancellationToken token)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        do
        {
            await stream.WriteAsync("x"u8.ToArray(), token);
        }
        while (await timer.WaitForNextTickAsync(token));
    }

    private static X509Certificate2 Certificate(string issuerAt)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=r1.example.net", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("Switch.example.net");
        names.AddDnsName("r1.example.net");
        names.AddIpAddress(IPAddress.Parse("192.0.2.1"));
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509AuthorityInformationAccessExtension([], [issuerAt]));
        var from = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
        return request.CreateSelfSigned(from, from.AddYears(1));
    }
}

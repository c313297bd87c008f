using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Nms.Consoles;
using Nms.ProbesBenchmarks;

namespace Nms.ConsoleBenchmarks;

/// <summary>
/// Four commands at consoles of VPCS, one console and nine at once: by us, by netmiko, by a script that knows the prompt and waits for
/// nothing else, and by the pauses that scripts have where nothing tells them when an answer is over.
/// </summary>
internal static class ReadingBenchmark
{
    private const int Consoles = 9;
    private static readonly string[] s_commands = ["show version", "show ip", "show ipv6", "show arp"];
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(1);

    public static async Task<string> RunAsync(TimeProvider time)
    {
        var ports = Enumerable.Range(0, Consoles).Select(_ => FreePort()).ToArray();
        try
        {
            foreach (var port in ports)
            {
                await StartAsync(port, time);
            }

            return $"One console:\n\n{await ContestAsync(ports[..1], time)}\n{Consoles} consoles at once:\n\n{await ContestAsync(ports, time)}";
        }
        finally
        {
            foreach (var port in ports)
            {
                await ShellAsync($"pkill -f 'vpc[s] -i 1 -p {port} '");
            }
        }
    }

    private static Task<string> ContestAsync(int[] ports, TimeProvider time) => Contest.RunAsync(
        "consoles",
        time,
        ("ours, `ConsoleSession.ReadFactsAsync`", () => CountAsync(ports, port => OursAsync(port, time))),
        ("netmiko, `send_command_timing`", () => ScriptAsync("netmiko_read.py", ports)),
        ("Python's telnetlib, which is told the prompt", () => ScriptAsync("telnetlib_read.py", ports)),
        ("`TcpClient`, a second's pause after each command", () => CountAsync(ports, port => PausingAsync(port, time))));

    private static async Task<int> CountAsync(int[] ports, Func<int, Task<bool>> read) => (await Task.WhenAll(ports.Select(read))).Count(isComplete => isComplete);

    private static async Task<bool> OursAsync(int port, TimeProvider time)
    {
        await using var session = await ConsoleSession.OpenAsync(
            new ConsoleEndpoint("127.0.0.1", port), ConsoleDialect.Vpcs, ConsoleCredentials.None, new ConsoleSessionOptions(), time);
        var facts = await session.ReadFactsAsync();
        return facts is { Version: not null, Interfaces: [{ PhysicalAddress: not null }], Refused: [] };
    }

    /// <summary>A script prints a line for each console that it read whole.</summary>
    private static Task<int> ScriptAsync(string script, int[] ports) => Contest.CountAsync(
        "/usr/bin/python3",
        [Path.Combine(AppContext.BaseDirectory, script), .. ports.Select(port => port.ToString(CultureInfo.InvariantCulture))],
        line => line.StartsWith("complete", StringComparison.Ordinal));

    private static async Task<bool> PausingAsync(int port, TimeProvider time)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, port);
        var stream = client.GetStream();
        var text = new StringBuilder();
        foreach (var command in s_commands.Prepend(""))
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(command + "\r"));
            await Task.Delay(s_pause, time);
            var buffer = new byte[65_536];
            while (client.Available > 0)
            {
                text.Append(Encoding.Latin1.GetString(buffer, 0, await stream.ReadAsync(buffer)));
            }
        }

        return text.ToString().Contains("MAC", StringComparison.Ordinal);
    }

    /// <summary>VPCS goes into the background by itself.</summary>
    private static async Task StartAsync(int port, TimeProvider time)
    {
        await ShellAsync($"vpcs -i 1 -p {port} -s {FreePort()} </dev/null >/dev/null 2>&1");
        var started = time.GetTimestamp();
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(IPAddress.Loopback, port);
                return;
            }
            catch (SocketException) when (time.GetElapsedTime(started) < TimeSpan.FromSeconds(10))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50), time);
            }
        }
    }

    private static async Task ShellAsync(string command)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]))!;
        await shell.WaitForExitAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

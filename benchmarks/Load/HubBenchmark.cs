using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Nms.Load;

/// <summary>
/// Messages through one inbox, each durable before it is accepted and durably acknowledged, beside a Redis stream with a consumer
/// group that writes its file before it answers: what one would take for a durable queue.
/// </summary>
internal static class HubBenchmark
{
    private const int Messages = 20_000;
    private const int Senders = 64;
    private const int Bytes = 300;

    public static async Task<Report> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var ours = new List<(double Rate, double Cpu)>();
        var redis = new List<(double Rate, double Cpu)>();
        var (port, line) = (Ports.Free(), Ports.Free());
        var address = new Uri($"http://127.0.0.1:{Text(port)}/");
        await using (var silo = ChildProcess.StartPeer("peer-platform", [Text(Ports.Free()), Text(Ports.Free()), Text(line), Text(Ports.Free()), .. Platform.SiloArguments(address, workspace.NewFolder(), null)]))
        {
            await silo.WaitUntilReadyAsync(new Uri(address, "health/ready"), workspace.Time, cancellationToken);
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, line, cancellationToken);
            using var reader = new StreamReader(client.GetStream());
            await using var writer = new StreamWriter(client.GetStream()) { AutoFlush = true };
            for (var round = 0; round <= Numbers.Rounds; round++)
            {
                var cpu = silo.Cpu;
                await writer.WriteLineAsync($"{Messages} {Senders} {Bytes}");
                var answer = await reader.ReadLineAsync(cancellationToken) ?? throw new InvalidOperationException("The silo ended.");
                Note(ours, round, double.Parse(answer, CultureInfo.InvariantCulture), silo.Cpu - cpu);
            }
        }

        var redisPort = Ports.Free();
        await using (var server = ChildProcess.Start(
            "/usr/bin/redis-server", ["--port", Text(redisPort), "--appendonly", "yes", "--appendfsync", "always", "--save", ""], workspace.NewFolder()))
        {
            await server.WaitUntilListeningAsync(redisPort, workspace.Time, cancellationToken);
            for (var round = 0; round <= Numbers.Rounds; round++)
            {
                var (cpu, started) = (server.Cpu, workspace.Time.GetTimestamp());
                await RedisQueue.PassAsync(redisPort, $"round{round}", Messages, Senders, Bytes, cancellationToken);
                Note(redis, round, workspace.Time.GetElapsedTime(started).TotalMilliseconds, server.Cpu - cpu);
            }
        }

        return new Report("Hub messages", workspace.Time)
            .Paragraph($"{Messages:#,0} messages of {Bytes} bytes by {Senders} senders, one at a time each, through one inbox to one receiver that takes up to 500 and acknowledges them. "
                + "*Ours*: on SQLite, through the grains that REST and WebSocket use; a message is on disk before its sender is answered, an acknowledgement before the receiver is. "
                + $"*Redis stream*: XADD, XREADGROUP, XACK with `appendfsync always`. The middle of {Numbers.Rounds} rounds after one that does not count. CPU is the server's.")
            .Table(
                ["", "messages/s", "of Redis", "CPU µs a message"],
                [
                    ["ours", Numbers.Count(ours.Select(round => round.Rate).Median()), Numbers.Decimal(ours.Select(round => round.Rate).Median() / redis.Select(round => round.Rate).Median()), Numbers.Decimal(ours.Select(round => round.Cpu).Median())],
                    ["Redis stream", Numbers.Count(redis.Select(round => round.Rate).Median()), "1", Numbers.Decimal(redis.Select(round => round.Cpu).Median())],
                ]);
    }

    private static void Note(List<(double Rate, double Cpu)> rounds, int round, double milliseconds, TimeSpan cpu)
    {
        if (round > 0)
        {
            rounds.Add((Messages / milliseconds * 1000, cpu.TotalMicroseconds / Messages));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

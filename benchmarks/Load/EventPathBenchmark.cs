using System.Collections.Concurrent;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace Nms.Load;

/// <summary>
/// From a change in the GNS3-compatible server to a client's WebSocket, beside a listener on that server's own notification
/// socket: the difference is what the platform adds with model, durable log and fan-out.
/// </summary>
internal static class EventPathBenchmark
{
    private const int Single = 300;
    private const int BurstCallers = 8;

    /// <summary>The compiler works on what has become hot; that is not the cost of an event.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(8);
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(10);

    public static async Task<Report> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        await using var platform = await Platform.StartAsync("large", workspace, cancellationToken);
        using var http = new HttpClient { BaseAddress = platform.LabAddress };
        var nodes = await NodesAsync(http, platform.Project, cancellationToken);
        await using var raw = await Listener.ConnectAsync(
            new Uri($"ws://127.0.0.1:{platform.LabAddress.Port}/v2/projects/{platform.Project}/notifications/ws"), workspace.Time, cancellationToken);
        await using var ours = await Listener.ConnectAsync(
            new Uri($"ws://127.0.0.1:{platform.SiloAddress.Port}/api/v1/events/ws"), workspace.Time, cancellationToken);

        await RenameAsync("warm", nodes.Count, BurstCallers, TimeSpan.Zero);
        await Task.Delay(Settling, workspace.Time, cancellationToken);
        var (quiet, quietCpu) = await RenameAsync("quiet", Single, 1, Gap);
        var bursts = new List<(List<Change> Changes, TimeSpan Cpu)>();
        for (var round = 0; round < Numbers.Rounds; round++)
        {
            bursts.Add(await RenameAsync($"burst{round}", nodes.Count, BurstCallers, TimeSpan.Zero));
        }

        var (burst, burstCpu) = bursts.OrderBy(round => Rate(round.Changes, change => change.OursAt) / Rate(round.Changes, change => change.RawAt)).ElementAt(Numbers.Rounds / 2);
        var added = quiet.Select(change => change.Ours - change.Raw).ToList();
        return new Report("Event path", workspace.Time)
            .Paragraph("A node is renamed in the GNS3-compatible server; its notification reaches a client that listens there (*raw*), and through listener, "
                + "grains, durable log and gateway a client of ours on `/api/v1/events/ws`. Both clients are in one process with one clock.")
            .Table(
                [$"{Single} changes, one each {Gap.TotalMilliseconds:0} ms", "p50, ms", "p99, ms"],
                [
                    ["raw: change → its own socket", Numbers.Decimal(quiet.Select(change => change.Raw).Percentile(50)), Numbers.Decimal(quiet.Select(change => change.Raw).Percentile(99))],
                    ["ours: change → our socket", Numbers.Decimal(quiet.Select(change => change.Ours).Percentile(50)), Numbers.Decimal(quiet.Select(change => change.Ours).Percentile(99))],
                    ["added by the platform", Numbers.Decimal(added.Percentile(50)), Numbers.Decimal(added.Percentile(99))],
                ])
            .Table(
                [$"{burst.Count:#,0} changes by {BurstCallers} callers as fast as the server takes them, the middle of three bursts", "events/s", "p50, ms", "p99, ms"],
                [
                    ["raw", Numbers.Count(Rate(burst, change => change.RawAt)), Numbers.Decimal(burst.Select(change => change.Raw).Percentile(50)), Numbers.Decimal(burst.Select(change => change.Raw).Percentile(99))],
                    ["ours", Numbers.Count(Rate(burst, change => change.OursAt)), Numbers.Decimal(burst.Select(change => change.Ours).Percentile(50)), Numbers.Decimal(burst.Select(change => change.Ours).Percentile(99))],
                    ["ours / raw", Numbers.Decimal(Rate(burst, change => change.OursAt) / Rate(burst, change => change.RawAt)), "", ""],
                ])
            .Paragraph($"CPU of the silo: {Numbers.Count((quietCpu / Single).TotalMicroseconds)} µs an event when quiet, {Numbers.Count((burstCpu / burst.Count).TotalMicroseconds)} µs in the burst. Every change arrived at both clients.");

        async Task<(List<Change> Changes, TimeSpan Cpu)> RenameAsync(string name, int count, int callers, TimeSpan gap)
        {
            var sent = new ConcurrentDictionary<string, double>();
            var (cpu, next) = (platform.Silo.Cpu, -1);
            await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => CallAsync()));
            var changes = new List<Change>();
            foreach (var (marker, at) in sent)
            {
                var (rawAt, oursAt) = (await raw.ArrivalAsync(marker, cancellationToken), await ours.ArrivalAsync(marker, cancellationToken));
                changes.Add(new Change(rawAt - at, oursAt - at, at, rawAt, oursAt));
            }

            return (changes, platform.Silo.Cpu - cpu);

            async Task CallAsync()
            {
                for (var i = Interlocked.Increment(ref next); i < count; i = Interlocked.Increment(ref next))
                {
                    var marker = $"{name}-{i:00000}";
                    sent[marker] = raw.Now;
                    using var answer = await http.PutAsJsonAsync($"v2/projects/{platform.Project}/nodes/{nodes[i % nodes.Count]}", new { name = marker }, cancellationToken);
                    answer.EnsureSuccessStatusCode();
                    if (gap > TimeSpan.Zero)
                    {
                        await Task.Delay(gap, workspace.Time, cancellationToken);
                    }
                }
            }
        }
    }

    private static double Rate(List<Change> changes, Func<Change, double> arrival) =>
        changes.Count * 1000 / (changes.Max(arrival) - changes.Min(change => change.SentAt));

    private static async Task<List<Guid>> NodesAsync(HttpClient http, Guid project, CancellationToken cancellationToken)
    {
        using var nodes = JsonDocument.Parse(await http.GetStringAsync(new Uri($"v2/projects/{project}/nodes", UriKind.Relative), cancellationToken));
        // A Dynamips router refuses to be renamed while it runs.
        return [.. nodes.RootElement.EnumerateArray().Where(node => node.GetProperty("node_type").GetString() != "dynamips").Select(node => node.GetProperty("node_id").GetGuid())];
    }

    /// <summary>One rename: how long until each client had it, and when, in milliseconds of the run.</summary>
    private sealed record Change(double Raw, double Ours, double SentAt, double RawAt, double OursAt);

    /// <summary>A WebSocket client that notes when each marker first arrived.</summary>
    private sealed class Listener : IAsyncDisposable
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

        private readonly ClientWebSocket _socket = new();
        private readonly ConcurrentDictionary<string, TaskCompletionSource<double>> _arrivals = new();
        private readonly TimeProvider _time;
        private Task _reading = Task.CompletedTask;

        private Listener(TimeProvider time) => _time = time;

        /// <summary>Milliseconds on the clock that all listeners share.</summary>
        public double Now => _time.GetTimestamp() * 1000.0 / _time.TimestampFrequency;

        public static async Task<Listener> ConnectAsync(Uri address, TimeProvider time, CancellationToken cancellationToken)
        {
            var listener = new Listener(time);
            listener._socket.Options.SetRequestHeader("Authorization", Platform.Credentials);
            await listener._socket.ConnectAsync(address, cancellationToken);
            listener._reading = Task.Run(() => listener.ReadAsync(cancellationToken), cancellationToken);
            return listener;
        }

        public Task<double> ArrivalAsync(string marker, CancellationToken cancellationToken) =>
            Arrival(marker).Task.WaitAsync(Patience, _time, cancellationToken);

        public async ValueTask DisposeAsync()
        {
            _socket.Abort();
            await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            _socket.Dispose();
        }

        private TaskCompletionSource<double> Arrival(string marker) =>
            _arrivals.GetOrAdd(marker, _ => new TaskCompletionSource<double>(TaskCreationOptions.RunContinuationsAsynchronously));

        private async Task ReadAsync(CancellationToken cancellationToken)
        {
            var buffer = new byte[1024 * 1024];
            var length = 0;
            while (true)
            {
                var received = await _socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
                length += received.Count;
                if (!received.EndOfMessage)
                {
                    continue;
                }

                var at = Now;
                foreach (var marker in Markers(buffer.AsSpan(0, length)))
                {
                    Arrival(marker).TrySetResult(at);
                }

                length = 0;
            }
        }

        private static List<string> Markers(ReadOnlySpan<byte> frame)
        {
            var found = new List<string>();
            foreach (var name in (ReadOnlySpan<string>)["warm-", "quiet-", "burst0-", "burst1-", "burst2-"])
            {
                var at = frame.IndexOf(Encoding.UTF8.GetBytes(name));
                if (at >= 0)
                {
                    found.Add(Encoding.UTF8.GetString(frame.Slice(at, name.Length + 5)));
                }
            }

            return found;
        }
    }
}

using System.Collections.Immutable;
using Microsoft.Extensions.Logging.Abstractions;
using Nms.Events;
using Nms.Storage;

namespace Nms.Load;

/// <summary>Durable events a second: ours beside a program that writes rows of the same table itself in the same groups.</summary>
internal static class AppendBenchmark
{
    private static readonly TimeSpan Length = TimeSpan.FromSeconds(1.5);

    /// <summary>Callers at the same time, and events in one call of each.</summary>
    private static readonly (int Callers, int Group)[] Shapes = [(1, 1), (1, 16), (1, 256), (16, 1), (64, 16), (8, 256)];

    public static async Task<Report> RunAsync(Workspace workspace, CancellationToken cancellationToken)
    {
        var sqlite = await CompareAsync(
            () => OpenEmbeddedAsync(workspace), () => RawSqlite.OpenAsync(workspace), workspace.Time, cancellationToken);
        var report = new Report("Durable append", workspace.Time)
            .Paragraph("Events of 500 bytes of data, on disk (fsync) before a call returns. *Raw* writes the same table, with its indexes, "
                + "by one connection and one transaction a call; so its column exists for one caller, and ours for many is the group commit. "
                + $"CPU is of the whole process and each event, the making of the event included. Median of {Numbers.Rounds} rounds of {Length.TotalSeconds:0.0} s, ours and raw in turn.")
            .Paragraph("## Embedded (SQLite, `synchronous=FULL`), raw by Microsoft.Data.Sqlite");
        Table(report, sqlite);

        if (Environment.GetEnvironmentVariable(RawPostgres.Setting) is { Length: > 0 } server)
        {
            var postgres = await CompareAsync(
                () => ClusterLog.OpenAsync(server, workspace.Time), () => RawPostgres.OpenAsync(server, workspace.Time), workspace.Time, cancellationToken);
            report.Paragraph("## PostgreSQL, raw by binary COPY of Npgsql; CPU of this program alone, without the server's");
            Table(report, postgres);
        }
        else
        {
            report.Paragraph($"PostgreSQL was not measured: `{RawPostgres.Setting}` names no server.");
        }

        return report;
    }

    private static void Table(Report report, IEnumerable<Compared> rows) => report.Table(
        ["callers × events a call", "ours, events/s", "raw, events/s", "ours / raw", "ours p50 / p99 of a call, ms", "raw p50 / p99, ms", "CPU µs an event, ours", "raw"],
        rows.Select(row => new[]
        {
            $"{row.Callers} × {row.Group}",
            Numbers.Count(row.Ours.PerSecond),
            row.Raw is null ? "–" : Numbers.Count(row.Raw.PerSecond),
            row.Raw is null ? "–" : Numbers.Decimal(row.Ours.PerSecond / row.Raw.PerSecond),
            $"{Numbers.Decimal(row.Ours.P50)} / {Numbers.Decimal(row.Ours.P99)}",
            row.Raw is null ? "–" : $"{Numbers.Decimal(row.Raw.P50)} / {Numbers.Decimal(row.Raw.P99)}",
            Numbers.Microseconds(row.Ours.CpuEach),
            row.Raw is null ? "–" : Numbers.Microseconds(row.Raw.CpuEach),
        }));

    private static async Task<List<Compared>> CompareAsync(
        Func<Task<IAppender>> openOurs, Func<Task<IAppender>> openRaw, TimeProvider time, CancellationToken cancellationToken)
    {
        var rows = new List<Compared>();
        foreach (var (callers, group) in Shapes)
        {
            var (ours, raw) = (new List<Appended>(), new List<Appended>());
            for (var round = 0; round < Numbers.Rounds; round++)
            {
                ours.Add(await MeasureAsync(openOurs, callers, group, time, cancellationToken));
                if (callers == 1)
                {
                    raw.Add(await MeasureAsync(openRaw, callers, group, time, cancellationToken));
                }
            }

            rows.Add(new Compared(callers, group, Middle(ours), raw.Count == 0 ? null : Middle(raw)));
        }

        return rows;
    }

    private static async Task<Appended> MeasureAsync(
        Func<Task<IAppender>> open, int callers, int group, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var log = await open();
        await AppendForAsync(log, callers, group, TimeSpan.FromMilliseconds(500), time, cancellationToken);
        var cpu = Environment.CpuUsage.TotalTime;
        var started = time.GetTimestamp();
        var latencies = await AppendForAsync(log, callers, group, Length, time, cancellationToken);
        var elapsed = time.GetElapsedTime(started);
        var events = (long)latencies.Count * group;
        return new Appended(
            events / elapsed.TotalSeconds, latencies.Percentile(50), latencies.Percentile(99), (Environment.CpuUsage.TotalTime - cpu) / events);
    }

    private static async Task<List<double>> AppendForAsync(
        IAppender log, int callers, int group, TimeSpan length, TimeProvider time, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var loops = await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync, cancellationToken)));
        return [.. loops.SelectMany(loop => loop)];

        async Task<List<double>> CallAsync()
        {
            var latencies = new List<double>();
            while (time.GetElapsedTime(started) < length)
            {
                var events = Some(group);
                var called = time.GetTimestamp();
                await log.AppendAsync(events, cancellationToken);
                latencies.Add(time.GetElapsedTime(called).TotalMilliseconds);
            }

            return latencies;
        }
    }

    private static Appended Middle(List<Appended> rounds) => rounds.OrderBy(round => round.PerSecond).ElementAt(rounds.Count / 2);

    private static readonly string Data = $$"""{"project_id":"{{Guid.Empty}}","padding":"{{new string('x', 440)}}"}""";

    private static ImmutableArray<EventEnvelope> Some(int count)
    {
        var events = ImmutableArray.CreateBuilder<EventEnvelope>(count);
        for (var i = 0; i < count; i++)
        {
            events.Add(new EventEnvelope
            {
                EventId = Guid.CreateVersion7(),
                Type = "node.updated",
                Priority = (EventPriority)(1 + (i % 4)),
                OccurredAt = DateTimeOffset.UnixEpoch,
                DataJson = Data,
            });
        }

        return events.MoveToImmutable();
    }

    private static async Task<IAppender> OpenEmbeddedAsync(Workspace workspace)
    {
        var database = new SqliteDatabase(
            new SqliteStorageOptions { DataFolder = workspace.NewFolder() }, workspace.Time, NullLogger<SqliteDatabase>.Instance);
        await database.OpenAsync();
        return new OurAppender(new SqliteEventLog(database, new LocalEventSignal(workspace.Time)), database);
    }

    private sealed record Appended(double PerSecond, double P50, double P99, TimeSpan CpuEach);

    private sealed record Compared(int Callers, int Group, Appended Ours, Appended? Raw);
}

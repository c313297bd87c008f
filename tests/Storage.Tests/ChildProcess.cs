using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Logging.Abstractions;
using Nms.Events;

namespace Nms.Storage.Tests;

/// <summary>This test program, started again by a test to be killed: it appends events and says which are acknowledged.</summary>
internal sealed class ChildProcess : IAsyncDisposable
{
    public const string Argument = "append-until-killed";

    private const string Ready = "ready";
    private const int Writers = 8;

    private readonly Process _process;

    private ChildProcess(Process process) => _process = process;

    public static async Task<ChildProcess> StartAsync(string storage, string location, CancellationToken cancellationToken)
    {
        var program = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "Nms.Storage.Tests.exe" : "Nms.Storage.Tests");
        var start = new ProcessStartInfo(program, [Argument, storage, location]) { RedirectStandardOutput = true };
        var child = new ChildProcess(Process.Start(start)!);
        Assert.Equal(Ready, await child._process.StandardOutput.ReadLineAsync(cancellationToken));
        return child;
    }

    /// <summary>Lets it acknowledge some events, kills it in the middle of its work and gives all it had acknowledged.</summary>
    public async Task<List<(Guid Id, long Sequence)>> KillAfterAsync(int acknowledged, CancellationToken cancellationToken)
    {
        var events = new List<(Guid Id, long Sequence)>();
        var killed = false;
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            // The last line may be cut off by the kill.
            if (line.Split(' ') is [var id, var sequence, "."])
            {
                events.Add((Guid.Parse(id), long.Parse(sequence, CultureInfo.InvariantCulture)));
            }

            if (!killed && events.Count >= acknowledged)
            {
                killed = true;
                _process.Kill();
            }
        }

        await _process.WaitForExitAsync(cancellationToken);
        Assert.True(killed, "The child ended by itself.");
        return events;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    public static async Task<int> RunAsync(string[] arguments)
    {
        var log = await OpenAsync(arguments[0], arguments[1]);
        var output = TextWriter.Synchronized(new StreamWriter(Console.OpenStandardOutput()) { AutoFlush = true });
        await output.WriteLineAsync(Ready);
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => AppendForeverAsync(log, writer, output))));
        return 0;
    }

    private static async Task<IEventLog> OpenAsync(string storage, string location)
    {
        var signal = new LocalEventSignal(TimeProvider.System);
        if (storage == "sqlite")
        {
            var database = new SqliteDatabase(new SqliteStorageOptions { DataFolder = location }, TimeProvider.System, NullLogger<SqliteDatabase>.Instance);
            await database.OpenAsync();
            return new SqliteEventLog(database, signal);
        }

        var postgres = new PostgresDatabase(location, TimeProvider.System);
        await postgres.OpenAsync();
        return new PostgresEventLog(postgres, new PostgresAppender(postgres, signal, NullLogger<PostgresAppender>.Instance));
    }

    private static async Task AppendForeverAsync(IEventLog log, int writer, TextWriter output)
    {
        while (true)
        {
            var events = Samples.Events(1 + writer);
            foreach (var (e, sequence) in events.Zip(await log.AppendAsync(events)))
            {
                await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{e.EventId} {sequence} ."));
            }
        }
    }
}

using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Nms.Load;

/// <summary>Two silos on a Redis and a PostgreSQL of their own, with the faults that such a cluster has to bear.</summary>
internal sealed class SoakCluster : IAsyncDisposable
{
    private readonly Workspace _workspace;
    private readonly ScratchDatabase _database;
    private readonly string _redisFolder;
    private readonly int _redisPort = Ports.Free();
    private readonly string _cluster = $"soak-{Guid.NewGuid():N}";
    private readonly int[] _http = [Ports.Free(), Ports.Free()];
    private readonly int[] _lines = [Ports.Free(), Ports.Free()];
    private readonly ChildProcess?[] _silos = [null, null];
    private ChildProcess? _redis;

    private SoakCluster(Workspace workspace, ScratchDatabase database)
    {
        _workspace = workspace;
        _database = database;
        _redisFolder = workspace.NewFolder();
    }

    public IReadOnlyList<int> HttpPorts => _http;

    public IReadOnlyList<int> LinePorts => _lines;

    /// <summary>Resident memory of the larger silo.</summary>
    public long Memory => _silos.Max(silo => silo is { HasExited: false } ? silo.Memory : 0);

    /// <summary>Silos that ended without being killed, as one does that the others took for dead.</summary>
    public int Ended { get; private set; }

    public static async Task<SoakCluster> StartAsync(string server, Workspace workspace, CancellationToken cancellationToken)
    {
        var cluster = new SoakCluster(workspace, await ScratchDatabase.CreateAsync(server));
        await cluster.StartRedisAsync(cancellationToken);
        await cluster.StartSiloAsync(0, cancellationToken);
        await cluster.StartSiloAsync(1, cancellationToken);
        return cluster;
    }

    /// <summary>Starts silos that ended, as whatever runs them would.</summary>
    public async Task StartEndedAsync(CancellationToken cancellationToken)
    {
        for (var index = 0; index < _silos.Length; index++)
        {
            if (_silos[index] is { HasExited: true } ended)
            {
                Ended++;
                Console.WriteLine($"silo {index + 1} ended: {ended.Output()}");
                await ended.DisposeAsync();
                await StartSiloAsync(index, cancellationToken);
            }
        }
    }

    public async Task KillSiloAsync(int index, CancellationToken cancellationToken)
    {
        await _silos[index]!.DisposeAsync();
        _silos[index] = null;
        await Task.Delay(TimeSpan.FromSeconds(3), _workspace.Time, cancellationToken);
        await StartSiloAsync(index, cancellationToken);
    }

    public async Task FreezeSiloAsync(int index, TimeSpan time, CancellationToken cancellationToken)
    {
        await SignalAsync(index, "-STOP", cancellationToken);
        await Task.Delay(time, _workspace.Time, cancellationToken);
        await SignalAsync(index, "-CONT", cancellationToken);
    }

    public async Task RestartRedisAsync(CancellationToken cancellationToken)
    {
        await _redis!.DisposeAsync();
        _redis = null;
        await Task.Delay(TimeSpan.FromSeconds(1), _workspace.Time, cancellationToken);
        await StartRedisAsync(cancellationToken);
    }

    /// <summary>Ends every session of the database, as a fail-over does.</summary>
    public async Task DropDatabaseSessionsAsync(CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create(_database.ConnectionString);
        await using var command = source.CreateCommand(
            "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");
        await command.ExecuteScalarAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _silos.Append(_redis).OfType<ChildProcess>())
        {
            await process.DisposeAsync();
        }

        await _database.DisposeAsync();
    }

    private async Task StartRedisAsync(CancellationToken cancellationToken)
    {
        _redis = ChildProcess.Start("/usr/bin/redis-server",
            ["--port", Text(_redisPort), "--appendonly", "yes", "--appendfsync", "everysec", "--save", "", "--dir", _redisFolder], _redisFolder);
        await _redis.WaitUntilListeningAsync(_redisPort, _workspace.Time, cancellationToken);
    }

    private async Task StartSiloAsync(int index, CancellationToken cancellationToken)
    {
        var address = new Uri($"http://127.0.0.1:{Text(_http[index])}/");
        _silos[index] = ChildProcess.StartPeer(
            "peer-platform",
            [
                Text(Ports.Free()), Text(_lines[index]), Text(Ports.Free()), Text(Ports.Free()), .. Platform.SiloArguments(address, _workspace.NewFolder(), new Uri("http://127.0.0.1:9/")),
                "--ConnectionStrings:redis", $"127.0.0.1:{Text(_redisPort)},abortConnect=false",
                "--ConnectionStrings:postgres", _database.ConnectionString,
                "--Orleans:ClusterId", _cluster, "--Orleans:ServiceId", _cluster, "--Orleans:Endpoints:AdvertisedIPAddress", "127.0.0.1",
            ]);
        await _silos[index]!.WaitUntilReadyAsync(new Uri(address, "health/ready"), _workspace.Time, cancellationToken);
    }

    private async Task SignalAsync(int index, string signal, CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", [signal, Text(_silos[index]!.Id)]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}

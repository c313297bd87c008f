using System.Collections.Concurrent;
using System.Globalization;
using Npgsql;

namespace Nms.Testing.Servers;

/// <summary>
/// A real PostgreSQL: the one NMS_TEST_POSTGRES names, else one started on loopback from the programs found here. Starts when
/// the first database is asked for. Use it as an assembly fixture.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Override = "NMS_TEST_POSTGRES";
    private const string User = "nms";

    private readonly Lazy<Task<string>> _starting;
    private readonly ConcurrentBag<string> _databases = [];
    private readonly string? _binaries;
    private string? _folder;
    private ServerProcess? _process;
    private bool _isStopped;

    public PostgresServer()
    {
        _binaries = Path.GetDirectoryName(FindProgram("initdb"));
        _starting = new Lazy<Task<string>>(StartAsync);
    }

    /// <summary>Why there is none; null when there is.</summary>
    public string? SkipReason => _binaries is null && Environment.GetEnvironmentVariable(Override) is null
        ? ServerProcess.Missing($"PostgreSQL is not installed: install the package postgresql, or set {Override} to a connection string.")
        : null;

    /// <summary>Where a program of PostgreSQL is; null when it is not installed.</summary>
    public static string? FindProgram(string name)
    {
        var versions = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").OrderDescending().Select(version => Path.Combine(version, "bin"))
            : [];
        return ServerProcess.Find(name, versions);
    }

    /// <summary>Makes an empty database and gives its connection string.</summary>
    public async Task<string> CreateDatabaseAsync()
    {
        var server = await _starting.Value;
        var name = $"nms_test_{Guid.NewGuid():N}";
        _databases.Add(name);
        await ExecuteAsync(server, $"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>Ends the server at once and starts it again on the same data.</summary>
    public async Task CrashAsync()
    {
        await StopAsync();
        await RestartAsync();
    }

    /// <summary>Ends the server at once.</summary>
    public async Task StopAsync()
    {
        await _starting.Value;
        await _process!.DisposeAsync();
        _isStopped = true;
        // What a killed postmaster leaves behind; its children end by themselves.
        File.Delete(Path.Combine(_folder!, "postmaster.pid"));
    }

    /// <summary>Starts a stopped server again on the same data.</summary>
    public async Task RestartAsync() => await ListenAsync(new NpgsqlConnectionStringBuilder(await _starting.Value).Port);

    public async ValueTask DisposeAsync()
    {
        if (!_starting.IsValueCreated)
        {
            return;
        }

        if (_process is null)
        {
            var server = await _starting.Value;
            foreach (var database in _databases)
            {
                await ExecuteAsync(server, $"DROP DATABASE {database} WITH (FORCE)");
            }

            return;
        }

        if (!_isStopped)
        {
            await RunAsync("pg_ctl", "stop", "-D", _folder!, "-m", "immediate");
            await _process.DisposeAsync();
        }

        Directory.Delete(_folder!, recursive: true);
    }

    private static async Task ExecuteAsync(string connectionString, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    private async Task<string> StartAsync()
    {
        if (Environment.GetEnvironmentVariable(Override) is { Length: > 0 } given)
        {
            return given;
        }

        _folder = Path.Combine(Path.GetTempPath(), $"nms-postgres-{Guid.NewGuid():N}");
        await RunAsync("initdb", "-D", _folder, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync");
        return await ListenAsync(ServerProcess.FreePort());
    }

    private async Task<string> ListenAsync(int port)
    {
        var (program, arguments) = Unprivileged(
            Path.Combine(_binaries!, "postgres"),
            "-D", _folder!, "-p", port.ToString(CultureInfo.InvariantCulture), "-k", _folder!,
            "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200", "-c", "fsync=off");
        var process = ServerProcess.Start(program, arguments);
        _process = process;
        _isStopped = false;
        var connectionString = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = port,
            Username = User,
            Database = "postgres",
        }.ConnectionString;
        await process.WaitUntilReadyAsync(() => ExecuteAsync(connectionString, "SELECT 1"), TimeSpan.FromSeconds(60));
        return connectionString;
    }

    private Task RunAsync(string program, params string[] arguments)
    {
        var (name, all) = Unprivileged(Path.Combine(_binaries!, program), arguments);
        return ServerProcess.RunAsync(name, all);
    }

    /// <summary>PostgreSQL refuses to run as root, which is who runs the tests in a container.</summary>
    private static (string Program, string[] Arguments) Unprivileged(string program, params string[] arguments) =>
        Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()
            ? ("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", "--", program, .. arguments])
            : (program, arguments);
}

using Npgsql;

namespace Nms.Load;

/// <summary>A database of one round alone, so that all rounds start from the same; dropped with this object.</summary>
internal sealed class ScratchDatabase : IAsyncDisposable
{
    private readonly string _server;
    private readonly string _name;

    private ScratchDatabase(string server, string name)
    {
        _server = new NpgsqlConnectionStringBuilder(server) { Pooling = false }.ConnectionString;
        _name = name;
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    public string ConnectionString { get; }

    public static async Task<ScratchDatabase> CreateAsync(string server)
    {
        var scratch = new ScratchDatabase(server, $"nms_load_{Guid.CreateVersion7():N}");
        await scratch.ExecuteAsync($"CREATE DATABASE {scratch._name}");
        return scratch;
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync($"DROP DATABASE {_name} WITH (FORCE)");

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(_server);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

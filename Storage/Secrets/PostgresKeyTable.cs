using System.Xml.Linq;
using Npgsql;

namespace Nms.Storage;

/// <summary>Keys in the cluster's database, the same for every silo. Data Protection asks synchronously, at the start and once a day.</summary>
internal sealed class PostgresKeyTable(PostgresDatabase database) : IKeyTable
{
    /// <summary>"nmssecrt" in ASCII: any number that nobody else locks.</summary>
    private const long AdvisoryLock = 0x6e6d_7373_6563_7274;

    public IReadOnlyCollection<XElement> GetAllElements() =>
        database.UseAsync(async source =>
        {
            await using var command = source.CreateCommand("SELECT xml FROM secret_key ORDER BY name");
            await using var reader = await command.ExecuteReaderAsync().ConfigureAwait(false);
            var elements = new List<XElement>();
            while (await reader.ReadAsync().ConfigureAwait(false))
            {
                elements.Add(XElement.Parse(reader.GetString(0)));
            }

            return elements;
        }).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) =>
        database.UseAsync(async source =>
        {
            await using var command = source.CreateCommand(
                "INSERT INTO secret_key (name, xml) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET xml = excluded.xml");
            command.Parameters.Add(new() { Value = friendlyName });
            command.Parameters.Add(new() { Value = element.ToString(SaveOptions.DisableFormatting) });
            return await command.ExecuteNonQueryAsync().ConfigureAwait(false);
        }).GetAwaiter().GetResult();

    public Task<IAsyncDisposable> TakeTurnAsync(CancellationToken cancellationToken) =>
        database.UseAsync<IAsyncDisposable>(
            async source =>
            {
                var connection = await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
                try
                {
                    // Ends with the transaction, and that with the connection: a silo that dies holds nobody up.
                    var transaction = await connection.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
                    await using var command = new NpgsqlCommand($"SELECT pg_advisory_xact_lock({AdvisoryLock})", connection, transaction);
                    await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                    return connection;
                }
                catch
                {
                    await connection.DisposeAsync().ConfigureAwait(false);
                    throw;
                }
            },
            cancellationToken);
}

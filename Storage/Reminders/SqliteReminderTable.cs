namespace Nms.Storage;

/// <summary>Reminders in the embedded database.</summary>
internal sealed class SqliteReminderTable(SqliteDatabase database) : IReminderTable
{
    private const string Columns = "grain_id, name, start_at, period, etag";

    public Task StartAsync(CancellationToken cancellationToken) => database.OpenAsync();

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<ReminderTableData> ReadRows(GrainId grainId) =>
        database.ReadAsync(
            grainId.ToString(),
            static (connection, grain) =>
            {
                using var statement = connection.Prepare($"SELECT {Columns} FROM reminder WHERE grain_id = ?1 ORDER BY name");
                return new ReminderTableData(Entries(statement.Bind(1, grain)));
            });

    /// <summary>The range is a piece of a ring: (begin, end], and around its top when begin is not below end.</summary>
    public Task<ReminderTableData> ReadRows(uint begin, uint end) =>
        database.ReadAsync(
            (begin, end),
            static (connection, range) =>
            {
                using var statement = connection.Prepare(range.begin < range.end
                    ? $"SELECT {Columns} FROM reminder WHERE grain_hash > ?1 AND grain_hash <= ?2"
                    : $"SELECT {Columns} FROM reminder WHERE grain_hash > ?1 OR grain_hash <= ?2");
                return new ReminderTableData(Entries(statement.Bind(1, range.begin).Bind(2, range.end)));
            });

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) =>
        database.ReadAsync(
            (grain: grainId.ToString(), reminderName),
            static (connection, key) =>
            {
                using var statement = connection.Prepare($"SELECT {Columns} FROM reminder WHERE grain_id = ?1 AND name = ?2");
                return Entries(statement.Bind(1, key.grain).Bind(2, key.reminderName)).FirstOrDefault();
            });

    public Task<string?> UpsertRow(ReminderEntry entry) =>
        database.WriteAsync(
            (entry, etag: Guid.CreateVersion7().ToString("N")),
            static (connection, write) =>
            {
                var entry = write.entry;
                using var statement = connection.Prepare("""
                    INSERT INTO reminder (grain_id, name, grain_hash, start_at, period, etag) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
                    ON CONFLICT (grain_id, name) DO UPDATE SET start_at = excluded.start_at, period = excluded.period, etag = excluded.etag
                    """);
                statement.Bind(1, entry.GrainId.ToString()).Bind(2, entry.ReminderName).Bind(3, entry.GrainId.GetUniformHashCode())
                    .Bind(4, entry.StartAt.Ticks).Bind(5, entry.Period.Ticks).Bind(6, write.etag).Step();
                return (string?)write.etag;
            });

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag) =>
        database.WriteAsync(
            (grain: grainId.ToString(), reminderName, eTag),
            static (connection, key) =>
            {
                using var statement = connection.Prepare("DELETE FROM reminder WHERE grain_id = ?1 AND name = ?2 AND etag = ?3");
                statement.Bind(1, key.grain).Bind(2, key.reminderName).Bind(3, key.eTag).Step();
                return connection.Changes == 1;
            });

    public Task TestOnlyClearTable() =>
        database.WriteAsync(
            0,
            static (connection, _) =>
            {
                connection.Execute("DELETE FROM reminder");
                return connection.Changes;
            });

    private static List<ReminderEntry> Entries(SqliteStatement statement)
    {
        var entries = new List<ReminderEntry>();
        while (statement.Step())
        {
            entries.Add(new ReminderEntry
            {
                GrainId = GrainId.Parse(statement.GetString(0)),
                ReminderName = statement.GetString(1),
                StartAt = new DateTime(statement.GetInt64(2), DateTimeKind.Utc),
                Period = new TimeSpan(statement.GetInt64(3)),
                ETag = statement.GetString(4),
            });
        }

        return entries;
    }
}

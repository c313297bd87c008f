using System.Xml.Linq;

namespace Nms.Storage;

/// <summary>Keys in the embedded database. Data Protection asks synchronously, at the start and once a day.</summary>
internal sealed class SqliteKeyTable(SqliteDatabase database) : IKeyTable
{
    public IReadOnlyCollection<XElement> GetAllElements() =>
        database.ReadAsync(
            0,
            static (connection, _) =>
            {
                using var statement = connection.Prepare("SELECT xml FROM secret_key ORDER BY name");
                var elements = new List<XElement>();
                while (statement.Step())
                {
                    elements.Add(XElement.Parse(statement.GetString(0)));
                }

                return elements;
            }).GetAwaiter().GetResult();

    public void StoreElement(XElement element, string friendlyName) =>
        database.WriteAsync(
            (name: friendlyName, xml: element.ToString(SaveOptions.DisableFormatting)),
            static (connection, row) =>
            {
                using var statement = connection.Prepare(
                    "INSERT INTO secret_key (name, xml) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET xml = excluded.xml");
                statement.Bind(1, row.name).Bind(2, row.xml).Step();
                return 0;
            }).GetAwaiter().GetResult();

    // The data folder's lock keeps every other process away already.
    public Task<IAsyncDisposable> TakeTurnAsync(CancellationToken cancellationToken) => Task.FromResult<IAsyncDisposable>(new AlwaysMine());

    private sealed class AlwaysMine : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}

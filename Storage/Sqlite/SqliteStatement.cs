using System.Buffers;
using System.Text;
using SQLitePCL;

namespace Nms.Storage;

/// <summary>One prepared statement. Parameters are numbered from 1, columns from 0; disposing resets it for the next use.</summary>
internal sealed class SqliteStatement(SqliteConnection connection, sqlite3_stmt handle) : IDisposable
{
    private const int StackLimit = 1024;

    public SqliteStatement Bind(int parameter, long value)
    {
        connection.Check(raw.sqlite3_bind_int64(handle, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        // Big-endian keeps version 7 ids in the order of their making, so that the index grows at its end.
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(parameter, bytes);
    }

    public SqliteStatement Bind(int parameter, Guid? value) => value is { } id ? Bind(parameter, id) : BindNull(parameter);

    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        // An empty span has no address, which SQLite would take for NULL.
        connection.Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(handle, parameter, 0)
            : raw.sqlite3_bind_blob(handle, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, string? value)
    {
        if (value is null)
        {
            return BindNull(parameter);
        }

        if (value.Length == 0)
        {
            connection.Check(raw.sqlite3_bind_text(handle, parameter, string.Empty));
            return this;
        }

        var size = Encoding.UTF8.GetMaxByteCount(value.Length);
        var rented = size > StackLimit ? ArrayPool<byte>.Shared.Rent(size) : null;
        var buffer = rented ?? stackalloc byte[StackLimit];
        var length = Encoding.UTF8.GetBytes(value, buffer);
        var result = raw.sqlite3_bind_text(handle, parameter, buffer[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        connection.Check(result);
        return this;
    }

    public SqliteStatement BindNull(int parameter)
    {
        connection.Check(raw.sqlite3_bind_null(handle, parameter));
        return this;
    }

    /// <summary>Goes to the next row; false after the last.</summary>
    public bool Step() => raw.sqlite3_step(handle) switch
    {
        raw.SQLITE_ROW => true,
        raw.SQLITE_DONE => false,
        var result => throw connection.Error(result),
    };

    public bool IsNull(int column) => raw.sqlite3_column_type(handle, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => raw.sqlite3_column_int64(handle, column);

    public Guid GetGuid(int column) => new(raw.sqlite3_column_blob(handle, column), bigEndian: true);

    public byte[] GetBytes(int column) => raw.sqlite3_column_blob(handle, column).ToArray();

    public string GetString(int column) => raw.sqlite3_column_text(handle, column).utf8_to_string();

    public void Dispose()
    {
        // The result of a reset repeats the error of the step before it, which has been thrown already.
        _ = raw.sqlite3_reset(handle);
        _ = raw.sqlite3_clear_bindings(handle);
    }

    public void Finish() => handle.Dispose();
}

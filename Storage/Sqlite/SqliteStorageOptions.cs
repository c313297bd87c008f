namespace Nms.Storage;

/// <summary>Where the embedded database lies and how it groups.</summary>
internal sealed class SqliteStorageOptions
{
    /// <summary>Folder of nms.db and nms.lock; made when missing.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Writes of one transaction at most. More is more throughput and a longer wait for each.</summary>
    public int MaximumGroup { get; init; } = 512;

    /// <summary>Rows of one transaction at most, unless one operation alone has more.</summary>
    public int MaximumGroupRows { get; init; } = 1024;

    /// <summary>Writes that may wait; a writer beyond that waits for room.</summary>
    public int MaximumQueue { get; init; } = 4096;

    /// <summary>
    /// Bytes of the write-ahead log from which on the writer helps to empty it. Less makes a shorter log and more pauses of the writer.
    /// </summary>
    public long LogLimit { get; init; } = 64 * 1024 * 1024;

    /// <summary>Reads at the same time.</summary>
    public int Readers { get; init; } = 4;

    /// <summary>How long to wait for another program that holds the file locked.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);
}

namespace Nms;

/// <summary>The storage could not do what was asked: full, locked, corrupt, out of reach (HTTP 503).</summary>
[GenerateSerializer, Alias("Nms.StorageException")]
public sealed class StorageException : NmsException
{
    /// <summary>Creates the exception from its code and its sentence.</summary>
    /// <param name="code">
    /// storage_full, storage_busy, storage_unavailable, storage_read_only, storage_corrupt, storage_in_use, storage_schema or storage_failed.
    /// </param>
    /// <param name="message">One sentence that names the thing and, where there is one, the remedy.</param>
    public StorageException(string code, string message)
        : base(code, message)
    {
    }
}

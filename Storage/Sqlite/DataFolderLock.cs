namespace Nms.Storage;

/// <summary>Keeps a second process out of a data folder; the operating system lets go of it when the process ends, however it ends.</summary>
internal static class DataFolderLock
{
    private const string FileName = "nms.lock";

    public static FileStream Take(string folder)
    {
        try
        {
            // The database holds the keys of the secrets: nobody else's business unless the operator says so.
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(folder, e);
        }

        var path = Path.Combine(folder, FileName);
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException e)
        {
            throw Unwritable(folder, e);
        }
        catch (IOException e) when (!IsHeld(path))
        {
            throw Unwritable(folder, e);
        }
        catch (IOException)
        {
            throw new StorageException(
                "storage_in_use", $"The data folder '{folder}' is in use by another NMS process; stop that one, or set Nms:Data to another folder.");
        }
    }

    /// <summary>A read-only file system and a lock both answer with the same exception; only of a lock is the file there and still not to be had for reading.</summary>
    private static bool IsHeld(string path)
    {
        try
        {
            using var exclusive = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (IOException)
        {
            return File.Exists(path);
        }
    }

    private static StorageException Unwritable(string folder, Exception e) =>
        new("storage_read_only", $"The data folder '{folder}' cannot be written ({e.Message}); check its rights, or set Nms:Data to another folder.");
}

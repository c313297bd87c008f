using Nms.Api.Access;
using Nms.Silo.Hosting;
using Nms.Storage;

namespace Nms.Silo.Commands;

/// <summary>What the program does instead of running the hub: it reads the same settings, does one thing and ends.</summary>
internal static class MaintenanceCommands
{
    public static bool IsOne(string[] arguments) => arguments is ["backup" or "restore" or "verify-audit", ..];

    /// <summary>Exit code 0: done. 1: not done, for the reason that is written. 2: the command is not complete.</summary>
    public static async Task<int> RunAsync(string[] arguments, TextWriter output, TextWriter error)
    {
        if (arguments is not [var command, var path, ..] || path.StartsWith('-'))
        {
            await error.WriteLineAsync("Write: backup <folder or file>, restore <file> or verify-audit <export.ndjson>.");
            return 2;
        }

        try
        {
            var configuration = WebApplication.CreateBuilder(arguments).Configuration;
            await output.WriteLineAsync(await (command switch
            {
                "backup" => BackUpAsync(configuration, path),
                "restore" => RestoreAsync(configuration, path),
                _ => VerifyAsync(configuration, path),
            }));
            return 0;
        }
        catch (Exception failure) when (failure is NmsException or SettingException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync($"Not done: {failure.Message}");
            return 1;
        }
    }

    private static Task<string> BackUpAsync(IConfiguration configuration, string target) =>
        Task.FromResult($"The data are in '{EmbeddedBackup.BackUp(DataFolder(configuration), target, TimeProvider.System)}'.");

    private static async Task<string> RestoreAsync(IConfiguration configuration, string backup)
    {
        var (head, aside) = await EmbeddedRestore.RestoreAsync(
            backup, DataFolder(configuration), AuditSealFile.Read(configuration), TimeProvider.System);
        return $"The back-up is restored; its audit log ends with entry {head.Sequence}, {head.Hash}."
            + (aside is null ? "" : $" What was there is in '{aside}'.");
    }

    private static async Task<string> VerifyAsync(IConfiguration configuration, string export)
    {
        using var file = new StreamReader(export);
        var (entries, fault) = await AuditExportCheck.RunAsync(file, AuditSealFile.Read(configuration));
        return fault is null
            ? $"The export is as it was written: {entries} entries."
            : throw new StorageException("storage_corrupt", $"After {entries} entries that are right: {fault}");
    }

    private static string DataFolder(IConfiguration configuration)
    {
        var settings = SiloSettings.Read(configuration);
        return settings.Cluster is null
            ? settings.DataFolder
            : throw new SettingException($"The data of a cluster are in PostgreSQL ({SiloSettings.PostgresKey}): use pg_dump and pg_restore, as docs/how-to/back-up.md shows.");
    }
}

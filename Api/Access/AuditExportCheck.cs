using System.Text.Json;
using Nms.Access;
using Nms.Contracts.Access;

namespace Nms.Api.Access;

/// <summary>Verifies an exported audit log without the hub.</summary>
public static class AuditExportCheck
{
    /// <summary>Reads an export in NDJSON and says in one sentence what is wrong with it; null when nothing is.</summary>
    /// <param name="export">The file.</param>
    /// <param name="seal">The key it was sealed with, or none.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>How many entries are right, and what is wrong.</returns>
    public static async Task<(long Entries, string? Fault)> RunAsync(TextReader export, AuditSeal seal, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(export);
        ArgumentNullException.ThrowIfNull(seal);
        var entries = 0L;
        try
        {
            if (Parse<AuditExportHead>(await export.ReadLineAsync(cancellationToken)) is not { Export: AuditExportHead.Name } head)
            {
                return (0, $"The file does not begin as an export does: {AuditExportHead.Name}.");
            }

            var chain = new AuditChain(new AuditMark(head.AfterSequence, head.AfterHash), seal);
            while (await export.ReadLineAsync(cancellationToken) is { } line)
            {
                var entry = Parse<AuditEntryResponse>(line)!.ToEntry();
                var fault = head.Complete ? chain.Add(entry)
                    : AuditChain.FaultOfContent(entry, seal) is { } reason ? new AuditFault(entry.Sequence, reason)
                    : null;
                if (fault is not null)
                {
                    return (entries, $"Entry {fault.Sequence}: {fault.Reason}.");
                }

                entries++;
            }

            return (entries, head.Complete && chain.Last != new AuditMark(head.LastSequence, head.LastHash)
                ? $"The file ends with entry {chain.Last.Sequence}; its first line says {head.LastSequence}."
                : null);
        }
        catch (JsonException wrong)
        {
            return (entries, $"Line {entries + 2} is not one of an export: {wrong.Message}");
        }
    }

    private static T? Parse<T>(string? line) => line is null ? default : JsonSerializer.Deserialize<T>(line, ApiJson.Options);
}

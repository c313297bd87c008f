using System.Globalization;
using System.IO.Pipelines;
using System.Text;
using System.Text.Json;
using Nms.Access;
using Nms.Contracts.Access;

namespace Nms.Api.Access;

/// <summary>Writes the audit log out page by page, up to where it ended when the export began.</summary>
internal sealed class AuditExport(IAuditTrail trail, AuditQuery query, AuditBounds bounds)
{
    public const string NdjsonType = "application/x-ndjson";
    public const string CsvType = "text/csv";

    private const int Page = 500;

    private static readonly byte[] s_newLine = "\n"u8.ToArray();
    private static readonly string[] s_columns =
    [
        "sequence", "at", "principal_id", "principal_name", "sign_in", "action", "request", "object_type", "object_id", "project_id", "address",
        "forwarded", "outcome", "status", "code", "changes", "duration_ms", "correlation_id", "silo", "times", "seal", "previous_hash", "hash",
    ];

    /// <summary>One JSON object a line; the first says what the file holds, so that a shortened one is noticed.</summary>
    public async Task WriteNdjsonAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        await WriteLineAsync(
            output,
            new AuditExportHead(
                AuditExportHead.Name, query == AuditQuery.All, bounds.Start.Sequence, bounds.Start.Hash, bounds.Head.Sequence, bounds.Head.Hash),
            cancellationToken);
        await foreach (var entry in EntriesAsync(cancellationToken))
        {
            await WriteLineAsync(output, entry.ToResponse(), cancellationToken);
        }
    }

    public async Task WriteCsvAsync(PipeWriter output, CancellationToken cancellationToken)
    {
        await WriteTextAsync(output, string.Join(',', s_columns), cancellationToken);
        await foreach (var entry in EntriesAsync(cancellationToken))
        {
            await WriteTextAsync(output, string.Join(',', Values(entry.ToResponse()).Select(Csv.Field)), cancellationToken);
        }
    }

    private static IEnumerable<string?> Values(AuditEntryResponse entry) =>
    [
        Number(entry.Sequence), entry.At.ToString("O", CultureInfo.InvariantCulture), entry.PrincipalId, entry.PrincipalName, entry.SignIn, entry.Action,
        entry.Request, entry.ObjectType, entry.ObjectId, entry.ProjectId?.ToString("D"), entry.Address, entry.Forwarded,
        JsonNamingPolicy.SnakeCaseLower.ConvertName(entry.Outcome.ToString()), Number(entry.Status), entry.Code, entry.Changes?.GetRawText(),
        Number(entry.DurationMs), entry.CorrelationId, entry.Silo, Number(entry.Times), entry.Seal, entry.PreviousHash, entry.Hash,
    ];

    private static string? Number(long? number) => number?.ToString(CultureInfo.InvariantCulture);

    private async IAsyncEnumerable<AuditEntry> EntriesAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var after = bounds.Start.Sequence; after < bounds.Head.Sequence;)
        {
            var entries = await trail.ReadAsync(query, after, Page, cancellationToken);
            foreach (var entry in entries.Where(entry => entry.Sequence <= bounds.Head.Sequence))
            {
                yield return entry;
            }

            if (entries.Length < Page)
            {
                yield break;
            }

            after = entries[^1].Sequence;
        }
    }

    private static async Task WriteLineAsync<T>(PipeWriter output, T value, CancellationToken cancellationToken)
    {
        await output.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(value, ApiJson.Options), cancellationToken);
        await output.WriteAsync(s_newLine, cancellationToken);
    }

    private static async Task WriteTextAsync(PipeWriter output, string line, CancellationToken cancellationToken) =>
        await output.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancellationToken);
}

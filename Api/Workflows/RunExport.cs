using System.Net.Mime;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nms.Workflows;

namespace Nms.Api.Workflows;

/// <summary>Writes a run out, its history page by page.</summary>
internal static class RunExport
{
    public const string ContentType = "application/json";

    private const int Page = 500;

    public static async Task WriteAsync(
        HttpResponse response, WorkflowRunSnapshot run, WorkflowVersion? definition, IWorkflowRuns runs, CancellationToken cancellationToken)
    {
        // Before the first byte: an answer that has begun cannot become a refusal.
        var entries = await runs.ReadHistoryAsync(run.RunId, 0, Page, cancellationToken);
        response.ContentType = ContentType;
        response.Headers.CacheControl = "no-store";
        response.Headers.ContentDisposition = new ContentDisposition { FileName = $"workflow-run-{run.RunId:D}.json" }.ToString();

        await using var json = new Utf8JsonWriter(response.BodyWriter, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        Write(json, "run", run.ToResponse());
        Write(json, "definition", definition is null ? null : new { definition.Name, definition.Version, definition.Source });
        json.WriteStartArray("history");
        while (true)
        {
            foreach (var entry in entries)
            {
                JsonSerializer.Serialize(json, entry.ToResponse(), ApiJson.Options);
            }

            await json.FlushAsync(cancellationToken);
            if (entries.Length < Page)
            {
                break;
            }

            entries = await runs.ReadHistoryAsync(run.RunId, entries[^1].Sequence, Page, cancellationToken);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        await json.FlushAsync(cancellationToken);
    }

    private static void Write<T>(Utf8JsonWriter json, string name, T value)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, value, ApiJson.Options);
    }
}

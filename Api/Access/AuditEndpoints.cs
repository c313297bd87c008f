using System.Globalization;
using System.Net.Mime;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Contracts.Access;
using AuditOutcome = Nms.Access.AuditOutcome;

namespace Nms.Api.Access;

/// <summary>The audit log: by the page, whole, and whether it is still what was written.</summary>
internal static class AuditEndpoints
{
    private const int Usual = 100;
    private const int HashLength = 64;

    public static void MapAudit(this IEndpointRouteBuilder api)
    {
        var audit = api.MapGroup("/audit").WithTags(ApiTags.Infrastructure).Require(Permissions.AuditRead);
        audit.MapGet("/", ListAsync).WithMetadata(AuditFilter.All).Describe(
            "list_audit",
            "Reads the audit log, newest first.",
            "Go on with before=<next>. principal is an id such as user:…, or anonymous, or system.",
            StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
        audit.MapGet("/export", ExportAsync)
            .WithMetadata(new Audited(Streams: true), AuditFilter.All)
            .Produces<string>(StatusCodes.Status200OK, AuditExport.NdjsonType, AuditExport.CsvType)
            .Describe(
                "export_audit",
                "Writes out the audit log, oldest first.",
                "format is ndjson (the default; can be verified offline) or csv. The filters are those of the list. The export itself is recorded.",
                StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
        audit.MapGet("/verify", VerifyAsync).Audited().Describe(
            "verify_audit",
            "Tells whether the audit log is still what was written, or the first entry that is not.",
            "first and last narrow what is looked at. known=<sequence>:<hash>, the head of an earlier answer, must still be in the log: that shows a new "
            + "chain over changed entries, and a missing end.",
            StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Ok<AuditPageResponse>> ListAsync(
        [FromQuery(Name = "before")] long? before,
        [FromQuery(Name = "limit")] int? limit,
        HttpContext context,
        IAuditTrail trail,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors().Between("before", before, 1, long.MaxValue).Between("limit", limit, 1, PageQuery.Most);
        var query = AuditFilter.Read(context, errors);
        errors.ThrowIfAny();
        var most = limit ?? Usual;
        var entries = await trail.QueryAsync(query, before ?? long.MaxValue, most, cancellationToken);
        return TypedResults.Ok(new AuditPageResponse(
            [.. entries.Select(AuditMapping.ToResponse)], entries.Length == most ? entries[^1].Sequence : null));
    }

    private static async Task ExportAsync(
        [FromQuery(Name = "format")] string? format,
        HttpContext context,
        IAuditTrail trail,
        CancellationToken cancellationToken)
    {
        var errors = new FieldErrors().When(format is not (null or "ndjson" or "csv"), "format", "must be ndjson or csv");
        var query = AuditFilter.Read(context, errors);
        errors.ThrowIfAny();
        var bounds = await trail.GetBoundsAsync(cancellationToken);

        // Before the first byte: an answer that has begun cannot become a refusal.
        await trail.RecordAsync(new AuditDescription(context).With(AuditOutcome.Succeeded, StatusCodes.Status200OK, TimeSpan.Zero));
        var export = new AuditExport(trail, query, bounds);
        var isCsv = format == "csv";
        context.Response.ContentType = isCsv ? AuditExport.CsvType : AuditExport.NdjsonType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = new ContentDisposition { FileName = isCsv ? "nms-audit.csv" : "nms-audit.ndjson" }.ToString();
        await (isCsv ? export.WriteCsvAsync(context.Response.BodyWriter, cancellationToken) : export.WriteNdjsonAsync(context.Response.BodyWriter, cancellationToken));
    }

    private static async Task<Ok<AuditVerificationResponse>> VerifyAsync(
        [FromQuery(Name = "first")] long? first,
        [FromQuery(Name = "last")] long? last,
        [FromQuery(Name = "known")] string? known,
        IAuditTrail trail,
        CancellationToken cancellationToken)
    {
        var mark = Mark(known);
        new FieldErrors()
            .Between("first", first, 1, long.MaxValue)
            .Between("last", last, 1, long.MaxValue)
            .When(last < first, "last", "must not be below first")
            .When(known is not null && mark is null, "known", "must be <sequence>:<hash>, 64 hexadecimal digits")
            .ThrowIfAny();
        return TypedResults.Ok((await trail.VerifyAsync(first, last, mark, cancellationToken)).ToResponse());
    }

    private static AuditMark? Mark(string? text) =>
        text?.Split(':') is [var sequence, { Length: HashLength } hash] && hash.All(char.IsAsciiHexDigit)
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new AuditMark(number, hash.ToLowerInvariant())
            : null;
}

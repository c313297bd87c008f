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
        audit.MapGet("/", ListAsync).WithMetadata(AuditFilter.All).ChecksParameters(AuditFilter.Check).Describe(
            "list_audit",
            "Reads the audit log, newest first.",
            "Go on with before=<next>. principal is an id such as user:…, or anonymous, or system.",
            StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
        audit.MapGet("/export", ExportAsync)
            .ChecksParameters(CheckExport)
            .WithMetadata(new Audited(Streams: true), AuditFilter.All)
            .Produces<string>(StatusCodes.Status200OK, AuditExport.NdjsonType, AuditExport.CsvType)
            .Describe(
                "export_audit",
                "Writes out the audit log, oldest first.",
                "format is ndjson (the default; can be verified offline) or csv. The filters are those of the list. The export itself is recorded.",
                StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
        audit.MapGet("/verify", VerifyAsync).ChecksParameters(CheckBounds).Audited().Describe(
            "verify_audit",
            "Tells whether the audit log is still what was written, or the first entry that is not.",
            "first and last narrow what is looked at. known=<sequence>:<hash>, the head of an earlier answer, must still be in the log: that shows a new "
            + "chain over changed entries, and a missing end.",
            StatusCodes.Status400BadRequest, StatusCodes.Status503ServiceUnavailable);
    }

    private static async Task<Ok<AuditPageResponse>> ListAsync(
        [FromQuery(Name = "before"), Within(1)] long? before,
        [FromQuery(Name = "limit"), Within(1, PageQuery.Most)] int? limit,
        HttpContext context,
        IAuditTrail trail,
        CancellationToken cancellationToken)
    {
        var most = limit ?? Usual;
        var entries = await trail.QueryAsync(AuditFilter.Read(context), before ?? long.MaxValue, most, cancellationToken);
        return TypedResults.Ok(new AuditPageResponse(
            [.. entries.Select(AuditMapping.ToResponse)], entries.Length == most ? entries[^1].Sequence : null));
    }

    private static async Task ExportAsync(
        [FromQuery(Name = "format")] string? format,
        HttpContext context,
        IAuditTrail trail,
        CancellationToken cancellationToken)
    {
        var bounds = await trail.GetBoundsAsync(cancellationToken);

        // Before the first byte: an answer that has begun cannot become a refusal.
        await trail.RecordAsync(new AuditDescription(context).With(AuditOutcome.Succeeded, StatusCodes.Status200OK, TimeSpan.Zero));
        var export = new AuditExport(trail, AuditFilter.Read(context), bounds);
        var isCsv = format == "csv";
        context.Response.ContentType = isCsv ? AuditExport.CsvType : AuditExport.NdjsonType;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = new ContentDisposition { FileName = isCsv ? "nms-audit.csv" : "nms-audit.ndjson" }.ToString();
        await (isCsv ? export.WriteCsvAsync(context.Response.BodyWriter, cancellationToken) : export.WriteNdjsonAsync(context.Response.BodyWriter, cancellationToken));
    }

    private static async Task<Ok<AuditVerificationResponse>> VerifyAsync(
        [FromQuery(Name = "first"), Within(1)] long? first,
        [FromQuery(Name = "last"), Within(1)] long? last,
        [FromQuery(Name = "known")] string? known,
        IAuditTrail trail,
        CancellationToken cancellationToken) =>
        TypedResults.Ok((await trail.VerifyAsync(first, last, Mark(known), cancellationToken)).ToResponse());

    private static void CheckExport(IQueryCollection query, FieldErrors errors)
    {
        errors.When(query["format"].ToString() is not ("" or "ndjson" or "csv"), "format", "must be ndjson or csv");
        AuditFilter.Check(query, errors);
    }

    private static void CheckBounds(IQueryCollection query, FieldErrors errors) => errors
        .When(Number(query["last"]) < Number(query["first"]), "last", "must not be below first")
        .When(query["known"].ToString() is { Length: > 0 } known && Mark(known) is null, "known", "must be <sequence>:<hash>, 64 hexadecimal digits");

    private static long? Number(string? text) => long.TryParse(text, CultureInfo.InvariantCulture, out var number) ? number : null;

    private static AuditMark? Mark(string? text) =>
        text?.Split(':') is [var sequence, { Length: HashLength } hash] && hash.All(char.IsAsciiHexDigit)
            && long.TryParse(sequence, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? new AuditMark(number, hash.ToLowerInvariant())
            : null;
}

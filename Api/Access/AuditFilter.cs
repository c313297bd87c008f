using System.Globalization;
using Microsoft.AspNetCore.Http;
using Nms.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using AuditOutcome = Nms.Access.AuditOutcome;
using WireOutcome = Nms.Contracts.Access.AuditOutcome;

namespace Nms.Api.Access;

/// <summary>What an address says of the entries wanted.</summary>
internal static class AuditFilter
{
    private const int Longest = 1024;

    public static DescribedParameters All { get; } = new(
        new("principal", "Id of who did it: user:…, key:…, anonymous, system.", null),
        new("principal_name", "Name of who did it, or of the sign-in that was tried.", "alice"),
        new("action", "The operation id that was asked for.", "start_node"),
        new("object_type", "Sort of the thing it was done to.", "node"),
        new("object_id", "Id of the thing it was done to.", null),
        new("project_id", "Only things of this project.", null),
        new("outcome", "succeeded, refused, failed or started.", "refused"),
        new("from", "Not before this instant.", "2026-05-04T12:00:00Z"),
        new("to", "Before this instant.", "2026-05-05T12:00:00Z"),
        new("correlation_id", "Only of the request with this correlation id.", null));

    /// <summary>What is asked for, as far as the reader may see it: all, or what is of his projects.</summary>
    public static AuditQuery Read(HttpContext context) =>
        Read(context.Request.Query, new FieldErrors()) with { Projects = context.CallerOrNull()?.ProjectsWith(Permissions.AuditRead) };

    public static void Check(IQueryCollection query, FieldErrors errors) => Read(query, errors);

    private static AuditQuery Read(IQueryCollection query, FieldErrors errors)
    {
        var wanted = new AuditQuery
        {
            PrincipalId = Text("principal"),
            PrincipalName = Text("principal_name"),
            Action = Text("action"),
            ObjectType = Text("object_type"),
            ObjectId = Text("object_id"),
            ProjectId = Parsed("project_id", text => Guid.TryParse(text, out var id) ? id : (Guid?)null, "must be a UUID"),
            Outcome = Parsed(
                "outcome", text => Word<WireOutcome>.TryParse(text, null, out var word) ? (AuditOutcome)(int)word.Value : (AuditOutcome?)null,
                $"must be one of {string.Join(", ", Word<WireOutcome>.All)}"),
            From = Instant("from"),
            To = Instant("to"),
            CorrelationId = Text("correlation_id"),
        };
        errors.When(wanted.To <= wanted.From, "to", "must be later than from");
        return wanted;

        string? Text(string name)
        {
            var text = query[name].ToString() is { Length: > 0 } given ? given : null;
            errors.Optional(name, text, Longest);
            return text;
        }

        T? Parsed<T>(string name, Func<string, T?> parse, string complaint)
            where T : struct
        {
            var text = Text(name);
            var value = text is null ? null : parse(text);
            errors.When(text is not null && value is null, name, complaint);
            return value;
        }

        DateTimeOffset? Instant(string name) => Parsed(
            name,
            text => DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) ? at : (DateTimeOffset?)null,
            "must be an instant such as 2026-05-04T12:00:00Z");
    }
}

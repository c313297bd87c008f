using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;

namespace Nms.Api.Errors;

/// <summary>Says what is wrong with a request that the framework could not read: every field, not the first.</summary>
internal static class RequestErrors
{
    public static async Task<ErrorAnswer> ToAnswerAsync(BadHttpRequestException exception, HttpContext context)
    {
        switch (exception.StatusCode)
        {
            case StatusCodes.Status413PayloadTooLarge:
                return new ErrorAnswer(exception.StatusCode, "body_too_large", "The body is larger than this address accepts.");
            case StatusCodes.Status415UnsupportedMediaType:
                return new ErrorAnswer(exception.StatusCode, "unsupported_media_type", "The body must be JSON: send Content-Type application/json.");
            case not StatusCodes.Status400BadRequest:
                return new ErrorAnswer(exception.StatusCode, "bad_request", exception.Message);
        }

        // The exception handler takes the endpoint and its route values off the request and keeps them here.
        var failed = context.Features.Get<IExceptionHandlerFeature>();
        context.Request.RouteValues = failed?.RouteValues ?? [];
        var found = await FindAsync(context, failed?.Endpoint, failed?.RouteValues);
        if (exception.InnerException is not JsonException json)
        {
            return found is null || found.Details.ContainsKey("body") ? OfMissingBody() : found;
        }

        // One complaint is told by whoever met it, because he knows where it stands.
        var first = ToAnswer(json);
        return found is null ? first
            : found.Details.Count > 1 || !found.Details.Keys.All(first.Details.ContainsKey) ? found
            : ToAnswer(json, found.Details.Values.Single());
    }

    /// <summary>Everything that is wrong with the parameters and the body of a request; null when nothing was found.</summary>
    public static async Task<ErrorAnswer?> FindAsync(HttpContext context, Endpoint? endpoint, RouteValueDictionary? route)
    {
        var errors = new FieldErrors();
        await AddAsync(errors, context, endpoint, route);
        return errors.Text is not { } text ? null : new ErrorAnswer(StatusCodes.Status400BadRequest, "validation_error", $"{text}.")
        {
            Details = errors.ToDetails(),
        };
    }

    /// <summary>Goes on when there are no errors; else adds whatever else is wrong with the request, and throws.</summary>
    public static async ValueTask ThrowAsync(FieldErrors errors, HttpContext context)
    {
        if (errors.Count > 0)
        {
            await AddAsync(errors, context, context.GetEndpoint(), context.Request.RouteValues);
            errors.ThrowIfAny();
        }
    }

    public static ErrorAnswer ToAnswer(JsonException exception, string? complaint = null)
    {
        var line = (exception.LineNumber ?? 0) + 1;
        var position = (exception.BytePositionInLine ?? 0) + 1;
        var field = Field(exception.Path);
        if (field is null || exception.InnerException is JsonException)
        {
            return new ErrorAnswer(
                StatusCodes.Status400BadRequest,
                "malformed_json",
                string.Create(CultureInfo.InvariantCulture, $"The body is not valid JSON (line {line}, position {position}).")) with
            {
                Details = One(field ?? "body", string.Create(CultureInfo.InvariantCulture, $"not valid JSON at line {line}, position {position}")),
            };
        }

        var reason = complaint ?? (exception.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "is not a known field"
            : exception.Message.Contains("uplicate", StringComparison.Ordinal) ? "is given twice"
            : "has the wrong type");
        return new ErrorAnswer(
            StatusCodes.Status400BadRequest,
            "validation_error",
            string.Create(CultureInfo.InvariantCulture, $"Field {field} {reason} (line {line}, position {position}).")) with
        {
            Details = One(field, reason),
        };
    }

    private static ErrorAnswer OfMissingBody() => new(
        StatusCodes.Status400BadRequest, "body_required", "This request needs a JSON object as its body.")
    {
        Details = One("body", "is required"),
    };

    private static async Task AddAsync(FieldErrors errors, HttpContext context, Endpoint? endpoint, RouteValueDictionary? route)
    {
        endpoint?.Metadata.GetMetadata<ParameterRules>()?.Check(context.Request.Query, errors);
        AddParameters(errors, context, endpoint, route);
        await BodyErrors.AddAsync(errors, context, endpoint);
    }

    private static void AddParameters(FieldErrors errors, HttpContext context, Endpoint? endpoint, RouteValueDictionary? route)
    {
        foreach (var parameter in endpoint?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            var (name, value) = Raw(context.Request.Query, route, parameter);
            if (value is not null && (Complaint(parameter.ParameterInfo.ParameterType, value)
                ?? parameter.ParameterInfo.GetCustomAttribute<WithinAttribute>()?.Complaint(value)) is { } complaint)
            {
                errors.Add(name, complaint);
            }
        }
    }

    private static (string Name, string? Value) Raw(IQueryCollection query, RouteValueDictionary? route, IParameterBindingMetadata parameter)
    {
        if (route?.TryGetValue(parameter.Name, out var routed) == true)
        {
            return (JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name), routed as string);
        }

        var name = parameter.ParameterInfo.QueryName();
        return (name, query.TryGetValue(name, out var queried) ? queried.ToString() : null);
    }

    private static string? Complaint(Type type, string value)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(Guid))
        {
            return Guid.TryParse(value, out _) ? null : "must be a UUID";
        }

        if (type == typeof(int) || type == typeof(long))
        {
            return long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
                && (type == typeof(long) || number is >= int.MinValue and <= int.MaxValue) ? null : "must be a whole number";
        }

        if (type == typeof(bool))
        {
            return bool.TryParse(value, out _) ? null : "must be true or false";
        }

        if (type == typeof(double))
        {
            return double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _) ? null : "must be a number";
        }

        return Words.Of(type) is { } words && !words.Contains(value.ToLowerInvariant()) ? Words.Complaint(type) : null;
    }

    private static string? Field(string? path) => path is null or "$" ? null : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    private static ImmutableDictionary<string, string> One(string field, string complaint) =>
        ImmutableDictionary<string, string>.Empty.Add(field, complaint);
}

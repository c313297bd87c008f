using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Nms.Contracts.Events;
using Nms.Contracts.Nodes;
using Nms.Contracts.Projects;

namespace Nms.Api.Errors;

/// <summary>Says what is wrong with a request that the framework could not read: every field, not the first.</summary>
internal static class RequestErrors
{
    public static ErrorAnswer ToAnswer(BadHttpRequestException exception, HttpContext context) => exception.StatusCode switch
    {
        StatusCodes.Status413PayloadTooLarge => new ErrorAnswer(exception.StatusCode, "body_too_large", "The body is larger than this address accepts."),
        StatusCodes.Status415UnsupportedMediaType => new ErrorAnswer(
            exception.StatusCode, "unsupported_media_type", "The body must be JSON: send Content-Type application/json."),
        StatusCodes.Status400BadRequest when exception.InnerException is JsonException json => ToAnswer(json),
        // The exception handler takes the endpoint and its route values off the request and keeps them here.
        StatusCodes.Status400BadRequest when context.Features.Get<IExceptionHandlerFeature>() is { } failed =>
            OfParameters(context, failed.Endpoint, failed.RouteValues) ?? OfMissingBody(),
        StatusCodes.Status400BadRequest => OfMissingBody(),
        _ => new ErrorAnswer(exception.StatusCode, "bad_request", exception.Message),
    };

    /// <param name="exception">What the serializer stopped at.</param>
    /// <param name="fields">Everything that is wrong, where that could be found out.</param>
    public static ErrorAnswer ToAnswer(JsonException exception, ImmutableDictionary<string, string> fields)
    {
        var first = ToAnswer(exception);
        return fields.Count < 2 ? first : first with
        {
            Code = "validation_error",
            Message = $"{string.Join("; ", fields.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key} {pair.Value}"))}.",
            Details = fields,
        };
    }

    public static ErrorAnswer ToAnswer(JsonException exception)
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

        var reason = exception.Message.Contains("could not be mapped", StringComparison.Ordinal) ? "is not a known field"
            : exception.Message.Contains("uplicate", StringComparison.Ordinal) ? "is given twice"
            : "has the wrong type";
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

    /// <summary>Every parameter that could not be read, or null when that is not what is wrong.</summary>
    public static ErrorAnswer? OfParameters(HttpContext context, Endpoint? endpoint, RouteValueDictionary? route)
    {
        var details = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var parameter in endpoint?.Metadata.GetOrderedMetadata<IParameterBindingMetadata>() ?? [])
        {
            var (name, value) = Raw(context.Request.Query, route, parameter);
            if (value is not null && Complaint(parameter.ParameterInfo.ParameterType, value) is { } complaint)
            {
                details[name] = complaint;
            }
        }

        return details.Count == 0 ? null : new ErrorAnswer(
            StatusCodes.Status400BadRequest,
            "validation_error",
            $"{string.Join("; ", details.Select(pair => $"{pair.Key} {pair.Value}"))}.")
        {
            Details = details.ToImmutable(),
        };
    }

    private static (string Name, string? Value) Raw(IQueryCollection query, RouteValueDictionary? route, IParameterBindingMetadata parameter)
    {
        if (route?.TryGetValue(parameter.Name, out var routed) == true)
        {
            return (JsonNamingPolicy.SnakeCaseLower.ConvertName(parameter.Name), routed as string);
        }

        var name = parameter.ParameterInfo.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name;
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

        return type == typeof(Word<NodeStatus>) ? OneOf<NodeStatus>(value)
            : type == typeof(Word<ProjectStatus>) ? OneOf<ProjectStatus>(value)
            : type == typeof(Word<EventPriority>) ? OneOf<EventPriority>(value)
            : null;
    }

    private static string? OneOf<T>(string value)
        where T : struct, Enum =>
        Word<T>.TryParse(value, null, out _) ? null : $"must be one of {string.Join(", ", Word<T>.All)}";

    private static string? Field(string? path) => path is null or "$" ? null : path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;

    private static ImmutableDictionary<string, string> One(string field, string complaint) =>
        ImmutableDictionary<string, string>.Empty.Add(field, complaint);
}

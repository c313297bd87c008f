using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Nms.Api.Errors;

/// <summary>
/// Finds every field of a body that does not fit, where the serializer stops at the first. Bodies up to a size are kept
/// until their request ends, and read a second time when the first has failed.
/// </summary>
internal static class BodyErrors
{
    private const int MostKept = 64 * 1024;
    private const int MostComplaints = 100;

    public static IApplicationBuilder UseKeptBodies(this IApplicationBuilder app) => app.Use(static (context, next) =>
    {
        if (context.Request is { ContentLength: > 0 and <= MostKept } request && request.HasJsonContentType())
        {
            request.EnableBuffering(MostKept);
        }

        return next(context);
    });

    /// <summary>Complaints by field; empty when the body was not kept, is not JSON, or belongs to no known type.</summary>
    public static async Task<ImmutableDictionary<string, string>> FindAsync(HttpContext context)
    {
        var accepts = context.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.Metadata.GetMetadata<IAcceptsMetadata>();
        if (accepts?.RequestType is not { } type || !context.Request.Body.CanSeek)
        {
            return ImmutableDictionary<string, string>.Empty;
        }

        context.Request.Body.Position = 0;
        try
        {
            using var body = await JsonDocument.ParseAsync(context.Request.Body, new JsonDocumentOptions { MaxDepth = ApiJson.Options.MaxDepth }, context.RequestAborted);
            var complaints = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
            Check("", body.RootElement, ApiJson.Options.GetTypeInfo(type), complaints);
            return complaints.ToImmutable();
        }
        catch (JsonException)
        {
            return ImmutableDictionary<string, string>.Empty;
        }
    }

    private static void Check(string path, JsonElement value, JsonTypeInfo type, ImmutableDictionary<string, string>.Builder complaints)
    {
        if (complaints.Count >= MostComplaints || Fits(value, type))
        {
            return;
        }

        var before = complaints.Count;
        if (type.Kind == JsonTypeInfoKind.Object && value.ValueKind == JsonValueKind.Object)
        {
            CheckMembers(path, value, type, complaints);
        }
        else if (type is { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } elementType } && value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (i, element) in value.EnumerateArray().Index())
            {
                Check(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), element, ApiJson.Options.GetTypeInfo(elementType), complaints);
            }
        }

        if (complaints.Count == before)
        {
            complaints[path.Length == 0 ? "body" : path] = "has the wrong type";
        }
    }

    private static void CheckMembers(string path, JsonElement value, JsonTypeInfo type, ImmutableDictionary<string, string>.Builder complaints)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var member in value.EnumerateObject())
        {
            var field = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            var known = type.Properties.FirstOrDefault(property => property.Name == member.Name);
            if (!seen.Add(member.Name))
            {
                complaints[field] = "is given twice";
            }
            else if (known is null)
            {
                complaints[field] = "is not a known field";
            }
            else
            {
                Check(field, member.Value, ApiJson.Options.GetTypeInfo(known.PropertyType), complaints);
            }
        }
    }

    private static bool Fits(JsonElement value, JsonTypeInfo type)
    {
        try
        {
            value.Deserialize(type);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

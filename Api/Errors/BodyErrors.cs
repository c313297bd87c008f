using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;

namespace Nms.Api.Errors;

/// <summary>
/// Finds everything that is wrong with a body, where the serializer stops at the first: each field of a wrong type or name, and what the
/// route's <see cref="BodyRules"/> say of the rest.
/// </summary>
internal static class BodyErrors
{
    private const int MostComplaints = 100;

    public static IApplicationBuilder UseKeptBodies(this IApplicationBuilder app) => app.Use(static async (context, next) =>
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is null || !context.Request.HasJsonContentType())
        {
            await next(context);
            return;
        }

        // Until the answer is complete: whoever turns a failure into an answer stands outside of this.
        var kept = new KeptBody(context.Request.Body);
        context.Response.RegisterForDispose(kept);
        context.Request.Body = kept;
        context.Features.Set(kept);
        await next(context);
    });

    /// <summary>Adds the complaints about the body; none when it is not JSON or belongs to no known type.</summary>
    public static async Task AddAsync(FieldErrors errors, HttpContext context, Endpoint? endpoint)
    {
        if (endpoint?.Metadata.GetMetadata<IAcceptsMetadata>() is not { RequestType: { } type } accepts || context.Features.Get<KeptBody>() is not { } kept)
        {
            return;
        }

        var typeInfo = ApiJson.Options.GetTypeInfo(type);
        try
        {
            var bytes = await kept.ReadAllAsync(context.RequestAborted);
            if (bytes.IsEmpty)
            {
                errors.When(!accepts.IsOptional, "body", "is required");
                return;
            }

            using var body = JsonDocument.Parse(bytes, new JsonDocumentOptions { MaxDepth = ApiJson.Options.MaxDepth });
            var fitting = Fitting("", body.RootElement, typeInfo, errors);
            if (endpoint.Metadata.GetMetadata<BodyRules>() is { } rules && fitting.Deserialize(typeInfo) is { } request)
            {
                await rules.CheckAsync(request, errors, context);
            }
        }
        catch (JsonException)
        {
            errors.When(errors.Count > 0, "body", "is not valid JSON");
        }
    }

    /// <summary>What is left when that which does not fit is taken out; null when nothing is.</summary>
    private static JsonNode? Fitting(string path, JsonElement value, JsonTypeInfo type, FieldErrors errors)
    {
        if (errors.Count >= MostComplaints)
        {
            return null;
        }

        if (Fits(value, type))
        {
            return Node(value);
        }

        var before = errors.Count;
        JsonNode? rest = type switch
        {
            { Kind: JsonTypeInfoKind.Object } when value.ValueKind == JsonValueKind.Object => FittingMembers(path, value, type, errors),
            { Kind: JsonTypeInfoKind.Enumerable, ElementType: { } element } when value.ValueKind == JsonValueKind.Array =>
                FittingElements(path, value, ApiJson.Options.GetTypeInfo(element), errors),
            _ => null,
        };
        if (errors.Count == before)
        {
            errors.Add(path.Length == 0 ? "body" : path, Words.Complaint(type.Type) ?? "has the wrong type");
        }

        return rest;
    }

    private static JsonObject FittingMembers(string path, JsonElement value, JsonTypeInfo type, FieldErrors errors)
    {
        var rest = new JsonObject();
        foreach (var member in value.EnumerateObject())
        {
            var field = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
            var known = type.Properties.FirstOrDefault(property => property.Name == member.Name);
            if (known is null)
            {
                errors.Add(field, "is not a known field");
            }
            else if (rest.ContainsKey(member.Name))
            {
                errors.Add(field, "is given twice");
            }
            else
            {
                rest[member.Name] = Fitting(field, member.Value, ApiJson.Options.GetTypeInfo(known.PropertyType), errors);
            }
        }

        // What was taken out is absent and not null, which would not fit where null may not be.
        foreach (var name in rest.Where(member => member.Value is null).Select(member => member.Key).ToList())
        {
            rest.Remove(name);
        }

        return rest;
    }

    private static JsonArray FittingElements(string path, JsonElement value, JsonTypeInfo type, FieldErrors errors)
    {
        var rest = new JsonArray();
        foreach (var (i, element) in value.EnumerateArray().Index())
        {
            var fitting = Fitting(string.Create(CultureInfo.InvariantCulture, $"{path}[{i}]"), element, type, errors);
            if (fitting is not null || !type.Type.IsValueType)
            {
                rest.Add(fitting);
            }
        }

        return rest;
    }

    private static JsonNode? Node(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => JsonObject.Create(value),
        JsonValueKind.Array => JsonArray.Create(value),
        JsonValueKind.Null => null,
        _ => JsonValue.Create(value),
    };

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

using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nms.Api.Errors;

namespace Nms.Api.Compatibility;

/// <summary>Parameters of the published paths: from the query string, from a JSON body or from a form, in this order.</summary>
internal sealed class PublishedParameters
{
    private readonly IQueryCollection _query;
    private readonly IFormCollection? _form;
    private readonly JsonElement? _body;

    private PublishedParameters(IQueryCollection query, IFormCollection? form, JsonElement? body)
    {
        _query = query;
        _form = form;
        _body = body;
    }

    /// <summary>Called by the framework for every route that asks for this type.</summary>
    public static async ValueTask<PublishedParameters> BindAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.HasFormContentType)
        {
            return new PublishedParameters(request.Query, await request.ReadFormAsync(context.RequestAborted), null);
        }

        if (request.ContentLength is 0 || (request.ContentLength is null && request.Headers.TransferEncoding.Count == 0))
        {
            return new PublishedParameters(request.Query, null, null);
        }

        if (!string.IsNullOrEmpty(request.ContentType) && !request.HasJsonContentType())
        {
            throw new BadHttpRequestException("Neither JSON nor a form.", StatusCodes.Status415UnsupportedMediaType);
        }

        return new PublishedParameters(request.Query, null, await ReadBodyAsync(request, context.RequestAborted));
    }

    /// <summary>The values of parameters that must be there; all that are missing are named at once.</summary>
    public IReadOnlyList<string> Required(params string[] names)
    {
        var errors = new FieldErrors();
        var values = names.Select(Text).ToList();
        for (var i = 0; i < names.Length; i++)
        {
            errors.Required(names[i], values[i]);
        }

        errors.ThrowIfAny();
        return values!;
    }

    /// <summary>The value of a parameter, or null.</summary>
    public string? Text(string name)
    {
        if (_query.TryGetValue(name, out var queried))
        {
            return queried.ToString();
        }

        if (_form?.TryGetValue(name, out var posted) == true)
        {
            return posted.ToString();
        }

        return _body?.TryGetProperty(name, out var value) != true ? null : value.ValueKind switch
        {
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
            JsonValueKind.Null => null,
            _ => throw Wrong(name, "must be a text"),
        };
    }

    /// <summary>The values of a list parameter: a JSON list, a repeated parameter, or names with commas between.</summary>
    public IReadOnlyList<string> Texts(string name)
    {
        if (_body?.TryGetProperty(name, out var list) == true && list.ValueKind == JsonValueKind.Array)
        {
            return list.EnumerateArray().All(value => value.ValueKind == JsonValueKind.String)
                ? [.. list.EnumerateArray().Select(value => value.GetString()!)]
                : throw Wrong(name, "must be a list of texts");
        }

        return Text(name)?.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
    }

    private static async Task<JsonElement?> ReadBodyAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        using var buffer = new MemoryStream();
        await request.Body.CopyToAsync(buffer, cancellationToken);
        if (buffer.Length == 0)
        {
            return null;
        }

        using var document = JsonDocument.Parse(buffer.GetBuffer().AsMemory(0, (int)buffer.Length), new JsonDocumentOptions { MaxDepth = 64 });
        return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : throw Wrong("body", "must be a JSON object");
    }

    private static ValidationException Wrong(string name, string complaint) => new("validation_error", $"{name} {complaint}.")
    {
        Details = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add(name, complaint),
    };
}

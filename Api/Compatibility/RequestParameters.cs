using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nms.Api.Errors;

namespace Nms.Api.Compatibility;

/// <summary>
/// The parameters of a published call, wherever the client put them: query string, JSON body or form, the query string
/// first. Clients of the former hub do all three. What a call does not know is left alone.
/// </summary>
internal sealed class RequestParameters
{
    /// <summary>The largest body taken.</summary>
    public const int MostBytes = 64 * 1024;

    private const int Deepest = 32;

    private readonly Dictionary<string, Value> _values = new(StringComparer.Ordinal);

    private RequestParameters()
    {
    }

    /// <summary>What is wrong so far.</summary>
    public FieldErrors Errors { get; } = new();

    public static async ValueTask<RequestParameters> ReadAsync(HttpContext context)
    {
        var parameters = new RequestParameters();
        foreach (var (name, values) in context.Request.Query)
        {
            parameters.Add(name, new Value([.. values.OfType<string>().Where(value => value.Length > 0)]));
        }

        if (context.Request.HasFormContentType)
        {
            await parameters.AddFormAsync(context);
        }
        else
        {
            await parameters.AddJsonAsync(context);
        }

        return parameters;
    }

    /// <summary>Text that must be there; empty, and complained of by <see cref="ThrowIfWrong"/>, when it is not.</summary>
    public string Required(string name)
    {
        var text = Text(name);
        Errors.Required(name, text);
        return text ?? "";
    }

    /// <summary>Text, or null when it is absent.</summary>
    public string? Text(string name)
    {
        if (!_values.TryGetValue(name, out var value))
        {
            return null;
        }

        if (value is { Texts: [var text], IsText: true })
        {
            return text;
        }

        Errors.Add(name, "must be one text");
        return null;
    }

    /// <summary>A list of words: a JSON array, a repeated field or words between commas.</summary>
    public IReadOnlyList<string> Words(string name)
    {
        if (!_values.TryGetValue(name, out var value))
        {
            return [];
        }

        Errors.When(!value.IsText, name, "must be a list of words");
        return [.. value.Texts.SelectMany(text => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Distinct()];
    }

    /// <summary>True or false, in any of the spellings of Python, JSON and forms.</summary>
    public bool Flag(string name, bool usual)
    {
        var text = Text(name);
        bool? flag = text?.ToUpperInvariant() switch
        {
            null => usual,
            "TRUE" or "1" or "YES" or "ON" => true,
            "FALSE" or "0" or "NO" or "OFF" => false,
            _ => null,
        };
        Errors.When(flag is null, name, "must be true or false");
        return flag ?? usual;
    }

    /// <summary>A word that must be there and be one of these.</summary>
    public void OneOf(string name, params string[] words)
    {
        var text = Required(name);
        Errors.When(text.Length > 0 && !words.Contains(text), name, $"must be one of {string.Join(", ", words)}");
    }

    /// <summary>A word of a vocabulary, or null when it is absent.</summary>
    public T? Word<T>(string name)
        where T : struct, Enum
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (Nms.Api.Word<T>.TryParse(text, null, out var word))
        {
            return word.Value;
        }

        Errors.Add(name, $"must be one of {string.Join(", ", Nms.Api.Word<T>.All)}");
        return null;
    }

    /// <summary>An object, also when it is written as text in a query or form; null when it is absent.</summary>
    public JsonElement? Object(string name)
    {
        if (!_values.TryGetValue(name, out var value))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(value.Texts is [var text] ? text : "", new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false });
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document.RootElement.Clone();
            }
        }
        catch (JsonException)
        {
            // Said below, in the same words as for any other value.
            return Complain();
        }

        return Complain();

        JsonElement? Complain()
        {
            Errors.Add(name, "must be an object");
            return null;
        }
    }

    /// <summary>A whole number from 1.</summary>
    public int Whole(string name, int usual, int most)
    {
        if (Text(name) is not { } text)
        {
            return usual;
        }

        var isNumber = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most;
        Errors.When(!isNumber, name, $"must be a whole number from 1 to {most}");
        return isNumber ? number : usual;
    }

    /// <summary>A number of seconds from 1.</summary>
    public TimeSpan Seconds(string name, int usual, int most)
    {
        if (Text(name) is not { } text)
        {
            return TimeSpan.FromSeconds(usual);
        }

        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && seconds >= 1 && seconds <= most;
        Errors.When(!isNumber, name, $"must be a number of seconds from 1 to {most}");
        return TimeSpan.FromSeconds(isNumber ? seconds : usual);
    }

    /// <summary>Complains of everything that was found wrong so far.</summary>
    public void ThrowIfWrong() => Errors.ThrowIfAny();

    private async Task AddFormAsync(HttpContext context)
    {
        try
        {
            foreach (var (name, values) in await context.Request.ReadFormAsync(context.RequestAborted))
            {
                Add(name, new Value([.. values.OfType<string>()]));
            }
        }
        catch (Exception exception) when (exception is InvalidDataException or IOException and not BadHttpRequestException)
        {
            throw new ValidationException("malformed_form", "The body is not a valid form.")
            {
                Details = System.Collections.Immutable.ImmutableDictionary<string, string>.Empty.Add("body", "is not a valid form"),
            };
        }
    }

    private async Task AddJsonAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        if (body.Length == 0)
        {
            return;
        }

        if (!string.IsNullOrEmpty(context.Request.ContentType) && !context.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("Neither JSON nor a form.", StatusCodes.Status415UnsupportedMediaType);
        }

        body.Position = 0;
        using var document = await JsonDocument.ParseAsync(body, new JsonDocumentOptions { MaxDepth = Deepest, AllowDuplicateProperties = false }, context.RequestAborted);
        if (document.RootElement.ValueKind != JsonValueKind.Object)
        {
            Errors.Add("body", "must be a JSON object").ThrowIfAny();
        }

        foreach (var member in document.RootElement.EnumerateObject())
        {
            Add(member.Name, Read(member.Value));
        }
    }

    private void Add(string name, Value value)
    {
        if (value.Texts.Length > 0)
        {
            _values.TryAdd(name, value);
        }
    }

    private static Value Read(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null => new Value([]),
        JsonValueKind.Array => new Value([.. element.EnumerateArray().Select(Word)], element.EnumerateArray().All(IsWord)),
        _ => new Value([Word(element)], IsWord(element)),
    };

    private static bool IsWord(JsonElement element) => element.ValueKind is not (JsonValueKind.Object or JsonValueKind.Array or JsonValueKind.Null);

    private static string Word(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString()! : element.GetRawText();

    private readonly record struct Value(string[] Texts, bool IsText = true);
}

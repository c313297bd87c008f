using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Nms.Client;

/// <summary>Path and query of one call; every part from outside is escaped, and what is null is left out.</summary>
internal sealed class Route(string path)
{
    private const string Prefix = "api/v1/";

    private readonly StringBuilder _text = new StringBuilder(Prefix).Append(path);
    private char _separator = '?';

    /// <summary>A path whose holes are escaped: <c>Route.To($"projects/{id}")</c>.</summary>
    public static Route To(FormattableString path) =>
        new(string.Format(CultureInfo.InvariantCulture, path.Format, [.. path.GetArguments().Select(part => (object)Uri.EscapeDataString(Text(part!)))]));

    /// <summary>A path of several parts, each escaped.</summary>
    public static string Parts(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    public Route With(string name, object? value)
    {
        if (value is not null)
        {
            _text.Append(_separator).Append(name).Append('=').Append(Uri.EscapeDataString(Text(value)));
            _separator = '&';
        }

        return this;
    }

    /// <summary>Which piece of a list.</summary>
    public Route Page(int? limit, int? offset) => With("limit", limit).With("offset", offset);

    /// <summary>Comma-separated; nothing when there is none.</summary>
    public Route WithList<T>(string name, IReadOnlyCollection<T>? values)
        where T : notnull => With(name, values is { Count: > 0 } ? string.Join(',', values.Select(value => Text(value))) : null);

    public override string ToString() => _text.ToString();

    private static string Text(object value) => value switch
    {
        bool flag => flag ? "true" : "false",
        Enum word => JsonNamingPolicy.SnakeCaseLower.ConvertName(word.ToString()),
        DateTimeOffset instant => instant.ToString("O", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}

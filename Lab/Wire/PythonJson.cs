using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nms.Lab.Wire;

/// <summary>
/// Writes JSON and Python literals as the real server does: keys sorted, four spaces of indentation on REST answers,
/// one line on the notification streams, and Python's own notation inside error messages.
/// </summary>
internal static class PythonJson
{
    public static string Indented(JsonNode? node) => Write(node, indented: true);

    public static string OneLine(JsonNode? node) => Write(node, indented: false);

    /// <summary>The value as Python's <c>repr</c> prints it: <c>{'name': 'x', 'locked': True}</c>, keys in the order received.</summary>
    public static string Literal(JsonNode? node)
    {
        var text = new StringBuilder();
        AppendLiteral(text, node);
        return text.ToString();
    }

    private static string Write(JsonNode? node, bool indented)
    {
        var text = new StringBuilder(256);
        Append(text, node, indented ? 0 : -1);
        return text.ToString();
    }

    private static void Append(StringBuilder text, JsonNode? node, int depth)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject map when map.Count == 0:
                text.Append("{}");
                break;
            case JsonArray list when list.Count == 0:
                text.Append("[]");
                break;
            case JsonObject map:
                text.Append('{');
                var inner = depth < 0 ? -1 : depth + 1;
                var first = true;
                foreach (var (key, value) in map.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    Separate(text, ref first, inner);
                    AppendString(text, key);
                    text.Append(": ");
                    Append(text, value, inner);
                }

                NewLine(text, depth);
                text.Append('}');
                break;
            case JsonArray list:
                text.Append('[');
                inner = depth < 0 ? -1 : depth + 1;
                first = true;
                foreach (var value in list)
                {
                    Separate(text, ref first, inner);
                    Append(text, value, inner);
                }

                NewLine(text, depth);
                text.Append(']');
                break;
            default:
                AppendScalar(text, node.AsValue());
                break;
        }
    }

    private static void Separate(StringBuilder text, ref bool first, int depth)
    {
        if (!first) text.Append(depth < 0 ? ", " : ",");
        first = false;
        NewLine(text, depth);
    }

    private static void NewLine(StringBuilder text, int depth)
    {
        if (depth < 0) return;
        text.Append('\n').Append(' ', depth * 4);
    }

    private static void AppendScalar(StringBuilder text, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                AppendString(text, value.GetValue<string>());
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            default:
                text.Append(Number(value));
                break;
        }
    }

    private static string Number(JsonValue value)
        => value.TryGetValue<double>(out var real) && !value.TryGetValue<long>(out _)
            ? real.ToString(real == Math.Floor(real) && Math.Abs(real) < 1e15 ? "0.0" : "R", CultureInfo.InvariantCulture)
            : value.ToJsonString();

    private static void AppendString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            switch (c)
            {
                case '"': text.Append("\\\""); break;
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '\r': text.Append("\\r"); break;
                case '\t': text.Append("\\t"); break;
                case '\b': text.Append("\\b"); break;
                case '\f': text.Append("\\f"); break;
                default:
                    if (c is < ' ' or > '~') text.Append("\\u").Append(((int)c).ToString("x4", CultureInfo.InvariantCulture));
                    else text.Append(c);
                    break;
            }
        }

        text.Append('"');
    }

    private static void AppendLiteral(StringBuilder text, JsonNode? node)
    {
        switch (node)
        {
            case null:
                text.Append("None");
                break;
            case JsonObject map:
                text.Append('{').AppendJoin(", ", map.Select(pair => $"{Quoted(pair.Key)}: {Literal(pair.Value)}")).Append('}');
                break;
            case JsonArray list:
                text.Append('[').AppendJoin(", ", list.Select(Literal)).Append(']');
                break;
            default:
                var value = node.AsValue();
                text.Append(value.GetValueKind() switch
                {
                    JsonValueKind.String => Quoted(value.GetValue<string>()),
                    JsonValueKind.True => "True",
                    JsonValueKind.False => "False",
                    _ => Number(value),
                });
                break;
        }
    }

    private static string Quoted(string value)
    {
        var quote = value.Contains('\'', StringComparison.Ordinal) && !value.Contains('"', StringComparison.Ordinal) ? '"' : '\'';
        var text = new StringBuilder().Append(quote);
        foreach (var c in value)
        {
            text.Append(c switch
            {
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when c == quote => "\\" + quote,
                < ' ' => "\\x" + ((int)c).ToString("x2", CultureInfo.InvariantCulture),
                _ => c.ToString(),
            });
        }

        return text.Append(quote).ToString();
    }
}

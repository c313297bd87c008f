using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Nms.Workflows.Expressions;

/// <summary>
/// Values on the way through an expression: null, bool, long, double, string, <see cref="ListValue"/>, <see cref="MapValue"/>, and lists and
/// maps that nobody has looked into yet, which are still a <see cref="JsonElement"/>, as are texts and numbers that are unusable. Pure.
/// </summary>
internal static class ExpressionValues
{
    /// <summary>What a value is called in errors.</summary>
    public static string Kind(object? value) => value switch
    {
        null => "null",
        bool => "true or false",
        long => "an integer",
        double => "a number",
        string => "a text",
        ListValue or JsonElement { ValueKind: JsonValueKind.Array } => "a list",
        _ => "a map",
    };

    /// <summary>Roughly how long it is as JSON.</summary>
    public static long Letters(object? value) => value switch
    {
        string text => text.Length + 2,
        ListValue list => list.Letters,
        MapValue map => map.Letters,
        JsonElement element => JsonMarshal.GetRawUtf8Value(element).Length,
        _ => 8,
    };

    /// <summary>Takes a value in; lists and maps stay as they are until somebody looks into them.</summary>
    public static object? From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.String => Text(element),
        JsonValueKind.Number => Number(element),
        JsonValueKind.Array or JsonValueKind.Object => element,
        _ => null,
    };

    /// <summary>Looks into a list.</summary>
    public static ListValue List(JsonElement element) => new([.. element.EnumerateArray().Select(From)], Letters(element));

    /// <summary>Looks into a map.</summary>
    public static MapValue Map(JsonElement element)
    {
        var entries = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var member in element.EnumerateObject())
        {
            entries[Name(member)] = From(member.Value);
        }

        return new MapValue(entries, Letters(element));
    }

    /// <summary>Whether every surrogate has its other half: only then there are bytes for it.</summary>
    public static bool IsText(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[++i])))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A number as JSON has it.</summary>
    public static string NumberText(object number) => number is long integer
        ? integer.ToString(CultureInfo.InvariantCulture)
        : ((double)number).ToString("R", CultureInfo.InvariantCulture);

    /// <summary>How a number compares with another one; exact, also between an integer and one that is none.</summary>
    public static int CompareNumbers(object left, object right) => (left, right) switch
    {
        (long a, long b) => a.CompareTo(b),
        (long a, double b) => Compare(a, b),
        (double a, long b) => -Compare(b, a),
        _ => ((double)left).CompareTo((double)right),
    };

    private static int Compare(long integer, double number) => number switch
    {
        >= 9223372036854775808d => -1,
        < -9223372036854775808d => 1,
        _ => integer.CompareTo((long)Math.Truncate(number)) is var order and not 0 ? order : -(number - Math.Truncate(number)).CompareTo(0d),
    };

    /// <summary>What is wrong with a text or a number that was taken in as it is.</summary>
    public static ExpressionException Unusable(JsonElement element, int position) => element.ValueKind == JsonValueKind.Number
        ? new ExpressionException("expression_overflow", "A number is too large.", position)
        : HalfCharacter(position);

    private static object Number(JsonElement element)
    {
        if (element.TryGetInt64(out var integer))
        {
            return integer;
        }

        return element.GetDouble() is var number && double.IsFinite(number) ? number : element;
    }

    private static object Text(JsonElement element)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            // Whoever uses it is told; what stands beside it can be used.
            return element;
        }
    }

    private static string Name(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw HalfCharacter(position: 0);
        }
    }

    private static ExpressionException HalfCharacter(int position) => new("expression_type", "A text holds half of a character.", position);
}

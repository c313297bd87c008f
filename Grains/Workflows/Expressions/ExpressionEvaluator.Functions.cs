using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nms.Workflows.Definitions;

namespace Nms.Workflows.Expressions;

/// <summary>The functions.</summary>
internal sealed partial class ExpressionEvaluator
{
    private const int MostPatternLetters = 500;
    private const int MostPatternSize = 1_000;
    private const int WorkOfPattern = 500;
    private const int PatternLettersOfOneUnit = 256;

    private readonly Dictionary<string, (Regex Regex, int Size)> _patterns = new(StringComparer.Ordinal);

    private object? Call(CallNode node)
    {
        if (node.Function is "has" or "default")
        {
            var there = TryEvaluate(node.Arguments[0], out var value);
            return node.Function == "has" ? there : there && value is not null ? value : Evaluate(node.Arguments[1]);
        }

        var arguments = new object?[node.Arguments.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            arguments[i] = Look(Evaluate(node.Arguments[i]));
        }

        _at = node.Position;
        return Call(node, arguments);
    }

    private bool TryEvaluate(ExpressionNode node, out object? value)
    {
        var variables = _variables;
        try
        {
            value = Evaluate(node);
            return true;
        }
        catch (ExpressionException exception) when (exception.Code == "expression_missing")
        {
            _variables = variables;
            Work(WorkOfMissing);
            value = null;
            return false;
        }
    }

    private object? Call(CallNode node, object?[] arguments) => (node.Function, arguments) switch
    {
        ("size", [string text]) => (long)text.EnumerateRunes().Count(),
        ("size", [ListValue list]) => (long)list.Items.Length,
        ("size", [MapValue map]) => (long)map.Entries.Count,
        ("string", [var value]) => Text(value, node.Position),
        ("int", [var value]) => Integer(value, node.Position),
        ("double", [var value]) => Number(value, node.Position),
        ("bool", [bool truth]) => truth,
        ("bool", [string text]) => bool.TryParse(text, out var truth) ? truth : throw Argument("bool takes 'true' or 'false'.", node.Position),
        ("lower", [string text]) => Worked(text).ToLowerInvariant(),
        ("upper", [string text]) => Worked(text).ToUpperInvariant(),
        ("trim", [string text]) => Worked(text).Trim(),
        ("contains", [string text, string part]) => Worked(text).Contains(part, StringComparison.Ordinal),
        ("contains", [ListValue list, var item]) => Array.Exists(list.Items, one => _comparer.Equals(one, item)),
        ("startsWith", [string text, string part]) => Worked(text).StartsWith(part, StringComparison.Ordinal),
        ("endsWith", [string text, string part]) => Worked(text).EndsWith(part, StringComparison.Ordinal),
        ("matches", [string text, string pattern]) => Matches(text, pattern, node.Position),
        ("split", [string text, string separator]) => Split(text, separator, node.Position),
        ("join", [ListValue list]) => Join(list, "", node.Position),
        ("join", [ListValue list, string separator]) => Join(list, separator, node.Position),
        ("replace", [string text, string what, string by]) => Replace(text, what, by, node.Position),
        ("min", [ListValue list]) => Extreme(list.Items, -1, node),
        ("max", [ListValue list]) => Extreme(list.Items, 1, node),
        ("min", _) => Extreme(arguments, -1, node),
        ("max", _) => Extreme(arguments, 1, node),
        ("sum", [ListValue list]) => Sum(list, node),
        ("avg", [ListValue { Items.Length: > 0 } list]) => Calculate("/", Convert.ToDouble(Sum(list, node), CultureInfo.InvariantCulture), list.Items.Length, node.Position),
        ("avg", [ListValue]) => throw Missing("An empty list has no average.", node.Position),
        ("round" or "floor" or "ceil", [long integer]) => integer,
        ("round", [long integer, long]) => integer,
        ("round", [double number]) => Whole(Math.Round(number, MidpointRounding.AwayFromZero), node.Position),
        ("round", [double number, long and >= 0 and <= 15 and var digits]) => Math.Round(number, (int)digits, MidpointRounding.AwayFromZero),
        ("floor", [double number]) => Whole(Math.Floor(number), node.Position),
        ("ceil", [double number]) => Whole(Math.Ceiling(number), node.Position),
        ("abs", [long integer]) => integer == long.MinValue ? throw Overflow(node.Position) : Math.Abs(integer),
        ("abs", [double number]) => Math.Abs(number),
        ("first", [ListValue list]) => list.Items.Length > 0 ? At(list, 0) : throw Missing("An empty list has no first element.", node.Position),
        ("last", [ListValue list]) => list.Items.Length > 0 ? At(list, list.Items.Length - 1) : throw Missing("An empty list has no last element.", node.Position),
        ("keys", [MapValue map]) => NewList([.. map.Entries.Keys], node.Position),
        ("values", [MapValue map]) => NewList([.. map.Entries.Values], node.Position),
        ("flatten", [ListValue list]) => Flatten(list, node.Position),
        ("distinct", [ListValue list]) => NewList([.. list.Items.Distinct(_comparer)], node.Position),
        ("sort", [ListValue list]) => Sort(list, node.Position),
        ("range", [long end]) => Range(0, end, 1, node.Position),
        ("range", [long begin, long end]) => Range(begin, end, 1, node.Position),
        ("range", [long begin, long end, long step]) => Range(begin, end, step, node.Position),
        ("now", _) => _scope.Now.ToUnixTimeSeconds(),
        ("seconds", [long or double]) => arguments[0],
        ("seconds", [string text]) => DurationText.Parse(text) is { } span
            ? Seconds(span.TotalSeconds)
            : throw Argument($"'{Shortened(text)}' is no duration as 30s, 5m or 1h30m.", node.Position),
        ("timestamp", [string text]) => Timestamp(text, node.Position),
        ("instant", [long or double]) => Instant(Convert.ToDouble(arguments[0], CultureInfo.InvariantCulture), node.Position),
        ("json", [string text]) => Json(text, node.Position),
        ("merge", _) => Merge(node, arguments),
        _ => throw Type($"{node.Function} takes no {string.Join(" and ", arguments.Select(Bare))}.", node.Position),
    };

    private string Worked(string text)
    {
        WorkOnText(text);
        return text;
    }

    /// <summary>A value as text: a text as it is, everything else as JSON.</summary>
    public string Text(object? value, int position)
    {
        switch (value)
        {
            case string text:
                return Worked(text);
            case null:
                return "null";
            case bool truth:
                return truth ? "true" : "false";
            case long or double:
                return ExpressionValues.NumberText(value);
            default:
                Bounded(ExpressionValues.Letters(value), position);
                Work(ExpressionValues.Letters(value) / ExpressionLimits.LettersOfOneUnit);
                return NewText(ExpressionJson.Text(value, position), position);
        }
    }

    private static long Integer(object? value, int position) => value switch
    {
        long integer => integer,
        double number => Whole(Math.Truncate(number), position),
        string text => long.TryParse(text.Trim(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer)
            ? integer
            : throw Argument($"'{Shortened(text)}' is no integer.", position),
        _ => throw Type($"int takes a number or a text, and not {ExpressionValues.Kind(value)}.", position),
    };

    private static double Number(object? value, int position) => value switch
    {
        long integer => integer,
        double number => number,
        string text => double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw Argument($"'{Shortened(text)}' is no number.", position),
        _ => throw Type($"double takes a number or a text, and not {ExpressionValues.Kind(value)}.", position),
    };

    private static long Whole(double number, int position) =>
        number is >= -9223372036854775808d and < 9223372036854775808d ? (long)number : throw Overflow(position);

    private static object Seconds(double seconds)
    {
        object whole = (long)seconds;
        return seconds == Math.Truncate(seconds) ? whole : seconds;
    }

    private bool Matches(string text, string pattern, int position)
    {
        if (!_patterns.TryGetValue(pattern, out var known))
        {
            Work(WorkOfPattern);
            known = _patterns[pattern] = Pattern(pattern, position);
        }

        Work(1 + ((long)text.Length * known.Size / PatternLettersOfOneUnit));
        return known.Regex.IsMatch(text);
    }

    private static (Regex Regex, int Size) Pattern(string pattern, int position)
    {
        if (pattern.Length > MostPatternLetters || PatternSize.Of(pattern) > MostPatternSize)
        {
            throw new ExpressionException(
                "expression_too_costly", $"A pattern has at most {MostPatternLetters} letters, and {MostPatternSize} when its repetitions are written out.", position);
        }

        if (!PatternSize.IsPlain(pattern))
        {
            throw Argument("Of groups that begin with (? a pattern may have (?: and (?i) only.", position);
        }

        try
        {
            // Its time grows with the text and not with the ways to match it, and what that costs is counted before.
            return (new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant, Regex.InfiniteMatchTimeout), PatternSize.Of(pattern));
        }
        catch (Exception exception) when (exception is ArgumentException or NotSupportedException)
        {
            throw Argument($"The pattern cannot be used: {exception.Message}", position);
        }
    }

    private ListValue Split(string text, string separator, int position)
    {
        WorkOnText(text);
        string[] parts = separator.Length == 0 ? [.. text.EnumerateRunes().Select(rune => rune.ToString())] : text.Split(separator);
        return NewList([.. parts], position);
    }

    private string Join(ListValue list, string separator, int position)
    {
        Bounded(list.Letters + ((long)separator.Length * list.Items.Length), position);
        Work(list.Items.Length);
        var texts = Enumerable.Range(0, list.Items.Length).Select(place => Text(At(list, place), position)).ToList();
        Work((long)separator.Length * list.Items.Length / ExpressionLimits.LettersOfOneUnit);
        return NewText(string.Join(separator, texts), position);
    }

    private string Replace(string text, string what, string by, int position)
    {
        if (what.Length == 0)
        {
            throw Argument("replace takes what is not empty.", position);
        }

        WorkOnText(text);
        var found = 0L;
        for (var at = text.IndexOf(what, StringComparison.Ordinal); at >= 0; at = text.IndexOf(what, at + what.Length, StringComparison.Ordinal))
        {
            found++;
        }

        var letters = text.Length + (found * (by.Length - what.Length));
        Bounded(letters, position);
        Work(found + (letters / ExpressionLimits.LettersOfOneUnit));
        return text.Replace(what, by, StringComparison.Ordinal);
    }

    private object? Extreme(object?[] items, int sign, CallNode node)
    {
        if (items.Length == 0)
        {
            throw Missing($"An empty list has no {node.Function}.", node.Position);
        }

        Work(items.Length);
        var best = items[0];
        for (var i = 0; i < items.Length; i++)
        {
            best = Compare(items[i], best, node.Position) * sign > 0 ? items[i] : best;
        }

        return best;
    }

    private object Sum(ListValue list, CallNode node)
    {
        Work(list.Items.Length);
        return list.Items.Aggregate((object)0L, (sum, item) => Calculate("+", sum, item, node.Position));
    }

    private ListValue Flatten(ListValue list, int position)
    {
        var items = new List<object?>();
        for (var i = 0; i < list.Items.Length; i++)
        {
            if (At(list, i) is ListValue inner)
            {
                Work(inner.Items.Length);
                items.AddRange(inner.Items);
            }
            else
            {
                items.Add(list.Items[i]);
            }
        }

        return NewList([.. items], position);
    }

    private ListValue Sort(ListValue list, int position)
    {
        Work(list.Items.Length * (long)Math.Max(1, Math.Log2(Math.Max(1, list.Items.Length))));
        try
        {
            // LINQ's order is stable, as that of the same expression must be everywhere.
            return NewList([.. list.Items.OrderBy(item => item, Comparer<object?>.Create((left, right) => Compare(left, right, position)))], position);
        }
        catch (InvalidOperationException exception) when (exception.InnerException is ExpressionException inner)
        {
            throw new ExpressionException(inner.Code, inner.Message, inner.Position);
        }
    }

    private ListValue Range(long begin, long end, long step, int position)
    {
        if (step == 0)
        {
            throw Argument("The step of a range is not 0.", position);
        }

        var distance = step > 0 ? (Int128)end - begin : (Int128)begin - end;
        var count = distance <= 0 ? 0 : (distance + Int128.Abs(step) - 1) / Int128.Abs(step);
        if (count > ExpressionLimits.MostRange)
        {
            throw new ExpressionException("expression_too_large", $"A range has at most {ExpressionLimits.MostRange} elements.", position);
        }

        Work((long)count);
        return NewList([.. Enumerable.Range(0, (int)count).Select(place => (object)(begin + (place * step)))], position);
    }

    private static object Timestamp(string text, int position) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at)
            ? Seconds((at - DateTimeOffset.UnixEpoch).TotalSeconds)
            : throw Argument($"'{Shortened(text)}' is no instant as 2026-01-31T12:00:00Z.", position);

    private static string Instant(double seconds, int position) => seconds is >= -62135596800 and < 253402300800
        ? DateTimeOffset.UnixEpoch.AddMilliseconds(Math.Floor(seconds * 1_000)).ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture)
        : throw Argument("instant takes seconds since 1970, of the years 1 to 9999.", position);

    private object? Json(string text, int position)
    {
        Work(1 + (text.Length / 4));
        try
        {
            return Look(ExpressionValues.From(JsonElement.Parse(text, new JsonDocumentOptions { MaxDepth = ExpressionLimits.MostValueNesting })));
        }
        catch (JsonException)
        {
            throw Argument($"The text is no JSON, or nests deeper than {ExpressionLimits.MostValueNesting} levels.", position);
        }
    }

    private MapValue Merge(CallNode node, object?[] arguments)
    {
        var merged = new OrderedDictionary<string, object?>(StringComparer.Ordinal);
        foreach (var argument in arguments)
        {
            var map = argument as MapValue ?? throw Type($"merge takes maps, and not {ExpressionValues.Kind(argument)}.", node.Position);
            Work(map.Entries.Count);
            foreach (var (name, value) in map.Entries)
            {
                merged[name] = value;
            }
        }

        return NewMap(merged, node.Position);
    }

    private static string Bare(object? value) => ExpressionValues.Kind(value) is var kind && kind.Split(' ') is ["a" or "an", .. var rest] ? string.Join(' ', rest) : kind;

    private static ExpressionException Argument(string message, int position) => new("expression_argument", message, position);
}

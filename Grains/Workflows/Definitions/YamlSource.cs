using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Nms.Workflows.Expressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Nms.Workflows.Definitions;

/// <summary>
/// Reads one document of YAML 1.2 with the core schema, of strangers: no aliases, which let a small text stand for an endless one, no tags, no
/// keys that stand twice. Pure.
/// </summary>
internal sealed partial class YamlSource
{
    /// <summary>How deep a definition nests.</summary>
    public const int MostDepth = 32;

    private const int MostEvents = 100_000;

    private readonly Parser _parser;
    private readonly string[] _lines;
    private readonly DefinitionFaults _faults;
    private int _events;

    private YamlSource(string source, DefinitionFaults faults)
    {
        (_parser, _faults) = (new Parser(new StringReader(source)), faults);
        _lines = source.Split('\n');
    }

    /// <summary>The document; null when it cannot be read, which the faults tell.</summary>
    public static SourceNode? Read(string source, DefinitionFaults faults)
    {
        var yaml = new YamlSource(source, faults);
        try
        {
            return yaml.Document();
        }
        catch (YamlException exception)
        {
            faults.Add("", "yaml_syntax", Sentence(exception.Message), (int)exception.Start.Line, (int)exception.Start.Column);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException)
        {
            // The library has more than its own exception for texts that are no YAML.
            var at = yaml._parser.Current?.End;
            faults.Add("", "yaml_syntax", "The text is no YAML.", (int)(at?.Line ?? 1), (int)(at?.Column ?? 1));
        }

        return null;
    }

    private static string Sentence(string message) => message.EndsWith('.') ? message : message + ".";

    private SourceNode? Document()
    {
        Next();
        Next();
        if (_parser.Current is not DocumentStart)
        {
            _faults.Add("", "yaml_empty", "The definition is empty.", 1, 1);
            return null;
        }

        Next();
        var root = Node("", 0);
        Next();
        if (_parser.Current is not DocumentEnd || !Next() || _parser.Current is StreamEnd)
        {
            return root;
        }

        var mark = _parser.Current.Start;
        _faults.Add("", "yaml_documents", "A definition is one document, and here another one begins.", (int)mark.Line, (int)mark.Column);
        return null;
    }

    private bool Next()
    {
        if (++_events > MostEvents)
        {
            throw new YamlException(_parser.Current!.Start, _parser.Current.End, "The definition has too many parts");
        }

        return _parser.MoveNext();
    }

    private SourceNode Node(string path, int depth)
    {
        var (line, column) = ((int)_parser.Current!.Start.Line, (int)_parser.Current.Start.Column);
        if (depth > MostDepth)
        {
            throw new YamlException(_parser.Current.Start, _parser.Current.End, $"The definition nests deeper than {MostDepth} levels");
        }

        Plain(path, line, column);
        switch (_parser.Current)
        {
            case Scalar scalar:
                return Scalar(scalar, path, line, column);
            case SequenceStart:
                var items = ImmutableArray.CreateBuilder<SourceNode>();
                while (Next() && _parser.Current is not SequenceEnd)
                {
                    items.Add(Node($"{path}[{items.Count}]", depth + 1));
                }

                return new SourceList(line, column, items.ToImmutable());
            case MappingStart:
                return Map(path, depth, line, column);
            default:
                return new SourceScalar(line, column, null);
        }
    }

    private SourceMap Map(string path, int depth, int line, int column)
    {
        var entries = ImmutableArray.CreateBuilder<SourceEntry>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        while (Next() && _parser.Current is not MappingEnd)
        {
            if (_parser.Current is not Scalar key)
            {
                throw new YamlException(_parser.Current!.Start, _parser.Current.End, "A key is a text");
            }

            var (keyLine, keyColumn) = ((int)key.Start.Line, (int)key.Start.Column);
            Plain(path, keyLine, keyColumn);
            var place = path.Length == 0 ? key.Value : $"{path}.{key.Value}";
            if (!ExpressionValues.IsText(key.Value))
            {
                throw new YamlException(key.Start, key.End, "A key holds half of a character");
            }

            Next();
            var value = Node(place, depth + 1);
            if (!keys.Add(key.Value))
            {
                _faults.Add(place, "duplicate_key", $"{key.Value} stands here for the second time.", keyLine, keyColumn);
                continue;
            }

            entries.Add(new SourceEntry(key.Value, keyLine, keyColumn, value));
        }

        return new SourceMap(line, column, entries.ToImmutable());
    }

    /// <summary>Complains of what definitions do without.</summary>
    private void Plain(string path, int line, int column)
    {
        switch (_parser.Current)
        {
            case AnchorAlias:
                _faults.Add(path, "yaml_alias", "Aliases are not read: write out what stands elsewhere.", line, column);
                break;
            case NodeEvent { Anchor.IsEmpty: false }:
                _faults.Add(path, "yaml_alias", "Anchors are not read.", line, column);
                break;
            case NodeEvent { Tag.IsEmpty: false }:
                _faults.Add(path, "yaml_tag", "Tags are not read.", line, column);
                break;
        }
    }

    private SourceScalar Scalar(Scalar scalar, string path, int line, int column)
    {
        if (!ExpressionValues.IsText(scalar.Value))
        {
            _faults.Add(path, "yaml_syntax", "The text holds half of a character.", line, column);
            return new SourceScalar(line, column, "");
        }

        if (scalar.Style == ScalarStyle.Plain && Core(scalar.Value) is var value and not string)
        {
            if (value is double)
            {
                _faults.Add(path, "invalid_value", $"{scalar.Value} is a number that JSON does not have.", line, column);
                value = null;
            }

            return new SourceScalar(line, column, value);
        }

        var inset = scalar.Style == ScalarStyle.Plain ? 0 : 1;
        var begin = column - 1 + inset;
        var stands = line <= _lines.Length && begin <= _lines[line - 1].Length && _lines[line - 1].AsSpan(begin).StartsWith(scalar.Value, StringComparison.Ordinal);
        return new SourceScalar(line, column, scalar.Value, stands ? inset : null);
    }

    /// <summary>What a scalar without quotes stands for: null, a bool, a JSON number, a double for one that JSON does not have, or the text itself.</summary>
    private static object? Core(string text)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE":
                return true;
            case "false" or "False" or "FALSE":
                return false;
        }

        if (Integer.IsMatch(text))
        {
            var digits = text.TrimStart('+');
            if (Int128.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer))
            {
                return Json(integer.ToString(CultureInfo.InvariantCulture));
            }
        }

        if (Radix.Match(text) is { Success: true } radix)
        {
            try
            {
                return Json(Convert.ToUInt64(radix.Groups[2].Value, radix.Groups[1].Value == "x" ? 16 : 8).ToString(CultureInfo.InvariantCulture));
            }
            catch (OverflowException)
            {
                return double.PositiveInfinity;
            }
        }

        if (Float.IsMatch(text))
        {
            var number = double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture);
            return double.IsFinite(number) ? Json(JsonSerializer.Serialize(number)) : number;
        }

        return Odd.IsMatch(text) ? double.NaN : text;
    }

    private static JsonElement Json(string number) => JsonElement.Parse(number);

    [GeneratedRegex("^[-+]?[0-9]+$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Integer { get; }

    [GeneratedRegex("^0([xo])((?<=x)[0-9a-fA-F]+|(?<=o)[0-7]+)$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Radix { get; }

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Float { get; }

    [GeneratedRegex(@"^([-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN))$", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Odd { get; }
}

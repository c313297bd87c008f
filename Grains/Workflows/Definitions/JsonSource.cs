using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace Nms.Workflows.Definitions;

/// <summary>Reads a definition that is JSON. Most JSON is YAML too, but what programs write with tabs or half characters in escapes is not. Pure.</summary>
internal static class JsonSource
{
    /// <summary>The document; null when the text is no JSON object.</summary>
    public static SourceNode? Read(string source, DefinitionFaults faults)
    {
        if (!source.AsSpan().TrimStart().StartsWith("{"))
        {
            return null;
        }

        var bytes = Encoding.UTF8.GetBytes(source);
        var begun = new DefinitionFaults();
        try
        {
            var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = YamlSource.MostDepth });
            reader.Read();
            var node = Node(ref reader, new Places(bytes), "", begun);
            reader.Read();
            foreach (var fault in begun.All)
            {
                faults.Add(fault.Path, fault.Code, fault.Message, fault.Line, fault.Column);
            }

            return node;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // It may be YAML that begins like this; whoever reads that says what is wrong.
            return null;
        }
    }

    private static SourceNode Node(ref Utf8JsonReader reader, Places places, string path, DefinitionFaults faults)
    {
        var (line, column) = places.Of((int)reader.TokenStartIndex);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartArray:
                var items = ImmutableArray.CreateBuilder<SourceNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Node(ref reader, places, $"{path}[{items.Count}]", faults));
                }

                return new SourceList(line, column, items.ToImmutable());
            case JsonTokenType.StartObject:
                var entries = ImmutableArray.CreateBuilder<SourceEntry>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var (keyLine, keyColumn) = places.Of((int)reader.TokenStartIndex);
                    var key = reader.GetString()!;
                    var place = path.Length == 0 ? key : $"{path}.{key}";
                    reader.Read();
                    var value = Node(ref reader, places, place, faults);
                    if (entries.Any(entry => entry.Key == key))
                    {
                        faults.Add(place, "duplicate_key", $"{key} stands here for the second time.", keyLine, keyColumn);
                    }
                    else
                    {
                        entries.Add(new SourceEntry(key, keyLine, keyColumn, value));
                    }
                }

                return new SourceMap(line, column, entries.ToImmutable());
            case JsonTokenType.String:
                return new SourceScalar(line, column, reader.GetString(), reader.ValueIsEscaped ? null : 1);
            case JsonTokenType.Number:
                var number = JsonElement.ParseValue(ref reader);
                if (!double.IsFinite(number.GetDouble()))
                {
                    faults.Add(path, "invalid_value", "The number is too large.", line, column);
                    return new SourceScalar(line, column, null);
                }

                return new SourceScalar(line, column, number);
            case JsonTokenType.True or JsonTokenType.False:
                return new SourceScalar(line, column, reader.TokenType == JsonTokenType.True);
            default:
                return new SourceScalar(line, column, null);
        }
    }

    /// <summary>Lines and columns of bytes, which are asked for from the first to the last.</summary>
    private sealed class Places(byte[] bytes)
    {
        private int _at;
        private int _line = 1;
        private int _column = 1;

        public (int Line, int Column) Of(int index)
        {
            for (; _at < index; _at++)
            {
                if (bytes[_at] == '\n')
                {
                    (_line, _column) = (_line + 1, 1);
                }
                else if ((bytes[_at] & 0xC0) != 0x80)
                {
                    _column++;
                }
            }

            return (_line, _column);
        }
    }
}

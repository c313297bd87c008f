using System.Collections.Immutable;
using System.Text.Json;

namespace Nms.Workflows.Definitions;

/// <summary>A part of a definition's source, with its place: line and column from 1.</summary>
internal abstract record SourceNode(int Line, int Column)
{
    /// <summary>What it says, as JSON.</summary>
    public abstract void Write(Utf8JsonWriter writer);
}

/// <summary>A text, a number, true, false or null.</summary>
/// <param name="Line">Its line.</param>
/// <param name="Column">Its column.</param>
/// <param name="Value">string, bool, <see cref="JsonElement"/> of a number, or null.</param>
/// <param name="Inset">Columns from its own to that of its first letter; null when its letters do not stand in the source as they are.</param>
internal sealed record SourceScalar(int Line, int Column, object? Value, int? Inset = null) : SourceNode(Line, Column)
{
    public override void Write(Utf8JsonWriter writer)
    {
        switch (Value)
        {
            case string text:
                writer.WriteStringValue(text);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case JsonElement number:
                number.WriteTo(writer);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}

internal sealed record SourceList(int Line, int Column, ImmutableArray<SourceNode> Items) : SourceNode(Line, Column)
{
    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray();
        foreach (var item in Items)
        {
            item.Write(writer);
        }

        writer.WriteEndArray();
    }
}

internal sealed record SourceMap(int Line, int Column, ImmutableArray<SourceEntry> Entries) : SourceNode(Line, Column)
{
    public override void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        foreach (var entry in Entries)
        {
            writer.WritePropertyName(entry.Key);
            entry.Value.Write(writer);
        }

        writer.WriteEndObject();
    }
}

/// <summary>A member of a map, with the place of its key.</summary>
internal sealed record SourceEntry(string Key, int Line, int Column, SourceNode Value);

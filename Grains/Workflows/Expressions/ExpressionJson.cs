using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Nms.Workflows.Expressions;

/// <summary>Values of expressions as JSON. Pure.</summary>
internal static class ExpressionJson
{
    private static readonly JsonWriterOptions s_options = new()
    {
        // The text is shown to nobody as HTML, and is shorter so.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = ExpressionLimits.MostValueNesting,
    };

    public static string Text(object? value, int position) => Encoding.UTF8.GetString(Bytes(writer => Write(writer, value), position));

    public static JsonElement Element(Action<Utf8JsonWriter> write) => JsonElement.Parse(Bytes(write, position: 0));

    public static void Write(Utf8JsonWriter writer, object? value)
    {
        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case long integer:
                writer.WriteNumberValue(integer);
                break;
            case double number:
                writer.WriteNumberValue(number);
                break;
            case string text:
                writer.WriteStringValue(text);
                break;
            case JsonElement element:
                element.WriteTo(writer);
                break;
            case ListValue list:
                writer.WriteStartArray();
                Array.ForEach(list.Items, item => Write(writer, item));
                writer.WriteEndArray();
                break;
            case MapValue map:
                writer.WriteStartObject();
                foreach (var (name, member) in map.Entries)
                {
                    writer.WritePropertyName(name);
                    Write(writer, member);
                }

                writer.WriteEndObject();
                break;
        }
    }

    private static ReadOnlySpan<byte> Bytes(Action<Utf8JsonWriter> write, int position)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer, s_options);
        try
        {
            write(writer);
            writer.Flush();
        }
        catch (InvalidOperationException)
        {
            // The writer refuses two things that can come here.
            throw writer.CurrentDepth >= ExpressionLimits.MostValueNesting
                ? new ExpressionException("expression_too_deep", $"A value nests deeper than {ExpressionLimits.MostValueNesting} levels.", position)
                : new ExpressionException("expression_type", "A text holds half of a character.", position);
        }

        return buffer.WrittenSpan;
    }
}

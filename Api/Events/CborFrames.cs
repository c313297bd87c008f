using System.Formats.Cbor;
using System.Text.Json;

namespace Nms.Api.Events;

/// <summary>The same frames in CBOR (RFC 8949), member by member. Maps and lists have no length in front, so that one can be ended later. Pure.</summary>
internal static class CborFrames
{
    private const int Deepest = 16;

    public static byte[] FromJson(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var writer = new CborWriter(CborConformanceMode.Lax, convertIndefiniteLengthEncodings: false);
        while (reader.Read())
        {
            Copy(ref reader, writer);
        }

        return writer.Encode();
    }

    /// <summary>Null when the bytes are not one CBOR value that JSON can hold.</summary>
    public static byte[]? ToJson(ReadOnlyMemory<byte> cbor)
    {
        using var json = new MemoryStream();
        using var writer = new Utf8JsonWriter(json);
        try
        {
            var reader = new CborReader(cbor, CborConformanceMode.Strict);
            Copy(reader, writer, depth: 0);
            if (reader.BytesRemaining > 0)
            {
                return null;
            }
        }
        catch (Exception wrong) when (wrong is CborContentException or InvalidOperationException or OverflowException or ArgumentException)
        {
            return null;
        }

        writer.Flush();
        return json.ToArray();
    }

    private static void Copy(ref Utf8JsonReader reader, CborWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartMap(null);
                break;
            case JsonTokenType.EndObject:
                writer.WriteEndMap();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray(null);
                break;
            case JsonTokenType.EndArray:
                writer.WriteEndArray();
                break;
            case JsonTokenType.PropertyName or JsonTokenType.String:
                writer.WriteTextString(reader.GetString()!);
                break;
            case JsonTokenType.Number when reader.TryGetInt64(out var number):
                writer.WriteInt64(number);
                break;
            case JsonTokenType.Number:
                writer.WriteDouble(reader.GetDouble());
                break;
            case JsonTokenType.True or JsonTokenType.False:
                writer.WriteBoolean(reader.GetBoolean());
                break;
            default:
                writer.WriteNull();
                break;
        }
    }

    private static void Copy(CborReader reader, Utf8JsonWriter writer, int depth)
    {
        switch (reader.PeekState())
        {
            case CborReaderState.StartMap when depth < Deepest:
                reader.ReadStartMap();
                writer.WriteStartObject();
                while (reader.PeekState() != CborReaderState.EndMap)
                {
                    writer.WritePropertyName(reader.ReadTextString());
                    Copy(reader, writer, depth + 1);
                }

                reader.ReadEndMap();
                writer.WriteEndObject();
                break;
            case CborReaderState.StartArray when depth < Deepest:
                reader.ReadStartArray();
                writer.WriteStartArray();
                while (reader.PeekState() != CborReaderState.EndArray)
                {
                    Copy(reader, writer, depth + 1);
                }

                reader.ReadEndArray();
                writer.WriteEndArray();
                break;
            case CborReaderState.UnsignedInteger:
                writer.WriteNumberValue(reader.ReadUInt64());
                break;
            case CborReaderState.NegativeInteger:
                writer.WriteNumberValue(reader.ReadInt64());
                break;
            case CborReaderState.HalfPrecisionFloat or CborReaderState.SinglePrecisionFloat or CborReaderState.DoublePrecisionFloat:
                writer.WriteNumberValue(reader.ReadDouble());
                break;
            case CborReaderState.Boolean:
                writer.WriteBooleanValue(reader.ReadBoolean());
                break;
            case CborReaderState.Null:
                reader.ReadNull();
                writer.WriteNullValue();
                break;
            default:
                // Throws for what is no text: a frame holds no bytes, tags or undefined values.
                writer.WriteStringValue(reader.ReadTextString());
                break;
        }
    }
}

using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nms.Gns3;

/// <summary>Reads a coordinate: old project files hold some as fractions, which must not cost the node.</summary>
internal sealed class RoundingInt32Converter : JsonConverter<int>
{
    public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonException("A coordinate is a number.");
        if (reader.TryGetInt32(out var whole))
            return whole;
        return reader.TryGetDouble(out var fraction) && Math.Abs(fraction) <= int.MaxValue
            ? (int)Math.Round(fraction)
            : throw new JsonException("A coordinate is out of range.");
    }

    public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options) => writer.WriteNumberValue(value);
}

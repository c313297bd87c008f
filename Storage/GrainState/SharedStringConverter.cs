using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nms.Storage;

/// <summary>
/// Reads equal short texts as one object: thousands of nodes have the same type, symbol, compute, port names and properties. The table
/// is of a fixed size and a place is taken over by the last comer, so nothing here grows.
/// </summary>
internal sealed class SharedStringConverter : JsonConverter<string>
{
    private const int Places = 2048;
    private const int Longest = 128;

    private readonly string?[] _shared = new string?[Places];

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if ((reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length) > Longest)
            return reader.GetString();

        Span<char> buffer = stackalloc char[Longest];
        var text = buffer[..reader.CopyString(buffer)];
        ref var place = ref _shared[(uint)string.GetHashCode(text) % Places];
        return place is { } known && text.SequenceEqual(known) ? known : place = text.ToString();
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);

    public override string ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString()!;

    public override void WriteAsPropertyName(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WritePropertyName(value);
}

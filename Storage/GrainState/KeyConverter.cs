using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nms.Storage;

/// <summary>Our composite keys are written as their text, so that they can also be the keys of a dictionary.</summary>
internal sealed class KeyConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert is { IsValueType: true, IsEnum: false }
        && typeToConvert.Namespace?.StartsWith(nameof(Nms), StringComparison.Ordinal) == true
        && typeToConvert.GetInterfaces().Any(i =>
            i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IParsable<>) && i.GetGenericArguments()[0] == typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<>).MakeGenericType(typeToConvert))!;

    private sealed class Of<T> : JsonConverter<T>
        where T : struct, IParsable<T>
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Parse(reader.GetString());

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Parse(reader.GetString());

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WritePropertyName(value.ToString()!);

        private static T Parse(string? text) =>
            T.TryParse(text, CultureInfo.InvariantCulture, out var key) ? key : throw new JsonException($"'{text}' is not a {typeof(T).Name}.");
    }
}

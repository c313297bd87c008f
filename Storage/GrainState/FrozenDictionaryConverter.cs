using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Nms.Storage;

/// <summary>Frozen dictionaries are written as objects, which the serializer writes but cannot read by itself.</summary>
internal sealed class FrozenDictionaryConverter : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(FrozenDictionary<,>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(Of<,>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class Of<TKey, TValue> : JsonConverter<FrozenDictionary<TKey, TValue>>
        where TKey : notnull
    {
        public override FrozenDictionary<TKey, TValue>? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            JsonSerializer.Deserialize<Dictionary<TKey, TValue>>(ref reader, options)?.ToFrozenDictionary();

        public override void Write(Utf8JsonWriter writer, FrozenDictionary<TKey, TValue> value, JsonSerializerOptions options) =>
            JsonSerializer.Serialize<IReadOnlyDictionary<TKey, TValue>>(writer, value, options);
    }
}

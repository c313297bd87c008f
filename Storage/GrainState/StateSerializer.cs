using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Orleans.Storage;

namespace Nms.Storage;

/// <summary>
/// Grain state as JSON: readable in the database, free of type names, so that classes may be renamed and moved. Members that
/// are missing or unknown are tolerated, which is how a state grows. A polymorphic type names its kinds by [JsonDerivedType].
/// </summary>
internal sealed class StateSerializer : IGrainStorageSerializer
{
    private static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        AllowOutOfOrderMetadataProperties = true,
        Converters = { new ImmutableArrayConverter(), new FrozenDictionaryConverter(), new KeyConverter(), new SharedStringConverter() },
    };

    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input, Options));

    public T? Deserialize<T>(BinaryData input)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(input.ToMemory().Span, Options);
        }
        catch (JsonException e)
        {
            throw new StorageException(
                "storage_failed", $"A stored {typeof(T).Name} cannot be read ({e.Message}); it is damaged or was written by another version.");
        }
    }
}

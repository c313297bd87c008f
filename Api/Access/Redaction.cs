using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Nms.Api.Access;

/// <summary>Keeps secrets out of what is recorded: by the name of a member at any depth, and by the type of a member. Pure.</summary>
internal static class Redaction
{
    public const string Text = "[redacted]";

    private static readonly string[] s_names =
    [
        "password", "passphrase", "passwd", "secret", "token", "credential", "community", "apikey", "privatekey", "authkey", "privkey", "keyfile",
        "authorization", "cookie", "ticket", "hash", "environment", "configcontent", "scriptcontent", "startupscript", "startupconfig", "privateconfig",
    ];

    /// <summary>Writes objects as the API does, but for members whose type says that they are content or a secret.</summary>
    public static JsonSerializerOptions Options { get; } = Create();

    public static bool IsSecret(string member)
    {
        var plain = member.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal);
        return plain.Equals("key", StringComparison.OrdinalIgnoreCase)
            || s_names.Any(name => plain.Contains(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Whether a value must not be shown: that there is a secret, or none, may.</summary>
    public static bool Hides(string member, JsonNode? value) =>
        value is not null && value.GetValueKind() is not (JsonValueKind.True or JsonValueKind.False) && IsSecret(member);

    /// <summary>Takes the secrets out of an element and everything in it.</summary>
    public static JsonNode? Redact(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach (var (name, value) in members.ToList())
                {
                    members[name] = Hides(name, value) ? Text : Redact(value?.DeepClone());
                }

                return members;
            case JsonArray list:
                for (var i = 0; i < list.Count; i++)
                {
                    list[i] = Redact(list[i]?.DeepClone());
                }

                return list;
            default:
                return node;
        }
    }

    private static JsonSerializerOptions Create()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        ApiJson.Configure(options);
        options.TypeInfoResolverChain.Clear();
        options.TypeInfoResolverChain.Add(new DefaultJsonTypeInfoResolver { Modifiers = { HideSecretTypes } });
        options.MakeReadOnly();
        return options;
    }

    private static void HideSecretTypes(JsonTypeInfo type)
    {
        foreach (var property in type.Properties.Where(property => IsSecret(property.PropertyType) && property.Get is not null))
        {
            property.CustomConverter = null;
            property.ShouldSerialize = static (_, _) => false;
        }
    }

    // Bytes are the content of a file or a key; a type that calls itself secret is one.
    private static bool IsSecret(Type type) =>
        type == typeof(byte[]) || type == typeof(ReadOnlyMemory<byte>) || type == typeof(Memory<byte>)
        || type.Name.Contains("Secret", StringComparison.Ordinal) || type.Name.Contains("Password", StringComparison.Ordinal)
        || type.Name.Contains("Credential", StringComparison.Ordinal);
}

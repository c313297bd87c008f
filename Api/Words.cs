using System.Text.Json;

namespace Nms.Api;

/// <summary>The words of an enum as JSON and addresses have them.</summary>
internal static class Words
{
    /// <summary>Those of an enum, of one that may be absent, or of one in an address; null for any other type.</summary>
    public static string[]? Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        type = type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Word<>) ? type.GetGenericArguments()[0] : type;
        return type.IsEnum ? [.. Enum.GetNames(type).Select(JsonNamingPolicy.SnakeCaseLower.ConvertName)] : null;
    }

    /// <summary>What a value is told that is none of them; null when the type has no words.</summary>
    public static string? Complaint(Type type) => Of(type) is { } words ? $"must be one of {string.Join(", ", words)}" : null;
}

using System.Collections.Frozen;

namespace Nms.Workflows.Definitions;

/// <summary>The words that definitions have for what the engine knows by other names.</summary>
internal static class DefinitionWords
{
    public static FrozenDictionary<string, InputType> InputTypes { get; } = Words<InputType>();

    public static FrozenDictionary<string, KeyConflictPolicy> ConflictPolicies { get; } = Words<KeyConflictPolicy>();

    public static FrozenDictionary<string, OverlapPolicy> OverlapPolicies { get; } = Words<OverlapPolicy>();

    /// <summary>From the least to the greatest.</summary>
    public static readonly string[] Severities = ["low", "normal", "high", "critical"];

    /// <summary>The word for a value: BufferOne is buffer_one.</summary>
    public static string Of<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    private static FrozenDictionary<string, T> Words<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToFrozenDictionary(Of, StringComparer.Ordinal);
}

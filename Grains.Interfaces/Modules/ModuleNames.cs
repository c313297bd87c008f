using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Nms.Modules;

/// <summary>What modules may be called.</summary>
public static class ModuleNames
{
    /// <summary>The sender of the hub's own messages.</summary>
    public const string Hub = "communication_hub";

    /// <summary>What a name must look like, in words.</summary>
    public const string Shape = "must be 1 to 64 lower-case letters, digits and . _ -, and begin with a letter or digit";

    private const int Longest = 64;

    private static readonly FrozenSet<string> s_reserved = FrozenSet.Create(StringComparer.Ordinal, Hub, "broadcast", "all_modules");

    /// <summary>Brings a name into its one spelling; false when it is no module's name.</summary>
    public static bool TryNormalise(string? text, [NotNullWhen(true)] out string? name)
    {
        name = text is { Length: > 0 and <= Longest } && char.IsAsciiLetterOrDigit(text[0]) && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-')
            ? text.ToLowerInvariant()
            : null;
        return name is not null && !s_reserved.Contains(name);
    }
}

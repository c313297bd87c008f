using System.Diagnostics.CodeAnalysis;

namespace Nms.Api;

/// <summary>An enum in an address, written as in JSON: the framework itself would take only the C# spelling.</summary>
internal readonly record struct Word<T>(T Value) : IParsable<Word<T>>
    where T : struct, Enum
{
    public static string[] All { get; } = Words.Of(typeof(T))!;

    public static Word<T> Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var word) ? word : throw new FormatException($"{s} is none of {string.Join(", ", All)}.");

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Word<T> result)
    {
        var index = Array.IndexOf(All, s?.ToLowerInvariant());
        result = index < 0 ? default : new Word<T>(Enum.GetValues<T>()[index]);
        return index >= 0;
    }
}

namespace Nms.Api.Access;

/// <summary>What users, roles and modules may be called. Pure.</summary>
internal static class NameRules
{
    public const int LongestName = 64;
    public const int LongestRole = 32;

    /// <summary>ASCII only: two names that look alike would be one trap.</summary>
    public static bool IsName(string? name) =>
        name is { Length: > 0 and <= LongestName } && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '@' or '+' or '-');

    public static bool IsRole(string? name) =>
        name is { Length: > 1 and <= LongestRole } && char.IsAsciiLetterLower(name[0])
        && name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}

namespace Nms.Events;

/// <summary>
/// A type, or several: <c>*</c> is every type, <c>node.*</c> all that begin with "node.", <c>*.started</c> all that end with
/// ".started". An asterisk anywhere else is an asterisk. Pure.
/// </summary>
public static class EventTypePattern
{
    /// <summary>Whether a pattern stands for a type.</summary>
    public static bool Matches(string pattern, string type)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        ArgumentNullException.ThrowIfNull(type);
        return pattern switch
        {
            "*" => true,
            ['*', ..] => type.AsSpan().EndsWith(pattern.AsSpan(1), StringComparison.Ordinal),
            [.., '*'] => type.AsSpan().StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal),
            _ => string.Equals(pattern, type, StringComparison.Ordinal),
        };
    }
}

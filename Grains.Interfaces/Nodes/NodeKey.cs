using System.Diagnostics.CodeAnalysis;

namespace Nms.Nodes;

/// <summary>Names one node: the GNS3 project id and the GNS3 node id. Written "{projectId:D}/{nodeId:D}".</summary>
[GenerateSerializer, Immutable, Alias("Nms.Nodes.NodeKey")]
public readonly record struct NodeKey(
    [property: Id(0)] Guid ProjectId,
    [property: Id(1)] Guid NodeId) : ISpanParsable<NodeKey>
{
    /// <inheritdoc />
    public override string ToString() => string.Create(73, this, static (span, key) =>
    {
        key.ProjectId.TryFormat(span, out _, "D");
        span[36] = '/';
        key.NodeId.TryFormat(span[37..], out _, "D");
    });

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is not "{projectId:D}/{nodeId:D}".</exception>
    public static NodeKey Parse(string text) => Parse(text.AsSpan(), null);

    /// <inheritdoc />
    public static NodeKey Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan(), provider);

    /// <inheritdoc />
    public static NodeKey Parse(ReadOnlySpan<char> s, IFormatProvider? provider) =>
        TryParse(s, provider, out var key) ? key : throw new FormatException($"'{s}' is not a node key.");

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out NodeKey result) =>
        TryParse(s.AsSpan(), provider, out result);

    /// <inheritdoc />
    public static bool TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out NodeKey result)
    {
        if (s.Length == 73 && s[36] == '/'
            && Guid.TryParseExact(s[..36], "D", out var project)
            && Guid.TryParseExact(s[37..], "D", out var node))
        {
            result = new NodeKey(project, node);
            return true;
        }

        result = default;
        return false;
    }
}

using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Nms.Discovery.Configurations;

/// <summary>
/// Reads YAML of strangers. What is too long, too deep or refers to itself is not read: loading recurses, and aliases let a small text
/// stand for an endless one. Pure.
/// </summary>
internal static class BoundedYaml
{
    private const int MostCharacters = 1_000_000;
    private const int MostDepth = 32;
    private const int MostEvents = 100_000;

    /// <summary>The first document, if it is a mapping; null when it is not, or is not read.</summary>
    public static YamlMappingNode? Read(string text)
    {
        if (text.Length > MostCharacters) return null;
        try
        {
            if (!IsBounded(text)) return null;
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents is [var document, ..] ? document.RootNode as YamlMappingNode : null;
        }
        catch (Exception exception) when (exception is YamlException or InvalidOperationException or ArgumentException)
        {
            // Told by the caller as not understood. The library has more than its own exception for texts that are no YAML.
            return null;
        }
    }

    public static YamlNode? Child(this YamlNode? node, string name)
        => node is YamlMappingNode mapping && mapping.Children.TryGetValue(new YamlScalarNode(name), out var child) ? child : null;

    public static string? Text(this YamlNode? node) => (node as YamlScalarNode)?.Value;

    /// <summary>The texts of a list, or the one text.</summary>
    public static ImmutableArray<string> Texts(this YamlNode? node) => node switch
    {
        YamlScalarNode { Value: { } only } => [only],
        YamlSequenceNode list => [.. list.Children.Select(Text).OfType<string>()],
        _ => [],
    };

    public static IEnumerable<YamlNode> Items(this YamlNode? node) => node is YamlSequenceNode list ? list.Children : [];

    public static IEnumerable<(string Name, YamlNode Value)> Entries(this YamlNode? node) =>
        node is YamlMappingNode mapping ? mapping.Children.Where(pair => pair.Key.Text() is not null).Select(pair => (pair.Key.Text()!, pair.Value)) : [];

    public static bool? Flag(this YamlNode? node) => node.Text()?.ToLowerInvariant() switch
    {
        "true" or "yes" or "on" => true,
        "false" or "no" or "off" => false,
        _ => null,
    };

    public static int Line(this YamlNode node) => (int)Math.Min(node.Start.Line, int.MaxValue);

    private static bool IsBounded(string text)
    {
        var parser = new Parser(new StringReader(text));
        var (depth, events) = (0, 0);
        while (parser.MoveNext())
        {
            depth += parser.Current switch { MappingStart or SequenceStart => 1, MappingEnd or SequenceEnd => -1, _ => 0 };
            if (++events > MostEvents || depth > MostDepth || parser.Current is AnchorAlias) return false;
        }

        return true;
    }
}

using System.Collections.Frozen;

namespace Nms.Workflows;

/// <summary>The definitions that are part of the platform, by name. They are saved as a version when they are first looked for.</summary>
internal static class BuiltInWorkflows
{
    private const string Prefix = "workflows/";

    public static FrozenDictionary<string, string> Sources { get; } = typeof(BuiltInWorkflows).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
        .ToFrozenDictionary(name => name[Prefix.Length..], Read, StringComparer.Ordinal);

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(BuiltInWorkflows).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}

using Nms.Snmp.Mib;

namespace Nms.Snmp;

/// <summary>The definitions of one MIB module, as they are written: names are not looked up yet.</summary>
public sealed class MibModule
{
    /// <summary>The longest text that is read.</summary>
    public const int MaxCharacters = 16 * 1024 * 1024;

    internal MibModule(string name) => Name = name;

    /// <summary>The module's name.</summary>
    public string Name { get; }

    internal List<MibDefinition> Definitions { get; } = [];

    internal Dictionary<string, RawSyntax> Types { get; } = new(StringComparer.Ordinal);

    /// <summary>
    /// Reads a MIB file (RFC 2578; RFC 1155 and 1212 as well): names, types, enumerations, indexes, display hints. Descriptions and
    /// conformance are passed over.
    /// </summary>
    /// <param name="text">The file, which may hold several modules.</param>
    /// <exception cref="MibFormatException">The text is no MIB module.</exception>
    public static IReadOnlyList<MibModule> Parse(string text) => text.Length <= MaxCharacters
        ? new SmiParser(SmiLexer.Split(text)).Parse()
        : throw new MibFormatException(1, $"A MIB file of more than {MaxCharacters} characters is not read.");
}

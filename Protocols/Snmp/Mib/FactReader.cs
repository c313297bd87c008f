using System.Globalization;

namespace Nms.Snmp.Mib;

/// <summary>Reads our own facts: a line for each name, with its place, its type and what belongs to the type.</summary>
internal static class FactReader
{
    public static IReadOnlyList<MibModule> Read(string text)
    {
        var modules = new List<MibModule>();
        var number = 0;
        foreach (var line in text.Split('\n'))
        {
            number++;
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length == 0 || words[0] == "#")
            {
                continue;
            }

            if (words.Length < 2 || (words[0] != "module" && modules.Count == 0))
            {
                throw new MibFormatException(number, "A name needs a place, and a module before it.");
            }

            switch (words[0])
            {
                case "module":
                    modules.Add(new MibModule(words[1]));
                    break;
                case "type":
                    modules[^1].Types.Add(words[1], Syntax(words[2..]));
                    break;
                default:
                    modules[^1].Definitions.Add(Definition(words));
                    break;
            }
        }

        return modules;
    }

    private static MibDefinition Definition(string[] words)
    {
        var place = words[1].Split('.');
        var parent = char.IsAsciiLetter(place[0][0]) ? place[0] : null;
        var numbers = place.Skip(parent is null ? 0 : 1).Select(part => uint.Parse(part, CultureInfo.InvariantCulture)).ToArray();
        var definition = new MibDefinition(words[0], parent, numbers);
        return words.Skip(2).ToArray() switch
        {
            [] => definition,
            ["trap"] => definition with { IsNotification = true },
            ["table"] => definition with { Syntax = new RawSyntax("SEQUENCE OF") { IsTable = true } },
            ["row", .. var index] => definition with { Index = [.. index.Select(name => new MibIndex(name, false))] },
            var syntax => definition with { Syntax = Syntax(syntax) },
        };
    }

    /// <summary>A type and its names, or its length.</summary>
    private static RawSyntax Syntax(string[] words)
    {
        var syntax = new RawSyntax(words[0]);
        return words.Length == 1 ? syntax
            : int.TryParse(words[1], CultureInfo.InvariantCulture, out var length) ? syntax with { FixedLength = length }
            : syntax with { Names = words.Skip(1).ToDictionary(Number, word => word[..word.IndexOf('(', StringComparison.Ordinal)]) };
    }

    private static int Number(string word)
        => int.Parse(word.AsSpan(word.IndexOf('(', StringComparison.Ordinal) + 1).TrimEnd(')'), CultureInfo.InvariantCulture);
}

using System.Globalization;

namespace Nms.Snmp.Mib;

/// <summary>Reads what is needed of MIB modules and passes over the rest.</summary>
internal sealed class SmiParser(List<SmiToken> tokens)
{
    private int _at;

    private string Next => _at < tokens.Count ? tokens[_at].Text : "";

    private string AfterNext => _at + 1 < tokens.Count ? tokens[_at + 1].Text : "";

    public IReadOnlyList<MibModule> Parse()
    {
        var modules = new List<MibModule>();
        while (_at < tokens.Count)
        {
            var module = new MibModule(Take());
            SkipTo("BEGIN");
            _at++;
            while (Next != "END")
            {
                ParseAssignment(module);
            }

            _at++;
            modules.Add(module);
        }

        return modules.Count > 0 ? modules : throw Wrong("There is no module.");
    }

    private void ParseAssignment(MibModule module)
    {
        if (Next is "IMPORTS" or "EXPORTS")
        {
            SkipTo(";");
            _at++;
        }
        else if (AfterNext == "MACRO")
        {
            SkipTo("END");
            _at++;
        }
        else if (AfterNext == "::=")
        {
            ParseType(module);
        }
        else
        {
            ParseDefinition(module);
        }
    }

    private void ParseType(MibModule module)
    {
        var name = Take();
        Expect("::=");
        string? hint = null;
        if (Next == "TEXTUAL-CONVENTION")
        {
            while (Next != "SYNTAX")
            {
                hint = Take() == "DISPLAY-HINT" ? Next.TrimStart('"') : hint;
            }

            _at++;
        }
        else if (Next == "[")
        {
            SkipTo("]");
            _at++;
        }

        if (Next == "IMPLICIT")
        {
            _at++;
        }

        if ((Next is "SEQUENCE" or "CHOICE") && AfterNext == "{")
        {
            _at++;
            SkipBraces("{", "}");
            return;
        }

        module.Types[name] = ParseSyntax() with { Hint = hint };
    }

    private void ParseDefinition(MibModule module)
    {
        var definition = new MibDefinition(Take(), null, []) { IsNotification = Next is "NOTIFICATION-TYPE" or "TRAP-TYPE" };
        string? enterprise = null;
        while (Next != "::=")
        {
            switch (Take())
            {
                case "SYNTAX":
                    definition = definition with { Syntax = definition.Syntax ?? ParseSyntax() };
                    break;
                case "INDEX":
                    definition = definition with { Index = ParseIndex() };
                    break;
                case "AUGMENTS":
                    Expect("{");
                    definition = definition with { Augments = Take() };
                    Expect("}");
                    break;
                case "ENTERPRISE":
                    enterprise = Next == "{" ? AfterNext : Next;
                    break;
                case "{":
                    _at--;
                    SkipBraces("{", "}");
                    break;
            }
        }

        _at++;
        if (Next == "{")
        {
            var (parent, numbers) = ParsePlace();
            module.Definitions.Add(definition with { Parent = parent, Numbers = numbers });
        }
        else if (uint.TryParse(Take(), CultureInfo.InvariantCulture, out var trap) && enterprise is not null)
        {
            // RFC 3584 §2.1.2: a trap of SNMPv1 becomes a notification under its enterprise and 0.
            module.Definitions.Add(definition with { Parent = enterprise, Numbers = [0, trap] });
        }
    }

    private RawSyntax ParseSyntax()
    {
        var name = Take();
        if (name == "SEQUENCE" && Next == "OF")
        {
            _at += 2;
            return new RawSyntax("SEQUENCE OF") { IsTable = true };
        }

        if ((name == "OCTET" && Next == "STRING") || (name == "OBJECT" && Next == "IDENTIFIER"))
        {
            name = $"{name} {Take()}";
        }

        var syntax = new RawSyntax(name);
        if (Next == "{")
        {
            return syntax with { Names = ParseNames() };
        }

        if (Next == "(")
        {
            var start = _at;
            SkipBraces("(", ")");
            var words = tokens[start.._at].Select(token => token.Text).ToArray();
            return words is ["(", "SIZE", "(", var only, ")", ")"] && int.TryParse(only, CultureInfo.InvariantCulture, out var length)
                ? syntax with { FixedLength = length } : syntax;
        }

        return syntax;
    }

    private Dictionary<int, string> ParseNames()
    {
        var names = new Dictionary<int, string>();
        Expect("{");
        while (Next != "}")
        {
            var name = Take();
            if (name == ",")
            {
                continue;
            }

            Expect("(");
            if (int.TryParse(Take(), CultureInfo.InvariantCulture, out var number))
            {
                names[number] = name;
            }

            Expect(")");
        }

        _at++;
        return names;
    }

    private List<MibIndex> ParseIndex()
    {
        var index = new List<MibIndex>();
        Expect("{");
        while (Next != "}")
        {
            var name = Take();
            if (name == "IMPLIED")
            {
                index.Add(new MibIndex(Take(), true));
            }
            else if (name != ",")
            {
                index.Add(new MibIndex(name, false));
            }
        }

        _at++;
        return index;
    }

    private (string? Parent, List<uint> Numbers) ParsePlace()
    {
        string? parent = null;
        var numbers = new List<uint>();
        Expect("{");
        var isFirst = true;
        while (Next != "}")
        {
            var word = Take();
            if (uint.TryParse(word, CultureInfo.InvariantCulture, out var number))
            {
                numbers.Add(number);
            }
            else if (Next == "(")
            {
                _at++;
                numbers.Add(uint.TryParse(Take(), CultureInfo.InvariantCulture, out number) ? number : throw Wrong("A number is missing."));
                Expect(")");
            }
            else if (isFirst)
            {
                parent = word;
            }

            isFirst = false;
        }

        _at++;
        return (parent, numbers);
    }

    private void SkipBraces(string open, string close)
    {
        var depth = 0;
        do
        {
            var word = Take();
            depth += word == open ? 1 : word == close ? -1 : 0;
        }
        while (depth > 0);
    }

    private void SkipTo(string word)
    {
        while (Next != word)
        {
            Take();
        }
    }

    private void Expect(string word)
    {
        if (Take() is var found && found != word)
        {
            throw Wrong($"'{word}' was expected and '{found}' found.");
        }
    }

    private string Take() => _at < tokens.Count ? tokens[_at++].Text : throw Wrong("The text ends too soon.");

    private MibFormatException Wrong(string message) => new(tokens.Count == 0 ? 1 : tokens[Math.Clamp(_at - 1, 0, tokens.Count - 1)].Line, message);
}

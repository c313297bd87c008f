namespace Nms.Snmp.Mib;

/// <summary>Cuts a MIB file into words (RFC 2578 §3).</summary>
internal static class SmiLexer
{
    public static List<SmiToken> Split(string text)
    {
        var tokens = new List<SmiToken>();
        var line = 1;
        for (var i = 0; i < text.Length;)
        {
            var c = text[i];
            if (c == '\n')
            {
                line++;
                i++;
            }
            else if (char.IsWhiteSpace(c))
            {
                i++;
            }
            else if (text.AsSpan(i).StartsWith("--"))
            {
                i = EndOfComment(text, i + 2);
            }
            else if (c == '"')
            {
                var end = text.IndexOf('"', i + 1);
                if (end < 0)
                {
                    throw new MibFormatException(line, "A quoted text does not end.");
                }

                tokens.Add(new SmiToken(text[i..end], line));
                line += text.AsSpan(i, end - i).Count('\n');
                i = end + 1;
            }
            else
            {
                var length = Length(text.AsSpan(i));
                tokens.Add(new SmiToken(text.Substring(i, length), line));
                i += length;
            }
        }

        return tokens;
    }

    /// <summary>A comment ends with its line, or with the next two hyphens.</summary>
    private static int EndOfComment(string text, int from)
    {
        for (var i = from; i < text.Length; i++)
        {
            if (text[i] == '\n')
            {
                return i;
            }

            if (text[i] == '-' && i + 1 < text.Length && text[i + 1] == '-')
            {
                return i + 2;
            }
        }

        return text.Length;
    }

    private static int Length(ReadOnlySpan<char> rest)
    {
        if (rest.StartsWith("::="))
        {
            return 3;
        }

        if (rest.StartsWith(".."))
        {
            return 2;
        }

        var length = 0;
        while (length < rest.Length && (char.IsLetterOrDigit(rest[length]) || rest[length] is '_' or '\''
            || (rest[length] == '-' && !rest[length..].StartsWith("--"))))
        {
            length++;
        }

        return Math.Max(1, length);
    }
}

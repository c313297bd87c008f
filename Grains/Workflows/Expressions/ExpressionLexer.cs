using System.Globalization;
using System.Text;

namespace Nms.Workflows.Expressions;

/// <summary>Takes the words of an expression off a text, one after the other. Pure.</summary>
internal sealed class ExpressionLexer(string text)
{
    private static readonly string[] s_signs = ["<=", ">=", "==", "!=", "&&", "||"];

    private const string SingleSigns = "()[]{},.:?!-*/%+<>";

    /// <summary>The word at or behind a place.</summary>
    /// <param name="position">The place.</param>
    /// <param name="hyphens">Whether names may hold hyphens here, as those of steps do.</param>
    public ExpressionToken Read(int position, bool hyphens = false)
    {
        while (position < text.Length && text[position] is ' ' or '\t' or '\r' or '\n')
        {
            position++;
        }

        if (position >= text.Length)
        {
            return new ExpressionToken(ExpressionTokenKind.End, "", null, position, position);
        }

        var first = text[position];
        if (char.IsAsciiDigit(first))
        {
            return Number(position);
        }

        if (first is '\'' or '"')
        {
            return String(position, position + 1, raw: false);
        }

        if (first == 'r' && position + 1 < text.Length && text[position + 1] is '\'' or '"')
        {
            return String(position, position + 2, raw: true);
        }

        return char.IsAsciiLetter(first) || first == '_' ? Name(position, hyphens) : Sign(position);
    }

    private ExpressionToken Name(int position, bool hyphens)
    {
        var end = position;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_' || (hyphens && text[end] == '-')))
        {
            end++;
        }

        return new ExpressionToken(ExpressionTokenKind.Name, text[position..end], null, position, end);
    }

    private ExpressionToken Sign(int position)
    {
        foreach (var sign in s_signs)
        {
            if (string.CompareOrdinal(text, position, sign, 0, sign.Length) == 0)
            {
                return new ExpressionToken(ExpressionTokenKind.Sign, sign, null, position, position + sign.Length);
            }
        }

        return SingleSigns.Contains(text[position], StringComparison.Ordinal)
            ? new ExpressionToken(ExpressionTokenKind.Sign, text[position].ToString(), null, position, position + 1)
            : throw new ExpressionException("expression_syntax", $"'{text[position]}' has no meaning here.", position);
    }

    private ExpressionToken Number(int position)
    {
        var end = Digits(position);
        var whole = true;
        if (end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]))
        {
            (whole, end) = (false, Digits(end + 1));
        }

        if (end < text.Length && text[end] is 'e' or 'E')
        {
            var exponent = end + 1 < text.Length && text[end + 1] is '+' or '-' ? end + 2 : end + 1;
            if (Digits(exponent) == exponent)
            {
                throw new ExpressionException("expression_syntax", "The exponent of the number is missing.", end);
            }

            (whole, end) = (false, Digits(exponent));
        }

        var digits = text[position..end];
        if (whole)
        {
            return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var integer)
                ? new ExpressionToken(ExpressionTokenKind.Literal, "", integer, position, end)
                : throw new ExpressionException("expression_overflow", $"{Shortened(digits)} is too large for an integer.", position);
        }

        var number = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(number)
            ? new ExpressionToken(ExpressionTokenKind.Literal, "", number, position, end)
            : throw new ExpressionException("expression_overflow", $"{Shortened(digits)} is too large for a number.", position);
    }

    private int Digits(int position)
    {
        while (position < text.Length && char.IsAsciiDigit(text[position]))
        {
            position++;
        }

        return position;
    }

    private ExpressionToken String(int begin, int position, bool raw)
    {
        var quote = text[position - 1];
        var value = new StringBuilder();
        while (position < text.Length && text[position] != quote)
        {
            if (text[position] == '\\' && !raw)
            {
                position = Escape(position, value);
            }
            else
            {
                value.Append(text[position++]);
            }
        }

        if (position >= text.Length)
        {
            throw new ExpressionException("expression_syntax", $"The text that begins here does not end with {quote}.", begin);
        }

        var complete = value.ToString();
        return ExpressionValues.IsText(complete)
            ? new ExpressionToken(ExpressionTokenKind.Literal, "", complete, begin, position + 1)
            : throw new ExpressionException("expression_syntax", "The text holds half of a character.", begin);
    }

    private int Escape(int position, StringBuilder value)
    {
        var sign = position + 1 < text.Length ? text[position + 1] : '\0';
        if (sign == 'u')
        {
            if (position + 6 > text.Length || !ushort.TryParse(text.AsSpan(position + 2, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code))
            {
                throw new ExpressionException("expression_syntax", "\\u takes four hexadecimal digits.", position);
            }

            value.Append((char)code);
            return position + 6;
        }

        value.Append(sign switch
        {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '\\' or '\'' or '"' => sign,
            _ => throw new ExpressionException("expression_syntax", "A backslash stands before one of n t r u \\ ' and \"; r'…' is a text in which it stands for itself.", position),
        });
        return position + 2;
    }

    private static string Shortened(string digits) => digits.Length <= 32 ? digits : digits[..32] + "…";
}

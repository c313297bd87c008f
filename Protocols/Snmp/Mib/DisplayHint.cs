using System.Globalization;
using System.Text;

namespace Nms.Snmp.Mib;

/// <summary>Shows a value as its display hint says (RFC 2579 §3.1).</summary>
internal static class DisplayHint
{
    /// <summary>An integer: x, o, b, d, or d-n with n places after the point. Null for a hint that is none.</summary>
    public static string? Format(string hint, long value) => hint switch
    {
        "x" => value.ToString("x", CultureInfo.InvariantCulture),
        "o" => Convert.ToString(value, 8),
        "b" => Convert.ToString(value, 2),
        "d" => value.ToString(CultureInfo.InvariantCulture),
        _ when hint.StartsWith("d-", StringComparison.Ordinal) && int.TryParse(hint.AsSpan(2), CultureInfo.InvariantCulture, out var places) && places is > 0 and < 19
            => ((decimal)value / (decimal)Math.Pow(10, places)).ToString($"F{places}", CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>A string of bytes. Null for a hint that is none.</summary>
    public static string? Format(string hint, ReadOnlySpan<byte> value)
    {
        var text = new StringBuilder();
        var at = 0;
        var last = 0;
        while (!value.IsEmpty)
        {
            if (at >= hint.Length)
            {
                // The last part is repeated as long as there are bytes.
                at = last;
            }

            last = at;
            var repeats = 1;
            var isRepeated = hint[at] == '*';
            if (isRepeated)
            {
                at++;
                repeats = value[0];
                value = value[1..];
            }

            var digits = at;
            while (at < hint.Length && char.IsAsciiDigit(hint[at]))
            {
                at++;
            }

            if (at >= hint.Length || !int.TryParse(hint.AsSpan(digits, at - digits), CultureInfo.InvariantCulture, out var length) || (length == 0 && !isRepeated))
            {
                return null;
            }

            var form = hint[at++];
            var separator = at < hint.Length && !char.IsAsciiDigit(hint[at]) && hint[at] != '*' ? hint[at++] : (char?)null;
            var terminator = isRepeated && at < hint.Length && !char.IsAsciiDigit(hint[at]) && hint[at] != '*' ? hint[at++] : (char?)null;
            for (; repeats > 0 && !value.IsEmpty; repeats--)
            {
                var part = value[..Math.Min(length, value.Length)];
                value = value[part.Length..];
                if (!Append(text, form, part))
                {
                    return null;
                }

                if (separator is { } between && !value.IsEmpty && (repeats > 1 || terminator is null))
                {
                    text.Append(between);
                }

                if (length == 0)
                {
                    break;
                }
            }

            if (terminator is { } end && !value.IsEmpty)
            {
                text.Append(end);
            }
        }

        return text.ToString();
    }

    private static bool Append(StringBuilder text, char form, ReadOnlySpan<byte> part)
    {
        switch (form)
        {
            case 'a':
                text.Append(Encoding.Latin1.GetString(part));
                return true;
            case 't':
                text.Append(Encoding.UTF8.GetString(part));
                return true;
            case 'x':
                text.Append(Convert.ToHexStringLower(part));
                return true;
            case 'd' or 'o' when part.Length <= 8:
                ulong number = 0;
                foreach (var octet in part)
                {
                    number = (number << 8) | octet;
                }

                text.Append(form == 'd' ? number.ToString(CultureInfo.InvariantCulture) : Convert.ToString((long)number, 8));
                return true;
            default:
                return false;
        }
    }
}

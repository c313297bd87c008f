using System.Buffers;
using System.Globalization;
using System.Text;

namespace Nms.Api.Errors;

/// <summary>
/// The rule for text that people read: names, symbols, notes. What cannot be seen or turns the reading order around lets one
/// name pass for another, or one line of a log for two. Pure.
/// </summary>
internal static class PlainText
{
    /// <summary>Says what is wrong with a text, or null.</summary>
    public static string? Complaint(string text)
    {
        var rest = text.AsSpan();
        while (!rest.IsEmpty)
        {
            var status = Rune.DecodeFromUtf16(rest, out var rune, out var length);
            if (status != OperationStatus.Done)
                return "must not hold half of a character";
            if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator)
                return "must not hold control characters";
            if (IsBidirectional(rune.Value))
                return "must not hold characters that change the direction of text";
            if (IsInvisible(rune.Value))
                return "must not hold invisible characters";
            rest = rest[length..];
        }

        return null;
    }

    private static bool IsBidirectional(int rune) => rune is 0x061C or 0x200E or 0x200F or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    // The joiners U+200C and U+200D belong to the spelling of some languages and of emoji, so they stay.
    private static bool IsInvisible(int rune) =>
        rune is 0x00AD or 0x180E or 0x200B or (>= 0x2060 and <= 0x2064) or (>= 0x206A and <= 0x206F) or 0xFEFF or 0x3164 or (>= 0xFFF9 and <= 0xFFFB) or (>= 0xE0000 and <= 0xE007F);
}

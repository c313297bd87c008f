namespace Nms.Api.Access;

/// <summary>A field of a CSV file (RFC 4180) that no spreadsheet takes for a formula. Pure.</summary>
internal static class Csv
{
    private const string StartsFormula = "=+-@\t\r\n";
    private const string NeedsQuotes = ",\"\r\n'";

    public static string Field(string? value)
    {
        if (string.IsNullOrEmpty(value))
        {
            return "";
        }

        // Spreadsheets skip blanks before a formula; the apostrophe makes it text for them.
        var isFormula = value.AsSpan().TrimStart(' ') is [var first, ..] && StartsFormula.Contains(first, StringComparison.Ordinal);
        var text = isFormula ? $"'{value}" : value;
        return text.AsSpan().IndexOfAny(NeedsQuotes) < 0 ? text : $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }
}

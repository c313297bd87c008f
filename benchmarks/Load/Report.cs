using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Nms.Load;

/// <summary>The result of a benchmark as Markdown: what, on which machine, when.</summary>
internal sealed class Report
{
    private readonly StringBuilder _text = new();

    public Report(string title, TimeProvider time)
    {
        _text.AppendLine(CultureInfo.InvariantCulture, $"# {title}").AppendLine();
        _text.AppendLine(CultureInfo.InvariantCulture,
            $"{time.GetUtcNow():yyyy-MM-dd}, {Environment.ProcessorCount} cores shared with other work and with the load generator, {RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Build}.");
    }

    public string Text => _text.ToString();

    /// <summary>Ratios of a Debug build say nothing; the result says which it was.</summary>
    private static string Build =>
#if DEBUG
        "Debug build";
#else
        "Release build";
#endif

    public Report Paragraph(string text)
    {
        _text.AppendLine().AppendLine(text);
        return this;
    }

    public Report Table(string[] columns, IEnumerable<string[]> rows)
    {
        _text.AppendLine().AppendLine(Row(columns)).AppendLine(Row(columns.Select(_ => "---")));
        foreach (var row in rows)
        {
            _text.AppendLine(Row(row));
        }

        return this;
    }

    public void Save(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, Text);
    }

    private static string Row(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
}

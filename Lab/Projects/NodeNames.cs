using System.Globalization;
using System.Text.RegularExpressions;
using Nms.Lab.Wire;

namespace Nms.Lab.Projects;

/// <summary>The names in use in one project, and the numbering by which GNS3 makes a taken name unique.</summary>
internal sealed partial class NodeNames
{
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>Takes the wanted name, or the nearest free one: <c>PC1</c> taken becomes <c>PC2</c>, <c>PC{0}</c> the first free number.</summary>
    public string Take(string wanted)
    {
        wanted = wanted.Replace(" ", "", StringComparison.Ordinal);
        if (_taken.Contains(wanted)) wanted = TrailingNumber().Replace(wanted, "{0}");
        var isTemplate = wanted.Contains("{0}", StringComparison.Ordinal) || wanted.Contains("{id}", StringComparison.Ordinal);
        if (!isTemplate && _taken.Add(wanted)) return wanted;

        for (var number = 1; number < 1_000_000; number++)
        {
            var digits = number.ToString(CultureInfo.InvariantCulture);
            var name = isTemplate
                ? wanted.Replace("{0}", digits, StringComparison.Ordinal).Replace("{id}", digits, StringComparison.Ordinal).Replace("{name}", "Node", StringComparison.Ordinal)
                : wanted + digits;
            if (_taken.Add(name)) return name;
            if (isTemplate && name == wanted) break;
        }

        throw LabRefusalException.Conflict("A node name could not be allocated (node limit reached?)");
    }

    public string Change(string current, string wanted)
    {
        if (wanted == current) return current;
        Release(current);
        return Take(wanted);
    }

    public void Release(string name) => _taken.Remove(name);

    public void Clear() => _taken.Clear();

    [GeneratedRegex("[0-9]+$")]
    private static partial Regex TrailingNumber();
}

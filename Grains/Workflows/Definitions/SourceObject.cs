using System.Collections.Frozen;
using System.Text.Json;

namespace Nms.Workflows.Definitions;

/// <summary>An object of a definition and its members, read one by one; what is wrong goes to the faults. A key without a value counts as not given.</summary>
internal sealed class SourceObject
{
    private readonly Dictionary<string, SourceEntry> _entries;
    private readonly DefinitionFaults _faults;

    private SourceObject(SourceMap map, string path, DefinitionFaults faults)
    {
        (Node, Path, _faults) = (map, path, faults);
        _entries = map.Entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
    }

    public SourceMap Node { get; }

    public string Path { get; }

    /// <summary>An object with these keys; null when there is none, or something else.</summary>
    public static SourceObject? From(SourceNode? node, string path, string[] keys, DefinitionFaults faults)
    {
        if (node is not SourceMap map)
        {
            if (node is not null)
            {
                faults.Add(path, "wrong_type", $"{(path.Length == 0 ? "A definition" : path)} is an object{(keys.Length == 0 ? "" : $" with {string.Join(", ", keys)}")}.", node);
            }

            return null;
        }

        var found = new SourceObject(map, path, faults);
        foreach (var entry in map.Entries.Where(entry => !keys.Contains(entry.Key)))
        {
            var known = keys.Length == 0 ? "none" : string.Join(", ", keys);
            faults.Add(found.PathOf(entry.Key), "unknown_key", $"{entry.Key} is unknown here; there are {known}.", entry.Line, entry.Column);
        }

        return found;
    }

    public string PathOf(string key) => Path.Length == 0 ? key : $"{Path}.{key}";

    public SourceNode? Find(string key) => _entries.GetValueOrDefault(key)?.Value is { } value and not SourceScalar { Value: null } ? value : null;

    public bool Has(string key) => _entries.ContainsKey(key);

    public SourceObject? Object(string key, string[] keys) => From(Find(key), PathOf(key), keys, _faults);

    public void Fault(string key, string code, string message) => _faults.Add(PathOf(key), code, message, (SourceNode?)_entries.GetValueOrDefault(key)?.Value ?? Node);

    public string? Text(string key, int longest, bool required = false)
    {
        switch (Find(key))
        {
            case null:
                if (required)
                {
                    _faults.Add(PathOf(key), "missing_key", $"{key} is missing.", Node);
                }

                return null;
            case SourceScalar { Value: string text } when text.Length <= longest:
                return text;
            case SourceScalar { Value: string }:
                Fault(key, "invalid_value", $"{key} has at most {longest} letters.");
                return null;
            default:
                Fault(key, "wrong_type", $"{key} is a text.");
                return null;
        }
    }

    public bool Flag(string key)
    {
        switch (Find(key))
        {
            case null:
                return false;
            case SourceScalar { Value: bool truth }:
                return truth;
            default:
                Fault(key, "wrong_type", $"{key} is true or false.");
                return false;
        }
    }

    public int? Integer(string key, int least, int most)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case SourceScalar { Value: JsonElement number } when number.TryGetInt64(out var integer) && integer >= least && integer <= most:
                return (int)integer;
            case SourceScalar { Value: JsonElement }:
                Fault(key, "invalid_value", $"{key} is a whole number from {least} to {most}.");
                return null;
            default:
                Fault(key, "wrong_type", $"{key} is a whole number.");
                return null;
        }
    }

    public double? Number(string key, double least, double most)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case SourceScalar { Value: JsonElement number } when number.GetDouble() >= least && number.GetDouble() <= most:
                return number.GetDouble();
            case SourceScalar { Value: JsonElement }:
                Fault(key, "invalid_value", $"{key} is a number from {least} to {most}.");
                return null;
            default:
                Fault(key, "wrong_type", $"{key} is a number.");
                return null;
        }
    }

    public TimeSpan? Span(string key, bool zero = false)
    {
        switch (Find(key))
        {
            case null:
                return null;
            case SourceScalar { Value: string text } when DurationText.Parse(text) is { } span && (zero || span > TimeSpan.Zero):
                return span;
            default:
                Fault(key, "invalid_value", $"{key} is a duration as 500ms, 30s, 5m, 1h30m or 2d{(zero ? "" : ", more than 0")}, and at most 366 days.");
                return null;
        }
    }

    public T Word<T>(string key, FrozenDictionary<string, T> words, T otherwise)
    {
        if (Text(key, 64) is not { } word)
        {
            return otherwise;
        }

        if (words.TryGetValue(word, out var value))
        {
            return value;
        }

        Fault(key, "invalid_value", $"{key} is one of {string.Join(", ", words.Keys.Order(StringComparer.Ordinal))}.");
        return otherwise;
    }

    /// <summary>The members of a list.</summary>
    public IEnumerable<(SourceNode Node, string Path)> List(string key, int most)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case SourceList list when list.Items.Length <= most:
                return list.Items.Select((item, place) => (item, $"{PathOf(key)}[{place}]"));
            case SourceList:
                Fault(key, "too_many", $"{key} has at most {most} members.");
                return [];
            default:
                Fault(key, "wrong_type", $"{key} is a list.");
                return [];
        }
    }

    /// <summary>Texts of a list.</summary>
    public IEnumerable<(string Text, SourceNode Node, string Path)> Texts(string key, int most)
    {
        foreach (var (node, path) in List(key, most))
        {
            if (node is SourceScalar { Value: string text })
            {
                yield return (text, node, path);
            }
            else
            {
                _faults.Add(path, "wrong_type", $"{key} is a list of texts.", node);
            }
        }
    }
}

using System.Text;

namespace Nms.Discovery.Configurations;

/// <summary>
/// Reads the two ways of Junos and VyOS to write a tree, one set command a line or nested braces, as the same statements: the words from the
/// root to the leaf. Linear in time; what no equipment writes (deeper, longer) is left out. Pure.
/// </summary>
internal sealed class ConfigurationStatements
{
    private const int MostWords = 32;
    private const int MostStatements = 500_000;
    private const int MostInactive = 100;
    private const int LongestWord = 1024;

    private readonly string _text;
    private readonly List<(int Line, string[] Words)> _statements = [];
    private readonly List<string> _inactive = [];
    private readonly List<string> _path = [];
    private readonly Stack<int> _depths = [];
    private readonly List<string> _words = [];
    private readonly StringBuilder _word = new();
    private int _line = 1;
    private bool _inList;
    private bool _isEmpty;

    private ConfigurationStatements(string text) => _text = text;

    /// <summary>The statements with the line each ends on.</summary>
    public static IEnumerable<(int Line, string[] Words)> Of(string text)
    {
        var reader = new ConfigurationStatements(text);
        reader.Read();
        return reader._inactive is []
            ? reader._statements
            : reader._statements.Where(statement => !reader._inactive.Exists(prefix => (string.Join(' ', statement.Words) + " ").StartsWith(prefix, StringComparison.Ordinal)));
    }

    private void Read()
    {
        for (var at = 0; at < _text.Length && _statements.Count < MostStatements; at++)
        {
            switch (_text[at])
            {
                case '\n':
                    EndWord();
                    if (!_inList) EndStatement();
                    _line++;
                    break;
                case ' ' or '\t' or '\r':
                    EndWord();
                    break;
                case ';':
                    EndWord();
                    _inList = false;
                    EndStatement();
                    break;
                case '[' or ']' when _word.Length == 0:
                    _inList = _text[at] == '[';
                    break;
                case ']':
                    EndWord();
                    _inList = false;
                    break;
                case '{':
                    EndWord();
                    Open();
                    break;
                case '}':
                    EndWord();
                    EndStatement();
                    Close();
                    break;
                case '"' or '\'' when _word.Length == 0:
                    at = Quoted(at);
                    break;
                case '#' when _word.Length == 0:
                    at = LineEnd(at);
                    break;
                case '/' when _word.Length == 0 && at + 1 < _text.Length && _text[at + 1] == '/':
                    at = LineEnd(at);
                    break;
                case '/' when _word.Length == 0 && at + 1 < _text.Length && _text[at + 1] == '*':
                    at = CommentEnd(at);
                    break;
                case var letter:
                    if (_word.Length < LongestWord) _word.Append(letter);
                    break;
            }
        }

        EndWord();
        EndStatement();
    }

    private void EndWord()
    {
        if (_word.Length == 0) return;
        if (_words.Count <= MostWords) _words.Add(_word.ToString());
        _word.Clear();
    }

    private void EndStatement()
    {
        if (_words.Count == 0) return;
        if (_path.Count == 0 && _words is ["deactivate", ..])
        {
            if (_inactive.Count < MostInactive) _inactive.Add(string.Join(' ', _words.Skip(1)) + " ");
        }
        else if (_path.Count + _words.Count <= MostWords && !_path.Contains("inactive:") && _words[0] != "inactive:")
        {
            var isSet = _path.Count == 0 && _words[0] == "set";
            _statements.Add((_line, [.. _path, .. isSet ? _words.Skip(1) : _words]));
        }

        _isEmpty = false;
        _words.Clear();
    }

    private void Open()
    {
        // What is too deep keeps its place, so that the braces that follow still pair.
        var added = _path.Count + _words.Count <= MostWords ? _words.Count : 0;
        _isEmpty = true;
        _path.AddRange(_words.Take(added));
        if (_depths.Count < MostStatements) _depths.Push(added);
        _words.Clear();
    }

    private void Close()
    {
        // A node without anything below is a leaf, too.
        if (_isEmpty && !_path.Contains("inactive:")) _statements.Add((_line, [.. _path]));
        _isEmpty = false;
        if (_depths.TryPop(out var added)) _path.RemoveRange(_path.Count - added, added);
    }

    private int Quoted(int at)
    {
        var quote = _text[at];
        for (at++; at < _text.Length && _text[at] != quote && _text[at] != '\n'; at++)
        {
            if (_text[at] == '\\' && at + 1 < _text.Length && _text[at + 1] != '\n') at++;
            if (_word.Length < LongestWord) _word.Append(_text[at]);
        }

        // An empty text is a word, too.
        if (_words.Count <= MostWords) _words.Add(_word.ToString());
        _word.Clear();
        return at < _text.Length && _text[at] == '\n' ? at - 1 : at;
    }

    private int LineEnd(int at) => _text.IndexOf('\n', at) is var end and >= 0 ? end - 1 : _text.Length;

    private int CommentEnd(int at)
    {
        var end = _text.IndexOf("*/", at + 2, StringComparison.Ordinal);
        if (end < 0) return _text.Length;
        _line += _text.AsSpan(at, end - at).Count('\n');
        return end + 1;
    }
}

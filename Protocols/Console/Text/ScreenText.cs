using System.Text;

namespace Nms.Consoles.Text;

/// <summary>
/// Turns what a terminal is sent into the lines a person would see: escape sequences of VT100 and ANSI (ECMA-48) taken out,
/// carriage return, backspace and erasing carried out, wherever the stream is cut. One dimension only: what moves the cursor
/// to another line starts a new one.
/// </summary>
internal sealed class ScreenText
{
    /// <summary>Longer lines are broken here.</summary>
    public const int MaxLine = 4096;

    private const char Escape = '\x1b';

    private readonly Decoder _decoder = new UTF8Encoding(false, false).GetDecoder();
    private readonly StringBuilder _lines = new();
    private readonly char[] _chars = new char[4096];
    private char[] _line = new char[256];
    private int _length;
    private int _column;
    private State _state;
    private int _number;
    private bool _hasNumber;

    private enum State
    {
        Plain,
        Escape,
        OneMore,
        Csi,
        String,
        StringEscape,
    }

    /// <summary>The characters of the finished lines.</summary>
    public int FinishedLength => _lines.Length;

    /// <summary>The line the cursor is in.</summary>
    public ReadOnlySpan<char> CurrentLine => _line.AsSpan(0, _length);

    /// <summary>Where the cursor stands in its line.</summary>
    public int Column => _column;

    /// <summary>Whether the cursor was moved left, by backspace or a sequence, since <see cref="Forget"/>.</summary>
    public bool MovedLeft { get; private set; }

    /// <summary>The finished lines, each with a line feed.</summary>
    public string Finished => _lines.ToString();

    /// <summary>Forgets the finished lines.</summary>
    public void Forget()
    {
        _lines.Clear();
        MovedLeft = false;
    }

    public void Write(ReadOnlySpan<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            _decoder.Convert(bytes, _chars, flush: false, out var used, out var made, out _);
            bytes = bytes[used..];
            foreach (var value in _chars.AsSpan(0, made)) Write(value);
        }
    }

    private void Write(char value)
    {
        switch (_state)
        {
            case State.Plain:
                WritePlain(value);
                break;
            case State.Escape:
                _state = value switch
                {
                    '[' => State.Csi,
                    ']' or 'P' or '^' or '_' or 'X' => State.String,
                    '(' or ')' or '*' or '+' or '#' or ' ' or '%' => State.OneMore,
                    _ => State.Plain,
                };
                (_number, _hasNumber) = (0, false);
                break;
            case State.OneMore:
                _state = State.Plain;
                break;
            case State.Csi:
                WriteSequence(value);
                break;
            case State.String:
                // A line feed ends a string that nobody closed: equipment that sends half a title must not swallow the rest.
                _state = value switch { '\a' => State.Plain, Escape => State.StringEscape, '\n' => State.Plain, _ => State.String };
                break;
            case State.StringEscape:
                _state = value == '\\' ? State.Plain : State.String;
                break;
        }
    }

    private void WritePlain(char value)
    {
        switch (value)
        {
            case Escape:
                _state = State.Escape;
                break;
            case '\n':
                EndLine();
                break;
            case '\r':
                _column = 0;
                break;
            case '\b':
                MoveLeft(1);
                break;
            case '\t':
                do
                {
                    Put(' ');
                }
                while (_column % 8 != 0);
                break;
            case < ' ' or '\x7f':
                break;
            default:
                Put(value);
                break;
        }
    }

    private void WriteSequence(char value)
    {
        if (char.IsAsciiDigit(value))
        {
            _number = Math.Min((_number * 10) + (value - '0'), MaxLine);
            _hasNumber = true;
            return;
        }

        if (value == ';')
        {
            (_number, _hasNumber) = (0, false);
            return;
        }

        if (value == Escape)
        {
            _state = State.Escape;
            return;
        }

        if (value is '\n' or '\r')
        {
            _state = State.Plain;
            WritePlain(value);
            return;
        }

        if (value is < '@' or > '~') return;

        _state = State.Plain;
        var count = _hasNumber ? Math.Max(_number, 1) : 1;
        switch (value)
        {
            case 'C':
                while (count-- > 0 && _column < MaxLine - 1) Put(_column < _length ? _line[_column] : ' ');
                break;
            case 'D':
                MoveLeft(count);
                break;
            case 'G':
                while (_length < count - 1 && _length < MaxLine - 1) Append(' ');
                _column = Math.Min(count - 1, _length);
                break;
            case 'K' when !_hasNumber || _number == 0:
                _length = Math.Min(_length, _column);
                break;
            case 'K' when _number == 2:
                (_length, _column) = (0, 0);
                break;
            case 'P':
                DeleteCharacters(count);
                break;
            case 'H' or 'f' when _length > 0:
                EndLine();
                break;
            case 'J' when _hasNumber && _number == 2 && _length > 0:
                EndLine();
                break;
            case 'J' when !_hasNumber || _number == 0:
                _length = Math.Min(_length, _column);
                break;
        }
    }

    private void MoveLeft(int count)
    {
        MovedLeft = true;
        _column = Math.Max(0, _column - count);
    }

    private void DeleteCharacters(int count)
    {
        if (_column >= _length) return;
        var end = Math.Min(_length, _column + count);
        _line.AsSpan(end, _length - end).CopyTo(_line.AsSpan(_column));
        _length -= end - _column;
    }

    private void Put(char value)
    {
        if (_column >= MaxLine) EndLine();
        if (_column == _length) Append(value);
        else _line[_column] = value;
        _column++;
    }

    private void Append(char value)
    {
        if (_length == _line.Length) Array.Resize(ref _line, _line.Length * 2);
        _line[_length++] = value;
    }

    private void EndLine()
    {
        _lines.Append(_line, 0, _length).Append('\n');
        (_length, _column) = (0, 0);
    }
}

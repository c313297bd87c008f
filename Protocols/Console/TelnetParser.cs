using Nms.Consoles.Telnet;

namespace Nms.Consoles;

/// <summary>
/// Takes a telnet stream apart (RFC 854, RFC 855). It accepts any bytes, cut anywhere, and gives the same pieces for every
/// cutting, except that text comes in as many pieces as the input. It allocates one small buffer and nothing afterwards.
/// </summary>
public sealed class TelnetParser
{
    /// <summary>Subnegotiations with more bytes than this are passed over; the longest in use is a terminal's name (RFC 1091: 40).</summary>
    public const int MaxSubnegotiation = 256;

    private readonly byte[] _parameters = new byte[MaxSubnegotiation];
    private State _state;
    private byte _command;
    private byte _option;
    private int _length;

    private enum State
    {
        Text,
        Command,
        Option,
        SubnegotiationOption,
        Subnegotiation,
        SubnegotiationCommand,
    }

    /// <summary>How many subnegotiations were passed over, because they were too long or another command broke into them.</summary>
    public int Dropped { get; private set; }

    /// <summary>Takes the next piece from the front of the input; false when the input is used up.</summary>
    public bool TryRead(ref ReadOnlySpan<byte> input, out TelnetToken token)
    {
        while (input.Length > 0)
        {
            if (_state == State.Text)
            {
                var end = input.IndexOf(TelnetCodes.Iac);
                if (end != 0)
                {
                    var text = end < 0 ? input : input[..end];
                    input = input[text.Length..];
                    token = new TelnetToken(TelnetTokenKind.Text, 0, 0, text);
                    return true;
                }

                input = input[1..];
                _state = State.Command;
                continue;
            }

            var current = input[..1];
            input = input[1..];
            if (Step(current, out token)) return true;
        }

        token = default;
        return false;
    }

    private bool Step(ReadOnlySpan<byte> current, out TelnetToken token)
    {
        var value = current[0];
        token = default;
        switch (_state)
        {
            case State.Command:
                return StartCommand(current, out token);

            case State.Option:
                _state = State.Text;
                token = new TelnetToken(TelnetTokenKind.Negotiation, _command, value, default);
                return true;

            case State.SubnegotiationOption:
                // IAC SB IAC names no option that is in use (255 is EXOPL, RFC 861): what follows is a command.
                (_option, _length) = (value, 0);
                _state = value == TelnetCodes.Iac ? State.SubnegotiationCommand : State.Subnegotiation;
                return false;

            case State.Subnegotiation when value == TelnetCodes.Iac:
                _state = State.SubnegotiationCommand;
                return false;

            case State.Subnegotiation:
                Keep(value);
                return false;

            case State.SubnegotiationCommand when value == TelnetCodes.Iac:
                Keep(value);
                _state = State.Subnegotiation;
                return false;

            case State.SubnegotiationCommand when value == TelnetCodes.SubnegotiationEnd:
                _state = State.Text;
                if (_length > MaxSubnegotiation || _option == TelnetCodes.Iac)
                {
                    Dropped++;
                    return false;
                }

                token = new TelnetToken(TelnetTokenKind.Subnegotiation, TelnetCodes.SubnegotiationBegin, _option, _parameters.AsSpan(0, _length));
                return true;

            default:
                // Another command inside a subnegotiation: its end was lost, so the command counts and the rest does not.
                Dropped++;
                return StartCommand(current, out token);
        }
    }

    private bool StartCommand(ReadOnlySpan<byte> current, out TelnetToken token)
    {
        var value = current[0];
        token = default;
        switch (value)
        {
            case TelnetCodes.Iac:
                _state = State.Text;
                token = new TelnetToken(TelnetTokenKind.Text, 0, 0, current);
                return true;
            case TelnetCodes.Will or TelnetCodes.Wont or TelnetCodes.Do or TelnetCodes.Dont:
                (_state, _command) = (State.Option, value);
                return false;
            case TelnetCodes.SubnegotiationBegin:
                _state = State.SubnegotiationOption;
                return false;
            default:
                _state = State.Text;
                token = new TelnetToken(TelnetTokenKind.Command, value, 0, default);
                return true;
        }
    }

    private void Keep(byte value)
    {
        if (_length < MaxSubnegotiation) _parameters[_length] = value;
        if (_length <= MaxSubnegotiation) _length++;
    }
}

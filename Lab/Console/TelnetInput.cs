namespace Nms.Lab.Console;

/// <summary>Takes the telnet commands out of what a client sends, wherever the pieces of the stream are cut (RFC 854).</summary>
internal sealed class TelnetInput
{
    private const byte Iac = 255;
    private const byte SubnegotiationBegin = 250;
    private const byte SubnegotiationEnd = 240;

    private State _state;

    /// <summary>What a console says first: WILL ECHO, WILL SUPPRESS-GO-AHEAD, WILL BINARY, DO BINARY.</summary>
    public static byte[] Greeting => [Iac, 251, 1, Iac, 251, 3, Iac, 251, 0, Iac, 253, 0];

    /// <summary>Moves the typed bytes to the front of the buffer and gives their number.</summary>
    public int Strip(Span<byte> buffer)
    {
        var kept = 0;
        foreach (var value in buffer)
        {
            switch (_state)
            {
                case State.Text when value == Iac:
                    _state = State.Command;
                    break;
                case State.Text:
                    buffer[kept++] = value;
                    break;
                case State.Command when value == Iac:
                    buffer[kept++] = value;
                    _state = State.Text;
                    break;
                case State.Command:
                    // 251 to 254 are WILL, WONT, DO and DONT, which name an option; they need no answer.
                    _state = value switch { SubnegotiationBegin => State.Subnegotiation, >= 251 => State.Option, _ => State.Text };
                    break;
                case State.Option:
                    _state = State.Text;
                    break;
                case State.Subnegotiation:
                    if (value == Iac) _state = State.SubnegotiationCommand;
                    break;
                default:
                    _state = value == SubnegotiationEnd ? State.Text : State.Subnegotiation;
                    break;
            }
        }

        return kept;
    }

    private enum State
    {
        Text,
        Command,
        Option,
        Subnegotiation,
        SubnegotiationCommand,
    }
}

using System.Buffers.Binary;
using System.Text;
using Nms.Consoles.Telnet;

namespace Nms.Consoles;

/// <summary>
/// Agrees on options with the other side by the Q method (RFC 1143 §7), which answers a change and never an answer, so two
/// ends cannot loop. What it is willing to do: binary both ways (RFC 856), let the other side echo (RFC 857), suppress
/// go-ahead both ways (RFC 858), name its terminal (RFC 1091) and tell its window (RFC 1073).
/// </summary>
public sealed class TelnetNegotiator
{
    /// <summary>After this many answers nothing is answered any more: no honest console negotiates that long.</summary>
    public const int MaxAnswers = 512;

    // A wide window, so that lines are not broken; zero rows let the other side decide (RFC 1073).
    private const ushort Columns = 511;
    private const ushort Rows = 0;

    private static readonly byte[] s_terminal = Encoding.ASCII.GetBytes("VT100");

    private readonly TelnetOptionState[] _ours = new TelnetOptionState[256];
    private readonly TelnetOptionState[] _theirs = new TelnetOptionState[256];

    /// <summary>How many answers were given or due.</summary>
    public int Answers { get; private set; }

    /// <summary>Whether the other side negotiated beyond <see cref="MaxAnswers"/>.</summary>
    public bool IsExhausted => Answers > MaxAnswers;

    /// <summary>Whether an option is in force on this side.</summary>
    public bool DoesWill(byte option) => _ours[option] == TelnetOptionState.Yes;

    /// <summary>Whether an option is in force on the other side.</summary>
    public bool PeerWill(byte option) => _theirs[option] == TelnetOptionState.Yes;

    /// <summary>Takes a negotiation or subnegotiation, and adds what is to be answered.</summary>
    public void Receive(TelnetToken token, ICollection<byte> answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (token.Kind == TelnetTokenKind.Subnegotiation)
        {
            // RFC 1091 §2: SB TERMINAL-TYPE SEND is answered by IS and the name.
            if (token.Option == TelnetCodes.TerminalType && token.Bytes is [1, ..] && DoesWill(TelnetCodes.TerminalType))
                Subnegotiate(answer, TelnetCodes.TerminalType, [0, .. s_terminal]);
            return;
        }

        if (token.Kind != TelnetTokenKind.Negotiation) return;

        var option = token.Option;
        switch (token.Command)
        {
            case TelnetCodes.Will:
                Enabled(ref _theirs[option], PeerMay(option), TelnetCodes.Do, TelnetCodes.Dont, option, answer);
                break;
            case TelnetCodes.Wont:
                Disabled(ref _theirs[option], TelnetCodes.Do, TelnetCodes.Dont, option, answer);
                break;
            case TelnetCodes.Do:
                var before = _ours[option];
                Enabled(ref _ours[option], WeMay(option), TelnetCodes.Will, TelnetCodes.Wont, option, answer);
                if (option == TelnetCodes.WindowSize && before != TelnetOptionState.Yes && DoesWill(option)) TellWindow(answer);
                break;
            case TelnetCodes.Dont:
                Disabled(ref _ours[option], TelnetCodes.Will, TelnetCodes.Wont, option, answer);
                break;
        }
    }

    /// <summary>Asks for an option of the other side to be on or off, and adds what is to be sent for it.</summary>
    public void Ask(byte option, bool enabled, ICollection<byte> answer)
        => Ask(ref _theirs[option], enabled, TelnetCodes.Do, TelnetCodes.Dont, option, answer);

    /// <summary>Offers an option of this side to be on or off, and adds what is to be sent for it.</summary>
    public void Offer(byte option, bool enabled, ICollection<byte> answer)
        => Ask(ref _ours[option], enabled, TelnetCodes.Will, TelnetCodes.Wont, option, answer);

    private static bool PeerMay(byte option) => option is TelnetCodes.Binary or TelnetCodes.Echo or TelnetCodes.SuppressGoAhead;

    private static bool WeMay(byte option)
        => option is TelnetCodes.Binary or TelnetCodes.SuppressGoAhead or TelnetCodes.TerminalType or TelnetCodes.WindowSize;

    /// <summary>The other side says yes: RFC 1143 §7, "Upon receipt of WILL" and its mirror for DO.</summary>
    private void Enabled(ref TelnetOptionState state, bool agreeable, byte yes, byte no, byte option, ICollection<byte> answer)
    {
        switch (state)
        {
            case TelnetOptionState.No when agreeable:
                if (Say(answer, yes, option)) state = TelnetOptionState.Yes;
                break;
            case TelnetOptionState.No:
                Say(answer, no, option);
                break;
            case TelnetOptionState.WantNo:
                // "DONT answered by WILL": an error of the other side, and the end of it.
                state = TelnetOptionState.No;
                break;
            case TelnetOptionState.WantNoButYes or TelnetOptionState.WantYes:
                state = TelnetOptionState.Yes;
                break;
            case TelnetOptionState.WantYesButNo:
                state = TelnetOptionState.WantNo;
                Say(answer, no, option);
                break;
        }
    }

    /// <summary>The other side says no: RFC 1143 §7, "Upon receipt of WONT" and its mirror for DONT.</summary>
    private void Disabled(ref TelnetOptionState state, byte yes, byte no, byte option, ICollection<byte> answer)
    {
        switch (state)
        {
            case TelnetOptionState.Yes:
                state = TelnetOptionState.No;
                Say(answer, no, option);
                break;
            case TelnetOptionState.WantNoButYes:
                state = TelnetOptionState.WantYes;
                Say(answer, yes, option);
                break;
            case TelnetOptionState.WantNo or TelnetOptionState.WantYes or TelnetOptionState.WantYesButNo:
                state = TelnetOptionState.No;
                break;
        }
    }

    private void Ask(ref TelnetOptionState state, bool enabled, byte yes, byte no, byte option, ICollection<byte> answer)
    {
        state = (state, enabled) switch
        {
            (TelnetOptionState.No, true) => Sent(TelnetOptionState.WantYes, yes),
            (TelnetOptionState.Yes, false) => Sent(TelnetOptionState.WantNo, no),
            (TelnetOptionState.WantNo, true) => TelnetOptionState.WantNoButYes,
            (TelnetOptionState.WantNoButYes, false) => TelnetOptionState.WantNo,
            (TelnetOptionState.WantYes, false) => TelnetOptionState.WantYesButNo,
            (TelnetOptionState.WantYesButNo, true) => TelnetOptionState.WantYes,
            var (unchanged, _) => unchanged,
        };

        TelnetOptionState Sent(TelnetOptionState next, byte command)
        {
            Say(answer, command, option);
            return next;
        }
    }

    private void TellWindow(ICollection<byte> answer)
    {
        Span<byte> size = stackalloc byte[4];
        BinaryPrimitives.WriteUInt16BigEndian(size, Columns);
        BinaryPrimitives.WriteUInt16BigEndian(size[2..], Rows);
        Subnegotiate(answer, TelnetCodes.WindowSize, size);
    }

    private void Subnegotiate(ICollection<byte> answer, byte option, ReadOnlySpan<byte> parameters)
    {
        if (!MayAnswer()) return;
        Add(answer, [TelnetCodes.Iac, TelnetCodes.SubnegotiationBegin, option]);
        foreach (var value in parameters)
        {
            answer.Add(value);
            if (value == TelnetCodes.Iac) answer.Add(value);
        }

        Add(answer, [TelnetCodes.Iac, TelnetCodes.SubnegotiationEnd]);
    }

    private bool Say(ICollection<byte> answer, byte command, byte option)
    {
        if (!MayAnswer()) return false;
        Add(answer, [TelnetCodes.Iac, command, option]);
        return true;
    }

    private bool MayAnswer()
    {
        if (!IsExhausted) Answers++;
        return !IsExhausted;
    }

    private static void Add(ICollection<byte> answer, ReadOnlySpan<byte> bytes)
    {
        foreach (var value in bytes) answer.Add(value);
    }
}

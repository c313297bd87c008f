namespace Nms.Consoles.Telnet;

/// <summary>Where one side of an option stands, in the words of RFC 1143 §7. The opposite queue bit is a state of its own here.</summary>
internal enum TelnetOptionState : byte
{
    No,
    Yes,
    WantNo,
    WantNoButYes,
    WantYes,
    WantYesButNo,
}

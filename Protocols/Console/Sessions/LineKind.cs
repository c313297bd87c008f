namespace Nms.Consoles.Sessions;

/// <summary>What the line the cursor is in asks of a session.</summary>
internal enum LineKind
{
    Empty,
    Other,
    Prompt,
    HalfCommand,
    Login,
    Password,
    Pager,
    Question,
}

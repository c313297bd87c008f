namespace Nms.Api.Access;

/// <summary>Marks a route, beside those of WebSockets, that "?ticket=…" opens: one that browsers call where they can send no header.</summary>
internal sealed class TakesTicket
{
    public static TakesTicket Instance { get; } = new();
}

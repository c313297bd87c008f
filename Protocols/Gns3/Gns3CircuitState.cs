namespace Nms.Gns3;

/// <summary>Whether calls reach the server at present.</summary>
public enum Gns3CircuitState
{
    /// <summary>Calls are sent.</summary>
    Closed,

    /// <summary>Calls are refused at once: the last ones all failed.</summary>
    Open,

    /// <summary>One call is on its way to find out whether the server is back; the others are refused.</summary>
    HalfOpen,
}

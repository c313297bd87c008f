namespace Nms.Contracts.Nodes;

/// <summary>Commands to type at a console.</summary>
public sealed record ConsoleCommandsRequest
{
    /// <summary>1 to 20 commands, one line each; they are typed in this order.</summary>
    public IReadOnlyList<string>? Commands { get; init; }
}

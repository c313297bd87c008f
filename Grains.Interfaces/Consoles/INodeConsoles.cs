using System.Collections.Immutable;
using Nms.Nodes;

namespace Nms.Consoles;

/// <summary>Types commands at the consoles of nodes, as far as they are permitted.</summary>
public interface INodeConsoles
{
    /// <summary>Types commands, one after the other. All are judged before the first is typed.</summary>
    /// <param name="key">The node.</param>
    /// <param name="commands">One line each.</param>
    /// <param name="mayWrite">Whether commands that are permitted with console.write only are.</param>
    /// <param name="withSecrets">Whether passwords, keys and communities in the answers are shown.</param>
    /// <param name="cancellationToken">Gives up; the console is left as it was found.</param>
    /// <exception cref="NotFoundException">node_not_found.</exception>
    /// <exception cref="ForbiddenException">command_not_permitted: nothing was typed.</exception>
    /// <exception cref="ConflictException">The node is not started, has no console of text, or somebody is at it.</exception>
    /// <exception cref="ConsoleUnavailableException">The console cannot be used.</exception>
    Task<ConsoleTranscript> TypeAsync(NodeKey key, ImmutableArray<string> commands, bool mayWrite, bool withSecrets, CancellationToken cancellationToken = default);
}

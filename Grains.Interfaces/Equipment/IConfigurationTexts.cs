using Nms.Nodes;

namespace Nms.Equipment;

/// <summary>Shows configuration files to people, with their secrets or without.</summary>
public interface IConfigurationTexts
{
    /// <summary>One version of a file; the newest when none is named.</summary>
    /// <exception cref="NotFoundException">configuration_not_found.</exception>
    Task<string> ReadAsync(NodeKey key, string name, int? version, bool withSecrets, CancellationToken cancellationToken = default);

    /// <summary>What differs between two versions of a file, as a unified diff; empty when nothing does. Without numbers, the newest and the one before.</summary>
    /// <exception cref="NotFoundException">configuration_not_found.</exception>
    Task<string> CompareAsync(NodeKey key, string name, int? from, int? to, bool withSecrets, CancellationToken cancellationToken = default);
}

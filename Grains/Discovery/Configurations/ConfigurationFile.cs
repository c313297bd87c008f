namespace Nms.Discovery.Configurations;

/// <summary>A file of a node that is worth reading.</summary>
/// <param name="Path">Its path below the node's directory.</param>
/// <param name="Kind">The language, one of <see cref="ConfigurationKinds"/>; null when it has to be looked at.</param>
internal sealed record ConfigurationFile(string Path, string? Kind);

namespace Nms.Lab.Topologies;

/// <summary>A topology that does not exist, cannot be read or contradicts itself; the message says where.</summary>
public sealed class InvalidTopologyException(string message, Exception? cause = null) : Exception(message, cause);

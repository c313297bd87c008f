using Nms.Probes.Native;

namespace Nms.Probes.Trace;

/// <summary>One probe under way.</summary>
internal sealed record TraceProbe(int Index, int Hop, SocketHandle Socket, long SentAt);

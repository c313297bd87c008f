namespace Nms.Protocols.Gns3.Tests.Scripted;

/// <summary>A request as it came over the wire.</summary>
internal sealed record ScriptedRequest(string Method, string Path, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public bool IsWebSocket => Headers.TryGetValue("Upgrade", out var upgrade) && upgrade == "websocket";
}

/// <summary>An answer to send. Without a body the answer has none.</summary>
internal sealed record ScriptedAnswer(int Status, string? Body = null, string Headers = "");

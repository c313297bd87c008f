namespace Nms.Load;

/// <summary>What is measured beside ours, each in a process of its own.</summary>
internal static class Peers
{
    public static IReadOnlyDictionary<string, Func<string[], CancellationToken, Task>> ByName { get; } =
        new Dictionary<string, Func<string[], CancellationToken, Task>>
        {
            ["peer-bytes"] = BytesPeer.RunAsync,
            ["peer-fanout"] = FanOutPeer.RunAsync,
            ["peer-grains"] = GrainsPeer.RunAsync,
            ["peer-open"] = OpenPeer.RunAsync,
            ["peer-platform"] = PublishingPlatform.RunAsync,
            ["peer-silo"] = BareSiloPeer.RunAsync,
        };
}

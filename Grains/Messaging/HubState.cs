namespace Nms.Messaging;

/// <summary>Whether messages are accepted.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Messaging.HubState")]
internal sealed record HubState
{
    [Id(0)] public bool Stopped { get; init; }

    [Id(1)] public DateTimeOffset? Since { get; init; }
}

using System.Collections.Immutable;

namespace Nms.Messaging;

/// <summary>Which messages to show; empty members do not restrict.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Messaging.MessageQuery")]
public sealed record MessageQuery
{
    /// <summary>Sent by it or to it.</summary>
    [Id(0)] public string? Module { get; init; }

    /// <summary>Sent to it.</summary>
    [Id(1)] public string? Inbox { get; init; }

    /// <summary>Of this type.</summary>
    [Id(2)] public MessageType Type { get; init; }

    /// <summary>Of these statuses.</summary>
    [Id(3)] public ImmutableArray<MessageStatus> Statuses { get; init; } = [];

    /// <summary>Sent by or to one of these: what a caller may see. Null for everything.</summary>
    [Id(4)] public ImmutableArray<string>? Visible { get; init; }

    /// <summary>Dead letters.</summary>
    public static ImmutableArray<MessageStatus> Dead { get; } = [MessageStatus.Failed, MessageStatus.Timeout];
}

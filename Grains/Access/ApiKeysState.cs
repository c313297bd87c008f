using System.Collections.Immutable;

namespace Nms.Access;

/// <summary>All API keys; apart from the users, because there are more of them and they change at other times.</summary>
[GenerateSerializer, Immutable, Alias("Nms.Access.ApiKeysState")]
internal sealed record ApiKeysState
{
    [Id(0)] public long Version { get; init; }

    [Id(1)] public ImmutableArray<ApiKeySnapshot> Keys { get; init; } = [];
}

using System.Collections.Immutable;

namespace Nms.Webhooks;

/// <summary>Something to send, signed.</summary>
/// <param name="Url">Where to.</param>
/// <param name="MessageId">The same in each attempt to send the same: receivers recognise repetitions by it.</param>
/// <param name="Body">JSON in UTF-8.</param>
/// <param name="Secrets">Each signs; receivers take any that they know.</param>
/// <param name="Headers">Further headers.</param>
internal sealed record WebhookRequest(
    Uri Url,
    string MessageId,
    ReadOnlyMemory<byte> Body,
    ImmutableArray<WebhookSecret> Secrets,
    ImmutableArray<KeyValuePair<string, string>> Headers);

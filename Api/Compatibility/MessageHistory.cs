using System.Text.Json;
using Nms.Contracts.Messaging;

namespace Nms.Api.Compatibility;

/// <summary>The newest messages, in the order they were sent.</summary>
internal sealed record MessageHistory(IReadOnlyList<MessageInHistory> Messages, int TotalCount, HistoryFilters FiltersApplied, DateTimeOffset Timestamp);

/// <summary>A message of the history.</summary>
internal sealed record MessageInHistory(Guid MessageId, MessageType Type, JsonElement Data, string Sender, string Target, DateTimeOffset Timestamp);

/// <summary>What the history was asked for.</summary>
internal sealed record HistoryFilters(string? Module, MessageType? MessageType, int Limit);

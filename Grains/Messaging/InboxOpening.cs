using System.Collections.Immutable;
using Nms.Events;

namespace Nms.Messaging;

/// <summary>An inbox as it is found.</summary>
/// <param name="Epoch">The number under which it may be written until somebody else opens it.</param>
/// <param name="Registered">Whether it takes messages.</param>
/// <param name="Messages">What is open in it, by sequence.</param>
public sealed record InboxOpening(long Epoch, bool Registered, ImmutableArray<OpenMessage> Messages);

/// <summary>An open message without its content.</summary>
public sealed record OpenMessage(
    long Sequence, Guid MessageId, EventPriority Priority, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt, int Attempts, DateTimeOffset? DueAt, int Size);

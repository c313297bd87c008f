using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Nms.Api.Access;
using Nms.Api.Errors;
using Nms.Contracts.Messaging;
using Nms.Messaging;

namespace Nms.Api.Messaging;

/// <summary>Several messages of one request: each is accepted or refused for itself, and those to one module share a commit.</summary>
internal sealed class MessageBatch(HttpContext context, IGrainFactory grains, TimeProvider time)
{
    public async Task<SentMessagesResponse> SendAsync(IReadOnlyList<SendMessageRequest> messages, CancellationToken cancellationToken)
    {
        var results = new SentMessageResult[messages.Count];
        var ready = new List<Ready>();
        foreach (var (i, message) in messages.Index())
        {
            // With an id of its own each may be sent again without being sent twice.
            var one = message with { MessageId = message.MessageId ?? Guid.CreateVersion7(time.GetUtcNow()) };
            try
            {
                var (target, draft) = await MessageSender.ReadAsync(one, context, grains, cancellationToken);
                ready.Add(new Ready(i, target, draft));
            }
            catch (Exception refusal) when (refusal is NotFoundException or ForbiddenException || ErrorMapping.IsOfRestart(refusal))
            {
                results[i] = Refused(one.MessageId.Value, one.Target!, ErrorMapping.ToAnswer(refusal));
            }
        }

        await Task.WhenAll(ready.GroupBy(one => one.Target).Select(group => SendToOneAsync([.. group], results, cancellationToken)));
        var accepted = results.Count(result => result.Code is null);
        var answer = new SentMessagesResponse(results, accepted, results.Length - accepted, time.GetUtcNow());
        context.Audit().Changed(null, new SentBatch(answer.Accepted, answer.Refused, string.Join(',', ready.Select(one => one.Target).Distinct().Order(StringComparer.Ordinal).Take(20))));
        return answer;
    }

    private async Task SendToOneAsync(ImmutableArray<Ready> messages, SentMessageResult[] results, CancellationToken cancellationToken)
    {
        try
        {
            var receipts = await grains.Inbox(messages[0].Target).SendAsync([.. messages.Select(one => one.Draft)], cancellationToken);
            foreach (var (one, receipt) in messages.Zip(receipts))
            {
                results[one.Index] = new SentMessageResult(receipt.MessageId, receipt.Inbox, "queued", receipt.Duplicate, Code: null, Message: null);
            }
        }
        catch (ConflictException) when (messages.Length > 1)
        {
            // An id of one of them is taken; the others are not to suffer.
            foreach (var one in messages)
            {
                await SendToOneAsync([one], results, cancellationToken);
            }
        }
        catch (Exception failure) when (failure is not OperationCanceledException && ErrorMapping.ToAnswer(failure) is { IsDefect: false } answer)
        {
            foreach (var one in messages)
            {
                results[one.Index] = Refused(one.Draft.MessageId!.Value, one.Target, answer);
            }
        }
    }

    private static SentMessageResult Refused(Guid messageId, string target, ErrorAnswer refusal) =>
        new(messageId, target, "refused", Duplicate: false, refusal.Code, refusal.Message);

    private readonly record struct Ready(int Index, string Target, MessageDraft Draft);

    private sealed record SentBatch(int Accepted, int Refused, string Modules);
}

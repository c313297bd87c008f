using Microsoft.AspNetCore.Mvc;
using Nms.Api.Errors;
using Nms.Contracts.Messaging;
using Nms.Messaging;

namespace Nms.Api.Messaging;

/// <summary>Which piece of a list of messages is asked for, the newest first.</summary>
internal sealed record MessagePage(
    [FromQuery(Name = "before"), Within(1)] long? Before,
    [FromQuery(Name = "limit"), Within(1, PageQuery.Most)] int? Limit)
{
    private const int Usual = 100;

    public async Task<MessageListResponse> ReadAsync(MessageQuery query, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var found = await grains.Messages().QueryAsync(query, Before ?? long.MaxValue, Limit ?? Usual, cancellationToken);
        return new MessageListResponse([.. found.Messages.Select(MessageMapping.ToResponse)], found.Next);
    }
}

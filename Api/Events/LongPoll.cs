namespace Nms.Api.Events;

/// <summary>Somebody who waits for the first event that he wants.</summary>
internal sealed class LongPoll : IEventFollower
{
    private readonly TaskCompletionSource _offered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when there is one.</summary>
    public Task Offered => _offered.Task;

    public void Offer(ReadOnlySpan<EventFrame> frames) => _offered.TrySetResult();

    public void FallBehind() => _offered.TrySetResult();
}

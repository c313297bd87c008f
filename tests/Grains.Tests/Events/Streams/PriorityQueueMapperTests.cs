using Nms.Events;
using Nms.Events.Streams;

namespace Nms.Grains.Tests.Events.Streams;

public sealed class PriorityQueueMapperTests
{
    private readonly PriorityQueueMapper _mapper = new();

    [Theory]
    [InlineData(EventPriority.Critical)]
    [InlineData(EventPriority.High)]
    [InlineData(EventPriority.Normal)]
    [InlineData(EventPriority.Low)]
    public void Every_project_of_a_priority_shares_its_queue(EventPriority priority)
    {
        var queues = Enumerable.Range(1, 50)
            .Select(project => _mapper.GetQueueForStream(StreamId.Create(StreamNames.Events(priority), TestEvents.Project((byte)project))))
            .Distinct();

        Assert.Equal(priority, PriorityQueueMapper.PriorityOf(Assert.Single(queues)));
    }

    [Fact]
    public void There_is_one_queue_for_each_priority() => Assert.Equal(4, _mapper.GetAllQueues().Distinct().Count());

    [Fact]
    public void Another_namespace_is_refused_by_name()
    {
        var refusal = Assert.Throws<ArgumentException>(() => _mapper.GetQueueForStream(StreamId.Create("nms.metrics", Guid.Empty)));

        Assert.Contains("nms.metrics", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("nms.events.critical", refusal.Message, StringComparison.Ordinal);
    }
}

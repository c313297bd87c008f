using System.Text.Json;
using Nms.Gns3;

namespace Nms.Grains.Tests.Gns3;

/// <summary>Between the socket and the model.</summary>
public sealed class NotificationBufferTests
{
    private static readonly JsonElement s_event = JsonDocument.Parse("{}").RootElement;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_waits_is_taken_in_order_and_in_batches_of_a_hundred()
    {
        var buffer = new NotificationBuffer(1_000, TimeProvider.System);
        Add(buffer, 250);
        buffer.Complete();

        var batches = new List<int>();
        while (await buffer.TakeAsync(Cancelled) is var (batch, dropped))
        {
            Assert.Equal(0, dropped);
            batches.Add(batch.Count);
        }

        Assert.Equal([100, 100, 50], batches);
    }

    [Fact]
    public async Task An_overflow_drops_what_waits_and_says_how_many()
    {
        var buffer = new NotificationBuffer(100, TimeProvider.System);
        Add(buffer, 101);

        var taken = await buffer.TakeAsync(Cancelled);

        Assert.Equal((1, 101), (taken!.Value.Batch.Count, taken.Value.Dropped));
    }

    private static void Add(NotificationBuffer buffer, int count)
    {
        for (var i = 0; i < count; i++)
        {
            buffer.Add(new Gns3Notification { Action = "node.updated", Event = s_event });
        }
    }
}

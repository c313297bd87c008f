using Microsoft.Extensions.Time.Testing;
using Nms.Gns3;

namespace Nms.Grains.Tests.Gns3;

/// <summary>Reads that are asked for, coalesced.</summary>
public sealed class ReadRequestsTests
{
    private readonly FakeTimeProvider _time = new();
    private readonly ReadRequests _requests;

    public ReadRequestsTests() => _requests = new ReadRequests(_time);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_read_is_due_after_its_wait()
    {
        _ = _requests.Ask(TimeSpan.FromSeconds(1));
        var taking = _requests.TakeAsync(Cancelled);
        _time.Advance(TimeSpan.FromMilliseconds(999));
        Assert.False(taking.IsCompleted);

        _time.Advance(TimeSpan.FromMilliseconds(1));

        await taking;
    }

    [Fact]
    public async Task An_earlier_request_pulls_a_later_one_forward_and_answers_both()
    {
        var later = _requests.Ask(TimeSpan.FromMinutes(5));
        var taking = _requests.TakeAsync(Cancelled);
        var now = _requests.Ask(TimeSpan.Zero);

        (await taking).SetResult();

        await Task.WhenAll(later, now);
    }

    [Fact]
    public async Task A_request_during_a_read_is_another_read()
    {
        _ = _requests.Ask(TimeSpan.Zero);
        var first = await _requests.TakeAsync(Cancelled);
        var during = _requests.Ask(TimeSpan.Zero);
        first.SetResult();
        Assert.False(during.IsCompleted);

        (await _requests.TakeAsync(Cancelled)).SetResult();

        await during;
    }
}

using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Nms.Access;

namespace Nms.Grains.Tests.Access;

/// <summary>What docs/reference/limits.md says of the error, for any run of requests over up to four silos.</summary>
public sealed class QuotaProperties
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<(TimeSpan At, bool Allowed)> _answers = [];
    private QuotaState _quota;
    private long _quotaAt;

    [Property(MaxTest = 300)]
    public void A_cluster_lets_through_no_more_than_its_limit_and_a_lease_for_each_silo(byte permits, byte[] script)
    {
        var limit = Run(permits, silos: 4, script);

        foreach (var (first, i) in _answers.Select((answer, i) => (answer.At, i)))
        {
            var allowed = 0;
            foreach (var (at, isAllowed) in _answers.Skip(i))
            {
                allowed += isAllowed ? 1 : 0;
                var most = limit.Permits * (1 + ((at - first) / limit.Window)) + (4 * limit.LargestLease);
                Assert.True(allowed <= most + 1e-6, $"{allowed} within {at - first}, at most {most} of {limit}");
            }
        }
    }

    [Property(MaxTest = 300)]
    public void From_a_full_quota_on_a_cluster_never_lets_through_too_many(byte permits, byte[] script)
    {
        var limit = Run(permits, silos: 4, script);

        var allowed = 0;
        foreach (var (at, isAllowed) in _answers)
        {
            allowed += isAllowed ? 1 : 0;
            Assert.True(allowed <= (limit.Permits * (1 + (at / limit.Window))) + 1e-6, $"{allowed} after {at} of {limit}");
        }
    }

    [Property(MaxTest = 300)]
    public void A_burst_is_refused_too_early_by_at_most_a_lease_for_each_other_silo(byte permits, byte[] script)
    {
        var limit = Run(permits, silos: 3, [.. script.Select(step => (byte)(step & 0b1111))]); // bits 4 to 7 are time

        var refusedAt = _answers.FindIndex(answer => !answer.Allowed);

        Assert.True(refusedAt < 0 || refusedAt >= limit.Permits - (2 * limit.LargestLease), $"{refusedAt} of {limit}");
    }

    private QuotaLimit Run(byte permits, int silos, byte[] script)
    {
        var limit = new QuotaLimit(permits + 1, TimeSpan.FromSeconds(10));
        _answers.Clear();
        _quota = QuotaLogic.Full(limit);
        _quotaAt = _time.GetTimestamp();
        var start = _time.GetTimestamp();
        var slices = Enumerable.Range(0, silos).Select(_ => new QuotaSlice(_time)).ToArray();
        foreach (var step in script)
        {
            _time.Advance(TimeSpan.FromMilliseconds((step >> 4) * 20));
            for (var request = 0; request <= (step >> 2 & 0b11) * 20; request++)
            {
                _answers.Add((_time.GetElapsedTime(start), Ask(slices[step % 4 % silos], limit)));
            }
        }

        return limit;
    }

    private bool Ask(QuotaSlice slice, QuotaLimit limit)
    {
        while (true)
        {
            if (slice.TryTake() is { } answer)
            {
                return answer.Allowed;
            }

            var now = _time.GetTimestamp();
            (_quota, var grant) = QuotaLogic.Take(_quota, limit, _time.GetElapsedTime(_quotaAt, now), slice.Wanted(limit));
            _quotaAt = now;
            slice.Accept(grant);
        }
    }
}

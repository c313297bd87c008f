using FsCheck;
using FsCheck.Xunit;
using Nms.Status;

namespace Nms.Grains.Tests.Status;

/// <summary>Percentiles that add up over silos.</summary>
public sealed class LatencyCountsTests
{
    [Property]
    public bool A_percentile_is_the_exact_one_and_at_most_a_fifth_more(NonEmptyArray<NonNegativeInt> microseconds, byte of)
    {
        var share = (1 + (of % 100)) / 100.0;
        var recorder = new LatencyRecorder();
        var sorted = microseconds.Get.Select(time => time.Get * 37L % 500_000_000).Order().ToArray();
        foreach (var time in sorted)
        {
            recorder.Record(TimeSpan.FromMicroseconds(time));
        }

        var exact = sorted[(int)Math.Ceiling(sorted.Length * share) - 1] / 1000.0;
        var told = recorder.Read().Percentile(share)!.Value;

        return told >= exact * 0.999 && told <= Math.Max(0.1, exact * 1.21);
    }

    [Property]
    public bool Counts_of_two_silos_are_those_of_one_that_did_it_all(NonNegativeInt[] one, NonNegativeInt[] other)
    {
        var (left, right, both) = (new LatencyRecorder(), new LatencyRecorder(), new LatencyRecorder());
        foreach (var (recorder, times) in new[] { (left, one), (right, other) })
        {
            foreach (var time in times)
            {
                recorder.Record(TimeSpan.FromMicroseconds(time.Get));
                both.Record(TimeSpan.FromMicroseconds(time.Get));
            }
        }

        return left.Read().Plus(right.Read()).Counts.SequenceEqual(both.Read().Counts);
    }

    [Fact]
    public void Nothing_measured_has_no_percentile_and_less_than_nothing_took_nothing()
    {
        var recorder = new LatencyRecorder();
        Assert.Null(recorder.Read().Percentile(0.5));

        recorder.Record(TimeSpan.FromHours(-1));
        Assert.Equal(0.1, recorder.Read().Percentile(0.5));
        recorder.Record(TimeSpan.MaxValue);
        Assert.NotNull(recorder.Read().Percentile(1));
    }
}

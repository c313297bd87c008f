using Nms.Snmp;
using Nms.Snmp.Engine;

namespace Nms.Protocols.Snmp.Tests.Engine;

public sealed class RttEstimatorTests
{
    private static readonly SnmpClientOptions s_options = new()
    {
        InitialTimeout = TimeSpan.FromSeconds(1),
        MinTimeout = TimeSpan.FromMilliseconds(20),
        MaxTimeout = TimeSpan.FromSeconds(10),
    };

    [Fact]
    public void Before_the_first_measurement_the_wait_is_the_initial_one_doubled_with_each_attempt_up_to_the_longest()
    {
        var estimator = new RttEstimator(s_options);

        Assert.Equal([1, 2, 4, 8, 10, 10], Enumerable.Range(0, 6).Select(attempt => estimator.Timeout(attempt).TotalSeconds));
        Assert.Equal(10, estimator.Timeout(int.MaxValue).TotalSeconds);
    }

    [Fact]
    public void Measurements_are_smoothed_as_RFC_6298_says()
    {
        var estimator = new RttEstimator(s_options);

        // 2.2: SRTT = R, RTTVAR = R/2, RTO = SRTT + 4 RTTVAR.
        estimator.Measure(TimeSpan.FromMilliseconds(100));
        Assert.Equal(300, estimator.Timeout(0).TotalMilliseconds, 3);

        // 2.3: RTTVAR = 3/4 · 50 + 1/4 · |100 - 180| = 57.5, SRTT = 7/8 · 100 + 1/8 · 180 = 110.
        estimator.Measure(TimeSpan.FromMilliseconds(180));
        Assert.Equal(340, estimator.Timeout(0).TotalMilliseconds, 3);
    }

    [Fact]
    public void A_steady_agent_is_waited_for_no_less_than_the_shortest_wait()
    {
        var estimator = new RttEstimator(s_options);
        for (var i = 0; i < 100; i++)
        {
            estimator.Measure(TimeSpan.FromMilliseconds(1));
        }

        Assert.Equal((20d, 40d), (estimator.Timeout(0).TotalMilliseconds, estimator.Timeout(1).TotalMilliseconds));
    }
}

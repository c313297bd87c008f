using Nms.Snmp;
using Nms.Snmp.Engine;

namespace Nms.Protocols.Snmp.Tests.Engine;

public sealed class BulkWindowTests
{
    private static readonly SnmpWalkOptions s_options = new() { InitialRepetitions = 10, MaxRepetitions = 100, ResponseBytes = 4000 };

    [Fact]
    public void It_doubles_while_answers_are_full_and_fit()
    {
        var window = new BulkWindow(s_options);
        var asked = new List<int> { window.Repetitions };
        for (var i = 0; i < 5; i++)
        {
            window.Grow(window.Repetitions, window.Repetitions * 20);
            asked.Add(window.Repetitions);
        }

        Assert.Equal([10, 20, 40, 80, 100, 100], asked);
    }

    [Fact]
    public void It_asks_for_no_more_than_fits_into_an_answer()
    {
        var window = new BulkWindow(s_options);

        window.Grow(10, 2500);
        Assert.Equal(16, window.Repetitions);
        window.Grow(16, 8000);

        Assert.Equal(8, window.Repetitions);
    }

    [Fact]
    public void An_agent_that_gives_less_than_asked_is_not_asked_for_more()
    {
        var window = new BulkWindow(s_options);

        window.Grow(7, 700);

        Assert.Equal(10, window.Repetitions);
    }

    [Fact]
    public void After_a_loss_it_shrinks_to_a_quarter_and_does_not_come_near_it_again()
    {
        var window = new BulkWindow(s_options with { InitialRepetitions = 80 });

        Assert.True(window.Shrink());
        Assert.Equal(20, window.Repetitions);
        for (var i = 0; i < 5; i++)
        {
            window.Grow(window.Repetitions, window.Repetitions);
        }

        Assert.Equal(40, window.Repetitions);
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(_ => window.Shrink()));
        Assert.Equal(1, window.Repetitions);
    }
}

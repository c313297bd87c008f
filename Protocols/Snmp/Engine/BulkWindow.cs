namespace Nms.Snmp.Engine;

/// <summary>How many successors the next GETBULK asks for, from what the last ones brought.</summary>
internal sealed class BulkWindow(SnmpWalkOptions options)
{
    private int _limit = options.MaxRepetitions;

    public int Repetitions { get; private set; } = Math.Clamp(options.InitialRepetitions, 1, options.MaxRepetitions);

    /// <summary>An answer came: ask for twice as many as long as they would fit.</summary>
    public void Grow(int varBinds, int bytes)
    {
        if (varBinds < Repetitions)
        {
            // The agent gave what fits into its own largest message; asking for more costs it more than it brings.
            return;
        }

        var fitting = (int)Math.Min(int.MaxValue, (long)options.ResponseBytes * varBinds / Math.Max(1, bytes));
        Repetitions = Math.Clamp(fitting, 1, Math.Min(_limit, Repetitions * 2));
    }

    /// <summary>The answer was too big, or got lost, as big ones do more easily. False when there is nothing left to shrink.</summary>
    public bool Shrink()
    {
        if (Repetitions == 1)
        {
            return false;
        }

        Repetitions = Math.Max(1, Repetitions / 4);
        _limit = Math.Max(1, Repetitions * 2);
        return true;
    }
}

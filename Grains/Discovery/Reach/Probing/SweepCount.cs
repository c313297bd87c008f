namespace Nms.Discovery.Reach.Probing;

/// <summary>Counts the addresses of a sweep that are done, and tells of it.</summary>
internal sealed class SweepCount(SweepRequest request, UInt128 total)
{
    private readonly long _total = (long)UInt128.Min(total, long.MaxValue);
    private long _before;
    private long _done;

    /// <summary>One more was found.</summary>
    public void Settle()
    {
        _done++;
        Report();
    }

    /// <summary>A slice of so many is done.</summary>
    public void SettleTo(UInt128 slice)
    {
        _before = _done = _before + (long)slice;
        Report();
    }

    private void Report() => request.Progress?.Report(new SweepProgress(_done, _total));
}

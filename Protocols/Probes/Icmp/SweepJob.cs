using System.Net.Sockets;
using System.Threading.Channels;

namespace Nms.Probes.Icmp;

/// <summary>Many addresses, visited no faster than their results are read.</summary>
internal sealed class SweepJob(IEnumerator<(AddressFamily Family, UInt128 Number)> addresses, int maxOutstanding, bool wantsSilence, ChannelWriter<EchoResult> results) : EchoJob
{
    private int _outstanding = 1;
    private volatile bool _abandoned;
    private bool _ended;

    public override bool WantsSilence => wantsSilence;

    public override bool IsAbandoned => _abandoned;

    public override EchoNext TryNext(out UInt128 address, out uint scope)
    {
        (address, scope) = (0, 0);
        if (_ended)
        {
            return EchoNext.End;
        }

        if (!_abandoned && Volatile.Read(ref _outstanding) > maxOutstanding)
        {
            return EchoNext.Wait;
        }

        if (_abandoned || !addresses.MoveNext())
        {
            _ended = true;
            Release();
            return EchoNext.End;
        }

        Interlocked.Increment(ref _outstanding);
        address = addresses.Current.Number;
        return EchoNext.Ready;
    }

    /// <summary>A result stays outstanding until it was read.</summary>
    public override void Complete(in EchoResult result) => results.TryWrite(result);

    public override void CompleteUnwanted() => Release();

    /// <summary>Whether the sender may have been waiting for this.</summary>
    public bool Release()
    {
        var left = Interlocked.Decrement(ref _outstanding);
        if (left == 0)
        {
            results.TryComplete();
        }

        return left == maxOutstanding;
    }

    public void Abandon()
    {
        _abandoned = true;
        results.TryComplete();
    }
}

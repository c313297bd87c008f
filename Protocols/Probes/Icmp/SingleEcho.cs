using System.Net;
using Nms.Probes.Ranges;

namespace Nms.Probes.Icmp;

/// <summary>One address, and somebody who awaits it.</summary>
internal sealed class SingleEcho(IPAddress address) : EchoJob
{
    private readonly TaskCompletionSource<EchoResult> _result = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private bool _taken;

    public Task<EchoResult> Result => _result.Task;

    public override bool IsAbandoned => _result.Task.IsCompleted;

    public override EchoNext TryNext(out UInt128 number, out uint scope)
    {
        number = AddressNumber.Of(address);
        scope = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? (uint)address.ScopeId : 0;
        if (_taken || IsAbandoned)
        {
            return EchoNext.End;
        }

        _taken = true;
        return EchoNext.Ready;
    }

    // With the address as it was given: its scope is not on the wire.
    public override void Complete(in EchoResult result) => _result.TrySetResult(result with { Address = address });

    public void Cancel(CancellationToken cancellationToken) => _result.TrySetCanceled(cancellationToken);

    public void Fail(Exception exception) => _result.TrySetException(exception);
}

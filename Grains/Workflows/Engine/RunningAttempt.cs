namespace Nms.Workflows.Engine;

/// <summary>An attempt that this silo works on.</summary>
internal sealed class RunningAttempt(Task work, CancellationTokenSource calledOff)
{
    /// <summary>Whether it has ended, whatever came of it.</summary>
    public bool HasEnded => work.IsCompleted;

    /// <summary>Calls it off; nothing is reported of it any more. The source is collected with the attempt, which may still read it.</summary>
    public void CallOff() => calledOff.Cancel();
}

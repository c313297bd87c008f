namespace Nms.Snmp.Engine;

/// <summary>Something that a <see cref="TimerWheel"/> calls when its time has come. It is in the wheel once at most.</summary>
internal abstract class TimerEntry
{
    internal TimerEntry? Next { get; set; }

    internal TimerEntry? Previous { get; set; }

    internal long DueTick { get; set; }

    internal bool IsScheduled { get; set; }

    /// <summary>Called outside the wheel's lock.</summary>
    public abstract void OnDue();
}

namespace Nms.Probes.Icmp;

/// <summary>Somebody who wants addresses probed. Asked by one thread at a time; told from any.</summary>
internal abstract class EchoJob
{
    public abstract EchoNext TryNext(out UInt128 address, out uint scope);

    public abstract void Complete(in EchoResult result);

    /// <summary>Whether results that are not answers are wanted; they cost an object each.</summary>
    public virtual bool WantsSilence => true;

    /// <summary>Told instead of <see cref="Complete"/> of what is not wanted.</summary>
    public virtual void CompleteUnwanted()
    {
    }

    public virtual bool IsAbandoned => false;
}

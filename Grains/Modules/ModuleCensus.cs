namespace Nms.Modules;

/// <summary>How many modules are healthy, as this silo last saw; for the metrics.</summary>
internal sealed class ModuleCensus
{
    public int Healthy
    {
        get => Volatile.Read(ref field);
        set => Volatile.Write(ref field, value);
    }
}

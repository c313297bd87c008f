namespace Nms.Load;

/// <summary>The least a grain can be: a key and a number.</summary>
[Alias("Nms.Load.IMinimalGrain")]
internal interface IMinimalGrain : IGrainWithStringKey
{
    [Alias("AddAsync")]
    Task AddAsync(int number);
}

/// <inheritdoc />
[GrainType("nms.load.minimal")]
internal sealed class MinimalGrain : Grain, IMinimalGrain
{
    private int _sum;

    public Task AddAsync(int number)
    {
        _sum += number;
        return Task.CompletedTask;
    }
}

namespace Nms.Api.Tests.Fakes;

/// <summary>A grain's state that is kept nowhere.</summary>
internal sealed class MemoryState<T> : IPersistentState<T>
    where T : new()
{
    public T State { get; set; } = new();

    public string Etag => "";

    public bool RecordExists { get; private set; }

    public Task ClearStateAsync()
    {
        (State, RecordExists) = (new T(), false);
        return Task.CompletedTask;
    }

    public Task WriteStateAsync()
    {
        RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ReadStateAsync() => Task.CompletedTask;
}

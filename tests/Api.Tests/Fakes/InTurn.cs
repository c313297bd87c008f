using System.Reflection;

namespace Nms.Api.Tests.Fakes;

/// <summary>Calls a grain one call at a time, as its silo would; for grains that never wait for anything.</summary>
public class InTurn<T> : DispatchProxy
    where T : class
{
    private readonly Lock _gate = new();
    private object? _grain;

    internal void Call(object grain) => _grain = grain;

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        lock (_gate)
        {
            return targetMethod!.Invoke(_grain, BindingFlags.DoNotWrapExceptions, null, args, null);
        }
    }
}

/// <summary>Makes them.</summary>
public static class InTurn
{
    public static T Of<T>(object grain)
        where T : class
    {
        var proxy = DispatchProxy.Create<T, InTurn<T>>();
        ((InTurn<T>)(object)proxy).Call(grain);
        return proxy;
    }
}

using System.Reflection;

namespace Nms.Api.Tests.Fakes;

/// <summary>Calls a grain one call at a time, as its silo would; for grains that never wait for anything.</summary>
public class InTurn<T> : DispatchProxy
    where T : class
{
    private readonly Lock _gate = new();
    private object? _grain;

    public static T Of(object grain)
    {
        var proxy = Create<T, InTurn<T>>();
        ((InTurn<T>)(object)proxy)._grain = grain;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        lock (_gate)
        {
            return targetMethod!.Invoke(_grain, BindingFlags.DoNotWrapExceptions, null, args, null);
        }
    }
}

using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Metadata;

namespace Nms;

/// <summary>
/// Remembers the grain interface type of each of our grain interfaces. Orleans looks for it in attributes at every GetGrain,
/// which is a good part of what one read over HTTP costs.
/// </summary>
internal sealed class RememberedInterfaceTypes(IServiceProvider services) : IGrainInterfaceTypeProvider
{
    private readonly ConcurrentDictionary<Type, GrainInterfaceType> _known = new();

    /// <summary>Makes it the first that is asked.</summary>
    public static void AddTo(IServiceCollection services) =>
        services.Insert(0, ServiceDescriptor.Singleton<IGrainInterfaceTypeProvider, RememberedInterfaceTypes>());

    /// <summary>Answers for the interfaces of this solution, as Orleans itself would; generic ones are left to it.</summary>
    public bool TryGetGrainInterfaceType(Type type, out GrainInterfaceType grainInterfaceType)
    {
        if (type.Assembly != typeof(NmsException).Assembly || type.IsGenericType)
        {
            grainInterfaceType = default;
            return false;
        }

        grainInterfaceType = _known.GetOrAdd(type, Find);
        return true;
    }

    // The resolver is asked for late: it is made of its providers, of which this is one.
    private GrainInterfaceType Find(Type type) => new AttributeGrainInterfaceTypeProvider(services).TryGetGrainInterfaceType(type, out var named)
        ? named
        : services.GetRequiredService<GrainInterfaceTypeResolver>().GetGrainInterfaceTypeByConvention(type);
}

using Microsoft.Extensions.DependencyInjection;
using Nms.Testing;
using Orleans.Metadata;

namespace Nms.Grains.Tests;

public sealed class RememberedInterfaceTypesTests
{
    [Fact]
    public async Task Every_interface_has_the_type_that_Orleans_gives_it()
    {
        await using var cluster = await NmsTestCluster.StartAsync(new Dictionary<string, string?>());
        var services = cluster.Silos[0].ServiceProvider;
        var ours = Assert.IsType<RememberedInterfaceTypes>(services.GetServices<IGrainInterfaceTypeProvider>().First());
        var orleans = new GrainInterfaceTypeResolver([new AttributeGrainInterfaceTypeProvider(services)], services.GetRequiredService<Orleans.Serialization.TypeSystem.TypeConverter>());
        var interfaces = typeof(NmsException).Assembly.GetExportedTypes().Where(type => type.IsInterface && type.IsAssignableTo(typeof(IAddressable))).ToList();

        Assert.NotEmpty(interfaces);
        Assert.All(interfaces, type =>
        {
            Assert.True(ours.TryGetGrainInterfaceType(type, out var remembered));
            Assert.Equal(orleans.GetGrainInterfaceType(type), remembered);
        });
        Assert.False(ours.TryGetGrainInterfaceType(typeof(IManagementGrain), out _));
    }
}

using System.Net;
using Microsoft.Extensions.Options;
using Nms.Discovery.Reach;

namespace Nms.Grains.Tests.Discovery.Reach;

public sealed class RouteTablesTests
{
    [Fact]
    public void Routes_of_a_host_are_read_and_default_and_rejecting_ones_left_out() => Assert.Equal(
        ["10.0.0.0/8", "192.0.2.0/24"],
        RouteTables.OfIPv4(
        [
            "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT",
            "eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0",
            "eth0\t0000000A\t010200C0\t0003\t0\t0\t0\t000000FF\t0\t0\t0",
            "eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0",
            "*\t000010AC\t00000000\t0200\t0\t0\t0\t0000FFFF\t0\t0\t0",
            "no route",
        ]).Select(network => network.ToString()));

    [Fact]
    public void IPv6_routes_are_read_and_those_of_the_loopback_left_out() => Assert.Equal(
        ["fd00:1::/64"],
        RouteTables.OfIPv6(
        [
            "fd000001000000000000000000000000 40 00000000000000000000000000000000 00 00000000000000000000000000000000 00000100 00000001 00000000 00000001     eth0",
            "00000000000000000000000000000000 00 00000000000000000000000000000000 00 fe800000000000000000000000000001 00000400 00000001 00000000 00450003     eth0",
            "00000000000000000000000000000001 80 00000000000000000000000000000000 00 00000000000000000000000000000000 00000000 00000002 00000000 80200001       lo",
        ]).Select(network => network.ToString()));

    [Fact]
    public void An_address_of_a_lab_that_only_the_default_route_leads_to_is_not_reached_unless_the_operator_says_so()
    {
        var far = IPAddress.Parse("198.51.100.7");
        var translation = Translation(new ReachOptions());

        Assert.Contains("default route", translation.Find("gns3", Guid.NewGuid(), far).Refusal, StringComparison.Ordinal);
        Assert.Empty(translation.Split("gns3", null, Nms.Probes.IPAddressSet.Parse("198.51.100.0/29")));
        Assert.Equal(far, translation.Find(null, null, far).Target);
        Assert.Equal(far, Translation(new ReachOptions { LabsByDefaultRoute = true }).Find("gns3", null, far).Target);
        Assert.Equal(IPAddress.Parse("127.0.0.9"), translation.Find("gns3", null, IPAddress.Parse("127.0.0.9")).Target);
    }

    private static AddressTranslation Translation(ReachOptions options) => new([], [], new HostRoutes(Options.Create(options), TimeProvider.System));
}

using System.Globalization;
using Nms.Load;

namespace Nms.DiscoveryBenchmarks;

/// <summary>Memory of a hub at one instant.</summary>
/// <param name="Resident">Bytes resident.</param>
/// <param name="Heap">Bytes of the heap after its last collection.</param>
/// <param name="Allocated">Bytes allocated since it began.</param>
/// <param name="Cpu">Processor time since it began.</param>
internal sealed record HubMemory(double Resident, double Heap, double Allocated, TimeSpan Cpu)
{
    public static async Task<HubMemory> OfAsync(Platform platform, CancellationToken cancellationToken)
    {
        using var http = new HttpClient { DefaultRequestHeaders = { { "Authorization", Platform.Credentials } } };
        var lines = (await http.GetStringAsync(new Uri(platform.SiloAddress, "metrics"), cancellationToken)).Split('\n');
        return new HubMemory(platform.Silo.Memory, Sum("dotnet_gc_last_collection_heap_size_bytes"), Sum("dotnet_gc_heap_total_allocated_bytes_total"), platform.Silo.Cpu);

        double Sum(string name) => lines.Where(line => line.StartsWith(name, StringComparison.Ordinal)).Select(line => double.Parse(line.Split(' ')[1], CultureInfo.InvariantCulture)).Sum();
    }
}

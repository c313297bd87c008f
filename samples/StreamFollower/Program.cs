using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Nms.Events.Streams;
using Nms.StreamFollower;
using Orleans.Configuration;
using StackExchange.Redis;

// Follows the events of one project as an Orleans client of the cluster, from the beginning of the log on.
if (args is not [var redis, var cluster, var service, var id] || !Guid.TryParse(id, out var project))
{
    Console.Error.WriteLine("usage: StreamFollower <redis> <cluster id> <service id> <project id>");
    return 1;
}

var builder = Host.CreateApplicationBuilder();
builder.Logging.SetMinimumLevel(LogLevel.Warning);
builder.UseOrleansClient(client => client
    .Configure<ClusterOptions>(options => (options.ClusterId, options.ServiceId) = (cluster, service))
    .Configure<GatewayOptions>(options => options.GatewayListRefreshPeriod = TimeSpan.FromSeconds(2))
    .UseRedisClustering(options => options.ConfigurationOptions = ConfigurationOptions.Parse(redis))
    .AddNmsStreams());
using var host = builder.Build();
await host.StartAsync();

var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
var follower = new ProjectFollower(host.Services.GetRequiredService<IClusterClient>(), project, TimeProvider.System);
await foreach (var e in follower.ReadAsync(after: 0, stopping))
{
    Console.WriteLine($"{e.Sequence} {e.Priority} {e.Type} {e.DataJson}");
}

return 0;

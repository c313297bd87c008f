using Nms.Api;
using Nms.Silo.Health;
using Nms.Silo.Hosting;
using Nms.Silo.Telemetry;

// The start in reading order. Nothing here decides anything about networks.
var builder = WebApplication.CreateBuilder(args);
var levels = builder.UseDiary();

try
{
    builder.Configuration.AddLegacyGns3Variables();
    builder.UseDefaultAddress();
    var settings = SiloSettings.Read(builder.Configuration);
    builder.RequireFreeAddress();

    await using var lab = await builder.StartLabAsync(settings);

    builder.Services.AddSingleton(settings);
    builder.UseSilo(settings);
    builder.AddFirstStart();
    builder.Services.AddNmsApi(builder.Configuration);
    builder.AddHealth(settings);
    builder.AddTelemetry();
    builder.StopInBoundedTime();

    await using var app = builder.Build();
    app.UseScrapeKey();
    app.UseNmsApi();
    app.MapNmsApi();
    app.MapHealth();
    app.MapMetrics();
    app.MapDashboard(settings);

    await app.StartAsync();
    levels.StartHasSucceeded();
    await app.Services.GetRequiredService<FirstReading>().Done;
    Banner.Print(Console.Out, [.. app.Urls], settings, app.Configuration, app.Services.GetRequiredService<FirstStart>().TakePassword());
    await app.WaitForShutdownAsync();
    return 0;
}
catch (Exception failure)
{
    StartupFailure.Report(Console.Error, failure);
    return 1;
}

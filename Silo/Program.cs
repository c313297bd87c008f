using Nms.Api;
using Nms.Silo.Commands;
using Nms.Silo.Health;
using Nms.Silo.Hosting;
using Nms.Silo.Settings;
using Nms.Silo.Telemetry;

// The start in reading order. Nothing here decides anything about networks.
try
{
    if (MaintenanceCommands.IsOne(args))
        return await MaintenanceCommands.RunAsync(args, Console.Out, Console.Error);

    var check = CheckCommand.Take(ref args);
    var builder = WebApplication.CreateBuilder(args);
    var levels = builder.UseDiary();
    builder.Configuration.AddLegacyGns3Variables();
    builder.UseDefaultAddress();
    if (check is not null)
        return await check.RunAsync(builder.Configuration, builder.WebHost.GetSetting(WebHostDefaults.ServerUrlsKey), Console.Out);

    var settings = SettingsReport.ReadOrThrow(builder.Configuration);
    builder.RequireFreeAddress();
    if (!await builder.WaitForClusterAsync(settings, TimeProvider.System))
        return 0;

    await using var lab = await builder.StartLabAsync(settings);

    builder.Services.AddSingleton(settings);
    builder.UseSilo(settings);
    builder.AddFirstStart();
    builder.Services.AddNmsApi(builder.Configuration);
    builder.AddHealth(settings);
    builder.AddTelemetry();
    builder.StopInBoundedTime();

    await using var app = builder.Build();
    app.ReportUnknownSettings();
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

namespace Nms.Silo.Hosting;

/// <summary>An operator's diary on the console: one line an entry, the runtime's own talk left out.</summary>
internal static class HostLogging
{
    public static DiaryLevels UseDiary(this WebApplicationBuilder builder)
    {
        var levels = new DiaryLevels();
        builder.Configuration.Sources.Insert(0, levels); // first, so that every other source of settings overrides it
        builder.Logging.ClearProviders();
        builder.Logging.AddSimpleConsole(console =>
        {
            console.SingleLine = true;
            console.TimestampFormat = "yyyy-MM-dd HH:mm:ss ";
            console.UseUtcTimestamp = true;
        });
        return levels;
    }
}

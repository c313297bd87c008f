namespace Nms.Silo.Hosting;

/// <summary>
/// The log levels that hold unless a setting says otherwise. Until the start has succeeded the frameworks keep silent: a start that
/// fails is reported once and in words by <see cref="StartupFailure"/>, not by each of them with a stack trace.
/// </summary>
internal sealed class DiaryLevels : ConfigurationProvider, IConfigurationSource
{
    private const string Levels = "Logging:LogLevel:";

    public DiaryLevels()
    {
        Set("Default", LogLevel.Information);
        Set("Microsoft.AspNetCore", LogLevel.Warning);
        // The banner says it better.
        Set("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        // Reports each attempt of a call, successes included.
        Set("Polly", LogLevel.Warning);
        // The health board says once what changed; this would say it in every round.
        Set("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);
        SetFrameworks(LogLevel.None, LogLevel.None);
    }

    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    public void StartHasSucceeded()
    {
        SetFrameworks(LogLevel.Warning, LogLevel.Error);
        OnReload();
    }

    private void SetFrameworks(LogLevel level, LogLevel talkative)
    {
        // Warns that server GC is off, which is meant.
        Set("Orleans.Runtime.Silo", talkative);
        // Takes the machine's uptime for a stall at its first tick.
        Set("Orleans.Runtime.Watchdog", talkative);
        Set("Orleans", level);
        Set("Microsoft.Orleans", level);
        Set("Microsoft.AspNetCore.DataProtection", level);
        Set("Microsoft.Extensions.Hosting", level);
    }

    private void Set(string category, LogLevel level) => Data[Levels + category] = level.ToString();
}

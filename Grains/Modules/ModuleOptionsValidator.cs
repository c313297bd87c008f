using Microsoft.Extensions.Options;

namespace Nms.Modules;

/// <summary>Refuses settings under which modules would seem dead at once or alive for ever.</summary>
internal sealed class ModuleOptionsValidator : IValidateOptions<ModuleOptions>
{
    public ValidateOptionsResult Validate(string? name, ModuleOptions options)
    {
        var complaints = new List<string>();
        Check(options.HealthyFor >= TimeSpan.FromMilliseconds(100) && options.HealthyFor <= TimeSpan.FromDays(1), nameof(options.HealthyFor), "0.1 seconds to 1 day");
        Check(options.ProbeEvery >= TimeSpan.FromMilliseconds(100) && options.ProbeEvery <= TimeSpan.FromHours(1), nameof(options.ProbeEvery), "0.1 seconds to 1 hour");
        Check(options.ProbeFailures is >= 1 and <= 100, nameof(options.ProbeFailures), "1 to 100");
        Check(options.Maximum is >= 1 and <= 10_000, nameof(options.Maximum), "1 to 10,000");
        Check(options.WatchEvery >= TimeSpan.FromMilliseconds(10) && options.WatchEvery <= TimeSpan.FromMinutes(1), nameof(options.WatchEvery), "10 milliseconds to 1 minute");
        return complaints.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(complaints);

        void Check(bool good, string setting, string range)
        {
            if (!good)
            {
                complaints.Add($"{ModuleOptions.Section}:{setting} must be {range}.");
            }
        }
    }
}

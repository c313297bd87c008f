using Microsoft.Extensions.Options;

namespace Nms.Silo.Health;

/// <summary>Refuses settings that cannot work, each by its name.</summary>
internal sealed class HealthOptionsValidator : IValidateOptions<HealthOptions>
{
    public ValidateOptionsResult Validate(string? name, HealthOptions options)
    {
        var errors = new List<string>();
        Between("Interval", options.Interval, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10));
        Between("FirstReading", options.FirstReading, TimeSpan.Zero, TimeSpan.FromMinutes(5));
        Between("DiskWarningMegabytes", options.DiskWarningMegabytes, 0, 10_000_000);
        Between("DiskCriticalMegabytes", options.DiskCriticalMegabytes, 0, options.DiskWarningMegabytes);
        Between("MemoryWarningPercent", options.MemoryWarningPercent, 1, 100);
        Between("MemoryCriticalPercent", options.MemoryCriticalPercent, options.MemoryWarningPercent, 100);
        return errors is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Between<T>(string setting, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
                errors.Add($"{HealthOptions.Section}:{setting} is {value}; it must be between {least} and {most}.");
        }
    }
}

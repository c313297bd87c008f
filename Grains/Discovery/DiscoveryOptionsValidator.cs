using Microsoft.Extensions.Options;

namespace Nms.Discovery;

/// <summary>Says what is wrong with the settings of discovery.</summary>
internal sealed class DiscoveryOptionsValidator : IValidateOptions<DiscoveryOptions>
{
    public ValidateOptionsResult Validate(string? name, DiscoveryOptions options)
    {
        var errors = new List<string>();
        Check(options.MaxRuns is >= 1 and <= 100, nameof(options.MaxRuns), "1 to 100");
        Check(options.KeepRuns is >= 1 and <= 10_000, nameof(options.KeepRuns), "1 to 10000");
        Check(options.MaxSchedules is >= 1 and <= 1000, nameof(options.MaxSchedules), "1 to 1000");
        Check(options.TargetTimeout >= TimeSpan.FromSeconds(1) && options.TargetTimeout <= TimeSpan.FromMinutes(30), nameof(options.TargetTimeout), "00:00:01 to 00:30:00");
        Check(options.MaxConcurrent is >= 1 and <= 256, nameof(options.MaxConcurrent), "1 to 256");
        Check(options.MaxEquipment is >= 1 and <= 10_000, nameof(options.MaxEquipment), "1 to 10,000");
        Check(options.MaxAddressesAsked is >= 1 and <= 256, nameof(options.MaxAddressesAsked), "1 to 256");
        Check(options.MaxFileBytes is >= 1024 and <= 64 * 1024 * 1024, nameof(options.MaxFileBytes), "1024 to 67108864");
        for (var i = 0; i < options.ConsoleLogins.Count; i++)
        {
            if (options.ConsoleLogins[i] is { PasswordFile: { } file, Password: not "" })
            {
                errors.Add($"{DiscoveryOptions.Section}:ConsoleLogins:{i} has both Password and PasswordFile ({file}); give one.");
            }
            else if (options.ConsoleLogins[i].PasswordFile is { } missing && !File.Exists(missing))
            {
                errors.Add($"{DiscoveryOptions.Section}:ConsoleLogins:{i}:PasswordFile: there is no file {missing}.");
            }
        }

        return errors is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(bool holds, string setting, string range)
        {
            if (!holds)
            {
                errors.Add($"{DiscoveryOptions.Section}:{setting} must be {range}.");
            }
        }
    }
}

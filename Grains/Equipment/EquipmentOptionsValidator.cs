using Microsoft.Extensions.Options;

namespace Nms.Equipment;

/// <summary>Says what is wrong with the settings of equipment.</summary>
internal sealed class EquipmentOptionsValidator : IValidateOptions<EquipmentOptions>
{
    public ValidateOptionsResult Validate(string? name, EquipmentOptions options)
    {
        var errors = new List<string>();
        Check(options.KeepVersions is >= 2 and <= 1000, nameof(options.KeepVersions), "2 to 1000");
        Check(options.KeepHistoryBytes is >= 64 * 1024 and <= 64 * 1024 * 1024, nameof(options.KeepHistoryBytes), "65536 to 67108864");
        Check(options.MaxEquipment is >= 1 and <= 100_000, nameof(options.MaxEquipment), "1 to 100000");
        Check(options.LostRetention >= TimeSpan.FromHours(1) && options.LostRetention <= TimeSpan.FromDays(3650), nameof(options.LostRetention), "1 hour to 3650 days");
        return errors is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Check(bool holds, string setting, string range)
        {
            if (!holds)
            {
                errors.Add($"{EquipmentOptions.Section}:{setting} must be {range}.");
            }
        }
    }
}

using Microsoft.Extensions.Options;

namespace Nms.Discovery.Snmp;

/// <summary>Reads the user's file of types at the start, when somebody is there to hear what is wrong with it.</summary>
internal sealed class EquipmentTypesOptionsValidator : IValidateOptions<EquipmentTypesOptions>
{
    public ValidateOptionsResult Validate(string? name, EquipmentTypesOptions options)
    {
        if (options.TypesFile is null)
        {
            return ValidateOptionsResult.Success;
        }

        try
        {
            EquipmentTypes.Load(options.TypesFile);
            return ValidateOptionsResult.Success;
        }
        catch (Exception e) when (e is FormatException or IOException or UnauthorizedAccessException)
        {
            return ValidateOptionsResult.Fail($"{EquipmentTypesOptions.Section}:{nameof(options.TypesFile)} {options.TypesFile}: {e.Message}");
        }
    }
}

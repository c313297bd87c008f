using Microsoft.Extensions.Options;

namespace Nms.Access;

/// <summary>Refuses a retention that would delete everything or nothing ever.</summary>
internal sealed class AuditOptionsValidator : IValidateOptions<AuditOptions>
{
    public ValidateOptionsResult Validate(string? name, AuditOptions options) =>
        options.RetentionDays is >= 1 and <= 36_500
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail($"Nms:Audit:RetentionDays is {options.RetentionDays}; it must be from 1 to 36500.");
}

using Microsoft.Extensions.Options;
using Nms.Access;

namespace Nms.Consoles;

/// <summary>Says what is wrong with the settings of consoles.</summary>
internal sealed class ConsoleOptionsValidator : IValidateOptions<ConsoleOptions>
{
    public ValidateOptionsResult Validate(string? name, ConsoleOptions options)
    {
        var errors = new List<string>();
        for (var i = 0; i < options.Commands.Count; i++)
        {
            var (command, at) = (options.Commands[i], $"{ConsoleOptions.Section}:Commands:{i}");
            if (ConsoleDialect.All.All(dialect => dialect.Name != command.Dialect))
            {
                errors.Add($"{at}:Dialect must be one of {string.Join(", ", ConsoleDialect.All.Select(dialect => dialect.Name))}.");
            }

            if (ConsoleCommandRules.Complaint(command.Pattern) is { } complaint)
            {
                errors.Add($"{at}:Pattern {complaint}.");
            }

            if (command.Permission is not (Permissions.ConsoleRead or Permissions.ConsoleWrite))
            {
                errors.Add($"{at}:Permission must be {Permissions.ConsoleRead} or {Permissions.ConsoleWrite}.");
            }
        }

        return errors is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }
}

using System.Net;
using Microsoft.Extensions.Options;

namespace Nms.Traps;

/// <summary>Refuses settings under which nothing could be heard or anybody would be believed, each by its key and without a secret.</summary>
internal sealed class TrapOptionsValidator : IValidateOptions<TrapOptions>
{
    public ValidateOptionsResult Validate(string? name, TrapOptions options)
    {
        var errors = new List<string>();
        if (options is { Enabled: true, Communities: [], Users: [] })
        {
            errors.Add($"{TrapOptions.Section}:Enabled is true and nobody is believed; set {TrapOptions.Section}:Communities:0 or {TrapOptions.Section}:Users:0:Name.");
        }

        for (var i = 0; i < options.Listen.Count; i++)
        {
            if (!IsEndPoint(options.Listen[i]))
            {
                errors.Add(FormattableString.Invariant(
                    $"{TrapOptions.Section}:Listen:{i} is '{options.Listen[i]}'; write an address and a port, such as 0.0.0.0:162 or [::]:162."));
            }
        }

        for (var i = 0; i < options.Communities.Count; i++)
        {
            if (string.IsNullOrEmpty(options.Communities[i]))
            {
                errors.Add(FormattableString.Invariant($"{TrapOptions.Section}:Communities:{i} is empty."));
            }
        }

        CheckUsers(options.Users, errors);
        if (options.EngineId is { } id && (id.Length is < 10 or > 64 || id.Length % 2 != 0 || !id.All(char.IsAsciiHexDigit)))
        {
            errors.Add($"{TrapOptions.Section}:EngineId is '{id}'; it must be 5 to 32 bytes in hexadecimal digits (RFC 3411 §5).");
        }

        Between(nameof(options.PerSenderPerSecond), options.PerSenderPerSecond, 1, 100_000);
        Between(nameof(options.PerSecond), options.PerSecond, 1, 100_000);
        Between(nameof(options.MaxQueued), options.MaxQueued, 100, 1_000_000);
        return errors is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Between(string setting, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                errors.Add(FormattableString.Invariant($"{TrapOptions.Section}:{setting} is {value}; it must be between {least} and {most}."));
            }
        }
    }

    // Without its port an address is read as one of port 0.
    private static bool IsEndPoint(string? text) => IPEndPoint.TryParse(text ?? "", out var endPoint)
        && (endPoint.Address.GetAddressBytes().Length == 4 || text!.Contains("]:", StringComparison.Ordinal))
        && text!.EndsWith(FormattableString.Invariant($":{endPoint.Port}"), StringComparison.Ordinal);

    private static void CheckUsers(IReadOnlyList<TrapUserOptions> users, List<string> errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < users.Count; i++)
        {
            var key = FormattableString.Invariant($"{TrapOptions.Section}:Users:{i}");
            if (users[i].Name is { } name && !names.Add(name))
            {
                errors.Add($"{key}:Name is the one of another user.");
            }

            try
            {
                users[i].ToUser();
            }
            catch (ArgumentException e)
            {
                // Its messages name lengths and no values.
                errors.Add($"{key}: {e.Message}");
            }
        }
    }
}

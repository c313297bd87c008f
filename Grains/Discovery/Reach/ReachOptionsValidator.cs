using Microsoft.Extensions.Options;
using Nms.Probes;

namespace Nms.Discovery.Reach;

/// <summary>Refuses rules that contradict each other and networks that cannot be read, each by its key.</summary>
internal sealed class ReachOptionsValidator : IValidateOptions<ReachOptions>
{
    public ValidateOptionsResult Validate(string? name, ReachOptions options)
    {
        var errors = new List<string>();
        TranslationRules.Read(options.Translations, errors);
        Ranges(nameof(options.Allow), options.Allow);
        Ranges(nameof(options.Deny), options.Deny);
        Between(nameof(options.MaxAddresses), options.MaxAddresses, 1, 1 << 24);
        return errors is [] ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Ranges(string setting, IReadOnlyList<string> texts)
        {
            for (var i = 0; i < texts.Count; i++)
            {
                if (!IPAddressRange.TryParse(texts[i], out _, out var error))
                {
                    errors.Add($"{ReachOptions.Section}:{setting}:{i}: {error}");
                }
            }
        }

        void Between<T>(string setting, T value, T least, T most)
            where T : IComparable<T>
        {
            if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
            {
                errors.Add(FormattableString.Invariant($"{ReachOptions.Section}:{setting} is {value}; it must be between {least} and {most}."));
            }
        }
    }
}

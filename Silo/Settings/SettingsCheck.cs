using System.ComponentModel.DataAnnotations;
using System.Reflection;
using Microsoft.Extensions.Options;
using Nms.Silo.Hosting;

namespace Nms.Silo.Settings;

/// <summary>Looks at every setting of ours, and finds all that is wrong at once. Reads the configuration and the files it names, nothing else.</summary>
internal static class SettingsCheck
{
    private const int MostUnknown = 20;

    /// <summary>What would end the start, each a sentence with the key, the value and the remedy.</summary>
    public static IReadOnlyList<string> FindMistakes(IConfiguration configuration)
    {
        var values = Ours(configuration)
            .Select(entry => (entry.Key, entry.Value, Setting: KnownSettings.All.FirstOrDefault(setting => setting.Matches(entry.Key))))
            .Where(entry => entry.Setting is not null)
            .Select(entry => SettingValue.Complaint(entry.Setting!, entry.Key, entry.Value))
            .OfType<string>();
        return [.. values.Concat(SiloSettings.FindMistakes(configuration)).Concat(KnownSettings.Options.SelectMany(options => Validate(configuration, options))).Distinct()];
    }

    /// <summary>Keys under our sections that nothing reads, each a sentence with the key that was probably meant.</summary>
    public static IReadOnlyList<string> FindUnknown(IConfiguration configuration) =>
    [
        .. Ours(configuration)
            .Where(entry => !KnownSettings.All.Any(setting => setting.Matches(entry.Key)))
            .Take(MostUnknown)
            .Select(entry => NearestKey.To(entry.Key, KnownSettings.All) is { } meant
                ? $"Nothing reads {entry.Key}; did you mean {meant}?"
                : $"Nothing reads {entry.Key}; remove it, or see docs/reference/configuration.md."),
    ];

    private static IEnumerable<(string Key, string Value)> Ours(IConfiguration configuration) => KnownSettings.Sections
        .SelectMany(section => configuration.GetSection(section).AsEnumerable())
        .Where(entry => entry.Value is not null)
        .Select(entry => (entry.Key, entry.Value!));

    private static IEnumerable<string> Validate(IConfiguration configuration, (string Section, Type Type) options)
    {
        object bound;
        try
        {
            bound = Activator.CreateInstance(options.Type)!;
            configuration.GetSection(options.Section).Bind(bound);
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or TargetInvocationException)
        {
            // The value that cannot be read is a mistake of its own.
            return [];
        }

        return Annotations(options.Section, bound).Concat(Validators(options.Type).SelectMany(validator => Ask(validator, options.Type, bound)));
    }

    private static IEnumerable<string> Annotations(string section, object bound) =>
        from property in bound.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.GetIndexParameters().Length == 0
        from rule in property.GetCustomAttributes<ValidationAttribute>()
        let value = property.GetValue(bound)
        let key = $"{section}:{property.Name}"
        where rule.GetValidationResult(value, new ValidationContext(bound) { MemberName = property.Name }) != ValidationResult.Success
        select rule is RangeAttribute range
            ? $"{key} is {SettingValue.Show(key, value)}; it must be between {range.Minimum} and {range.Maximum}."
            : $"{key} is '{SettingValue.Show(key, value)}'; {rule.FormatErrorMessage(property.Name)}";

    /// <summary>Validators of their own class; those that need services are asked at the start only.</summary>
    private static IEnumerable<object> Validators(Type options)
    {
        var contract = typeof(IValidateOptions<>).MakeGenericType(options);
        return KnownSettings.Types
            .Where(type => !type.ContainsGenericParameters && contract.IsAssignableFrom(type) && type.GetConstructor(Type.EmptyTypes) is not null)
            .Select(type => Activator.CreateInstance(type)!);
    }

    private static IEnumerable<string> Ask(object validator, Type options, object bound)
    {
        var contract = typeof(IValidateOptions<>).MakeGenericType(options);
        var result = (ValidateOptionsResult)contract.GetMethod("Validate")!.Invoke(validator, [Microsoft.Extensions.Options.Options.DefaultName, bound])!;
        return result.Failures ?? [];
    }
}

using System.ComponentModel;
using System.Net;

namespace Nms.Silo.Settings;

/// <summary>Whether a text can be the value of a setting, and how to say that it cannot.</summary>
internal static class SettingValue
{
    private const string Masked = "***";

    /// <summary>A sentence, or null when the text is a value of the type.</summary>
    public static string? Complaint(KnownSetting setting, string key, string text) => IsValue(setting.Type, text)
        ? null
        : $"{key} is '{(setting.IsSecret ? Masked : text)}'; write {Hint(setting.Type)}.";

    /// <summary>A value as a message may show it.</summary>
    public static string Show(string key, object? value) => new KnownSetting(key, typeof(string)).IsSecret ? Masked : $"{value}";

    private static bool IsValue(Type type, string text)
    {
        if (type == typeof(string) || text.Length == 0)
            return true;
        if (type == typeof(bool))
            return bool.TryParse(text, out _) || text is "0" or "1";
        if (type == typeof(IPAddress))
            return IPAddress.TryParse(text, out _);

        try
        {
            TypeDescriptor.GetConverter(type).ConvertFromInvariantString(text);
            return true;
        }
        catch (Exception e) when (e is FormatException or ArgumentException or NotSupportedException or OverflowException)
        {
            return false;
        }
    }

    private static string Hint(Type type) =>
        type == typeof(bool) ? "true or false"
        : type == typeof(TimeSpan) ? "a duration such as 00:05:00 (hours, minutes, seconds)"
        : type == typeof(Uri) ? "an address such as http://127.0.0.1:3080"
        : type == typeof(IPAddress) ? "an IP address"
        : type == typeof(int) || type == typeof(long) ? "a whole number"
        : type == typeof(double) ? "a number"
        : type.IsEnum ? $"one of {string.Join(", ", Enum.GetNames(type))}"
        : $"a {type.Name}";
}

using System.Globalization;
using System.Net;

namespace Nms.Silo.Hosting;

/// <summary>Reads single settings; what cannot be used is a sentence in the list, and as good as not set.</summary>
internal sealed class SettingReader(IConfiguration configuration, ICollection<string> mistakes)
{
    public string? Text(string key) => configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    public bool? Flag(string key) => Text(key) switch
    {
        null => null,
        { } text when bool.TryParse(text, out var value) => value,
        "1" => true,
        "0" => false,
        { } text => Wrong<bool>(key, text, "true or false"),
    };

    public int? Port(string key) => Text(key) switch
    {
        null => null,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 => port,
        { } text => Wrong<int>(key, text, "a port between 1 and 65535"),
    };

    public TimeSpan? Duration(string key, TimeSpan longest) => Text(key) switch
    {
        null => null,
        { } text when TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var value) && value >= TimeSpan.Zero && value <= longest => value,
        { } text => Wrong<TimeSpan>(key, text, $"a duration up to {longest}, such as 00:02:00"),
    };

    public IPAddress? Address(string key)
    {
        if (Text(key) is not { } text)
            return null;
        if (IPAddress.TryParse(text, out var address))
            return address;

        mistakes.Add($"{key} is '{text}'; write an IP address.");
        return null;
    }

    private T? Wrong<T>(string key, string text, string remedy)
        where T : struct
    {
        mistakes.Add($"{key} is '{text}'; write {remedy}.");
        return null;
    }
}

namespace Nms.Probes;

/// <summary>Collects what is wrong with options.</summary>
internal sealed class OptionErrors
{
    private readonly List<string> _messages = [];

    public IReadOnlyList<string> Messages => _messages;

    public static void Throw(IReadOnlyList<string> messages, string parameter)
    {
        if (messages.Count > 0)
        {
            throw new ArgumentException(string.Join(' ', messages), parameter);
        }
    }

    public void Between<T>(string name, T value, T least, T most)
        where T : IComparable<T>
    {
        if (value.CompareTo(least) < 0 || value.CompareTo(most) > 0)
        {
            _messages.Add($"{name} is {value}; it must be between {least} and {most}.");
        }
    }
}

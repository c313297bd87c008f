namespace Nms.Consoles;

/// <summary>How to log in. Nothing here is ever written into messages.</summary>
public sealed class ConsoleCredentials
{
    /// <summary>Makes some; null for what the equipment does not ask for.</summary>
    public ConsoleCredentials(string? userName = null, string? password = null, string? enablePassword = null)
    {
        UserName = Checked(userName, nameof(userName));
        Password = Checked(password, nameof(password));
        EnablePassword = Checked(enablePassword, nameof(enablePassword));
    }

    /// <summary>None at all.</summary>
    public static ConsoleCredentials None { get; } = new();

    /// <summary>What is typed when a name is asked for.</summary>
    public string? UserName { get; }

    /// <summary>What is typed when a password is asked for.</summary>
    public string? Password { get; }

    /// <summary>What is typed when privileged mode asks for a password. Privileged mode is tried without one too.</summary>
    public string? EnablePassword { get; }

    /// <summary>Says which parts are there, not what they are.</summary>
    public override string ToString() => UserName is null && Password is null ? "no credentials" : "credentials";

    private static string? Checked(string? value, string name)
        => value is null || !value.Any(char.IsControl) ? value : throw new ArgumentException("A control character would be typed as a key.", name);
}

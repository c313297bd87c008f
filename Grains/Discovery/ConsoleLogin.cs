namespace Nms.Discovery;

/// <summary>What is said to a console that asks who is there.</summary>
public sealed class ConsoleLogin
{
    /// <summary>The user; empty where only a password is asked for.</summary>
    public string User { get; set; } = "";

    /// <summary>The password.</summary>
    public string Password { get; set; } = "";

    /// <summary>A file that holds the password, instead of <see cref="Password"/>.</summary>
    public string? PasswordFile { get; set; }

    /// <summary>The password of the privileged mode; null when it is the same or none is asked for.</summary>
    public string? Enable { get; set; }

    /// <summary>The password, from wherever it is.</summary>
    internal string SecretPassword() => PasswordFile is null ? Password : File.ReadAllText(PasswordFile).TrimEnd('\r', '\n');
}

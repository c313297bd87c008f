namespace Nms.Access;

/// <summary>The administrator that a start brings along.</summary>
/// <param name="Name">What he signs in with.</param>
/// <param name="PasswordHash">His password's hash.</param>
/// <param name="Generated">True when the program made the password up.</param>
/// <param name="Reset">True to give an existing user of this name the password and the role again.</param>
[GenerateSerializer, Immutable, Alias("Nms.Access.FirstAdministrator")]
public sealed record FirstAdministrator(
    [property: Id(0)] string Name,
    [property: Id(1)] string PasswordHash,
    [property: Id(2)] bool Generated,
    [property: Id(3)] bool Reset)
{
    /// <summary>Names the user only.</summary>
    public override string ToString() => $"first administrator {Name}";
}

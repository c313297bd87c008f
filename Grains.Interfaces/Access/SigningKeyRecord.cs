namespace Nms.Access;

/// <summary>A key that signs access tokens, encrypted with the Data Protection keys that silos share.</summary>
/// <param name="Id">The "kid" of tokens.</param>
/// <param name="Protected">The encrypted key.</param>
/// <param name="CreatedAt">When it was made.</param>
[GenerateSerializer, Immutable, Alias("Nms.Access.SigningKeyRecord")]
public sealed record SigningKeyRecord(
    [property: Id(0)] string Id,
    [property: Id(1)] string Protected,
    [property: Id(2)] DateTimeOffset CreatedAt)
{
    /// <summary>Names the key only.</summary>
    public override string ToString() => $"signing key {Id}";
}

namespace Nms.Contracts.Access;

/// <summary>A new API key, the only time that it is shown.</summary>
/// <param name="Key">The key, for "Authorization: ApiKey …" or "X-Api-Key: …".</param>
/// <param name="Details">What it is.</param>
public sealed record CreatedApiKeyResponse(string Key, ApiKeyResponse Details)
{
    /// <summary>Never shows the key.</summary>
    public override string ToString() => nameof(CreatedApiKeyResponse);
}

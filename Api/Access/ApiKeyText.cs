namespace Nms.Api.Access;

/// <summary>An API key as its holder writes it: nms_, the id in 32 hexadecimal digits, _, the secret.</summary>
internal readonly record struct ApiKeyText(Guid Id, string Secret)
{
    public const string Prefix = "nms_";

    private const int IdLength = 32;
    private const int SecretAt = 4 + IdLength + 1;

    public static ApiKeyText? Parse(string text) =>
        text.Length == SecretAt + Secrets.Length
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text[SecretAt - 1] == '_'
        && Guid.TryParseExact(text.AsSpan(Prefix.Length, IdLength), "N", out var id)
        && Secrets.IsWellFormed(text.AsSpan(SecretAt))
            ? new ApiKeyText(id, text[SecretAt..])
            : null;

    /// <summary>The whole key, to be shown once.</summary>
    public string Reveal() => $"{Prefix}{Id:N}_{Secret}";

    public override string ToString() => $"{Prefix}{Id:N}_…";
}

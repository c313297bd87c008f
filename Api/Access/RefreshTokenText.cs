namespace Nms.Api.Access;

/// <summary>A refresh token as its holder writes it: nmsr_, the user, the session, _, the secret.</summary>
internal readonly record struct RefreshTokenText(Guid UserId, Guid SessionId, string Secret)
{
    private const string Prefix = "nmsr_";
    private const int IdLength = 32;
    private const int SecretAt = 5 + (2 * IdLength) + 1;

    public static RefreshTokenText? Parse(string? text) =>
        text?.Length == SecretAt + Secrets.Length
        && text.StartsWith(Prefix, StringComparison.Ordinal)
        && text[SecretAt - 1] == '_'
        && Guid.TryParseExact(text.AsSpan(Prefix.Length, IdLength), "N", out var user)
        && Guid.TryParseExact(text.AsSpan(Prefix.Length + IdLength, IdLength), "N", out var session)
        && Secrets.IsWellFormed(text.AsSpan(SecretAt))
            ? new RefreshTokenText(user, session, text[SecretAt..])
            : null;

    /// <summary>The whole token, for its holder.</summary>
    public string Reveal() => $"{Prefix}{UserId:N}{SessionId:N}_{Secret}";

    public override string ToString() => $"{Prefix}{UserId:N}{SessionId:N}_…";
}

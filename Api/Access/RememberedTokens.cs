using System.Collections.Concurrent;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Nms.Api.Access;

/// <summary>
/// Judges access tokens, and remembers those that were good, under a keyed hash that only this process can make: reading a token and checking
/// its signature is paid once and not at each request. What may change is asked each time: its end, and whether the key that signed it still
/// counts; the user and his session are judged after this. Tokens that were not good are judged anew.
/// </summary>
internal sealed class RememberedTokens : JsonWebTokenHandler
{
    private const int Most = 10_000;

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly SigningKeyRing _ring;
    private readonly TimeProvider _time;

    public RememberedTokens(SigningKeyRing ring, TimeProvider time)
    {
        (_ring, _time) = (ring, time);
        MapInboundClaims = false;
        MaximumTokenSizeInBytes = BearerSetup.LargestToken;
    }

    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (token is not { Length: > 0 and <= BearerSetup.LargestToken })
        {
            return await base.ValidateTokenAsync(token, validationParameters);
        }

        var digest = Convert.ToHexString(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(token)));
        if (_entries.TryGetValue(digest, out var known))
        {
            if (_time.GetUtcNow() < known.GoodUntil && ReferenceEquals(_ring.Find(known.Token.Kid), known.Key))
            {
                return new TokenValidationResult { IsValid = true, SecurityToken = known.Token, ClaimsIdentity = new ClaimsIdentity() };
            }

            _entries.TryRemove(digest, out _);
        }

        var result = await base.ValidateTokenAsync(token, validationParameters);
        if (result is { IsValid: true, SecurityToken: JsonWebToken read } && _ring.Find(read.Kid) is { } key)
        {
            if (_entries.Count >= Most)
            {
                // Only good tokens come here, so this is a hub with that many sessions; judging again is cheap enough.
                _entries.Clear();
            }

            _entries[digest] = new Entry(read, key, new DateTimeOffset(DateTime.SpecifyKind(read.ValidTo, DateTimeKind.Utc)) + AccessTokens.Skew);
        }

        return result;
    }

    private sealed record Entry(JsonWebToken Token, SecurityKey Key, DateTimeOffset GoodUntil);
}

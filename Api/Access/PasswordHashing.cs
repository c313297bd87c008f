using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Nms.Api.Access;

/// <summary>Hashes and checks passwords, a few at a time: a flood of sign-ins waits and is refused, and leaves processors for the rest.</summary>
internal sealed class PasswordHashing : IDisposable
{
    /// <summary>OWASP asks for 210,000 rounds of PBKDF2 with HMAC-SHA-512.</summary>
    public const int Rounds = 220_000;

    private const int MostWaiting = 64;
    private static readonly TimeSpan s_soon = TimeSpan.FromSeconds(2);
    private static readonly object s_nobody = new();

    private readonly PasswordHasher<object> _hasher;
    private readonly Lazy<string> _dummy;
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Math.Max(1, Environment.ProcessorCount / 2),
        QueueLimit = MostWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public PasswordHashing(IOptions<PasswordHasherOptions> options)
    {
        _hasher = new PasswordHasher<object>(options);
        _dummy = new Lazy<string>(() => _hasher.HashPassword(s_nobody, Secrets.New()));
    }

    public async Task<string> HashAsync(string password, CancellationToken cancellationToken)
    {
        using var turn = await TurnAsync(cancellationToken);
        return _hasher.HashPassword(s_nobody, password);
    }

    /// <summary>Takes as long for a user who does not exist or has no password: hash null.</summary>
    public async Task<PasswordVerificationResult> VerifyAsync(string? hash, string password, CancellationToken cancellationToken)
    {
        using var turn = await TurnAsync(cancellationToken);
        var result = _hasher.VerifyHashedPassword(s_nobody, hash ?? _dummy.Value, password);
        return hash is null ? PasswordVerificationResult.Failed : result;
    }

    public void Dispose() => _limiter.Dispose();

    private async Task<RateLimitLease> TurnAsync(CancellationToken cancellationToken)
    {
        var lease = await _limiter.AcquireAsync(1, cancellationToken);
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        throw new NmsException("sign_in_busy", "Too many people sign in at this moment; try again.") { IsTransient = true, RetryAfter = s_soon };
    }
}

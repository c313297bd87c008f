using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Nms.Access;

namespace Nms.Api.Access;

/// <summary>
/// Basic credentials that were checked a moment ago, under a keyed hash that only this process can make: the slow password
/// hash is paid once in five minutes and not at each request. An entry is worth nothing once the user's stamp has changed.
/// </summary>
internal sealed class VerifiedCredentials(TimeProvider time)
{
    private const int Most = 10_000;
    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(5);

    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Lazy<Task<UserSnapshot>>> _running = new(StringComparer.Ordinal);

    /// <summary>The user these credentials belonged to when they were checked, with the stamp he had then.</summary>
    public (Guid UserId, int CredentialStamp)? Find(string name, string password) =>
        _entries.TryGetValue(Digest(name, password), out var entry) && time.GetUtcNow() < entry.GoodUntil ? (entry.UserId, entry.CredentialStamp) : null;

    /// <summary>
    /// Checks credentials once for all that bring the same ones from the same address at the same moment: a program that opens
    /// twenty connections has signed in once, and has not failed nineteen times while the first check was running.
    /// </summary>
    public async Task<UserSnapshot> CheckOnceAsync(
        string name, string password, string address, Func<Task<UserSnapshot>> check, CancellationToken cancellationToken)
    {
        var key = $"{Digest(name, password)}@{address}";
        var mine = new Lazy<Task<UserSnapshot>>(check);
        var running = _running.GetOrAdd(key, mine);
        try
        {
            return await running.Value.WaitAsync(cancellationToken);
        }
        finally
        {
            if (ReferenceEquals(running, mine))
            {
                _running.TryRemove(KeyValuePair.Create(key, mine));
            }
        }
    }

    public void Add(string name, string password, UserSnapshot user)
    {
        if (_entries.Count >= Most)
        {
            // Only good credentials come here, so this is a hub with that many users or rapidly changing ones; checking again is cheap enough.
            _entries.Clear();
        }

        _entries[Digest(name, password)] = new Entry(user.Id, user.CredentialStamp, time.GetUtcNow() + s_life);
    }

    private string Digest(string name, string password)
    {
        var text = Encoding.UTF8.GetBytes($"{name.Length}:{name}{password}");
        return Convert.ToHexString(HMACSHA256.HashData(_key, text));
    }

    private sealed record Entry(Guid UserId, int CredentialStamp, DateTimeOffset GoodUntil);
}

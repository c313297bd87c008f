using System.Collections.Concurrent;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Nms.Access;

namespace Nms.Api.Tests.Fakes;

/// <summary>The real grains of signing in, without a silo and with states that are kept nowhere.</summary>
public sealed class FakeAccess
{
    public const string Administrator = "admin";
    public const string Password = "granite-Otter-57-lamp";

    private readonly ConcurrentDictionary<(Type, object), object> _grains = new();
    private readonly TimeProvider _time;

    public FakeAccess(TimeProvider time)
    {
        _time = time;
        var hash = new PasswordHasher<object>(Options.Create(FastHashing)).HashPassword(this, Password);
        ((IAccessDirectoryGrain)Find(typeof(IAccessDirectoryGrain), WellKnownKeys.Default)!).EnsureAdministratorAsync(new FirstAdministrator(Administrator, hash, false, false)).GetAwaiter().GetResult();
    }

    /// <summary>One round: what takes long in production is not what these tests are about.</summary>
    public static PasswordHasherOptions FastHashing { get; } = new() { IterationCount = 1 };

    /// <summary>The keys that silos share.</summary>
    public IDataProtectionProvider Protection { get; } = new EphemeralDataProtectionProvider();

    /// <summary>Null when it is no grain of signing in.</summary>
    public object? Find(Type type, object key) =>
        type.Namespace == typeof(IAccessDirectoryGrain).Namespace ? _grains.GetOrAdd((type, key), _ => Make(type)) : null;

    private object Make(Type type) => type switch
    {
        _ when type == typeof(IAccessDirectoryGrain) => InTurn.Of<IAccessDirectoryGrain>(new AccessDirectoryGrain(
            new MemoryState<AccessState>(), new MemoryState<ApiKeysState>(), new MemoryState<KeyUsesState>(),
            new TimeOrderedIdSource(_time), _time, NullLogger<AccessDirectoryGrain>.Instance)),
        _ when type == typeof(ITokenRegistryGrain) => InTurn.Of<ITokenRegistryGrain>(new TokenRegistryGrain(new MemoryState<TokenRegistryState>(), _time, NullLogger<TokenRegistryGrain>.Instance)),
        _ when type == typeof(ISessionsGrain) => InTurn.Of<ISessionsGrain>(new SessionsGrain(new MemoryState<SessionsState>(), _time)),
        _ when type == typeof(ISignInAttemptsGrain) => InTurn.Of<ISignInAttemptsGrain>(new SignInAttemptsGrain(_time)),
        _ when type == typeof(ITicketGrain) => InTurn.Of<ITicketGrain>(new TicketGrain(_time)),
        _ when type == typeof(ISeatsGrain) => InTurn.Of<ISeatsGrain>(new SeatsGrain(_time)),
        _ => throw new NotSupportedException(type.Name),
    };
}

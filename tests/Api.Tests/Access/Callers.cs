using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Tests.Fakes;

namespace Nms.Api.Tests.Access;

/// <summary>Users and keys of a test host, made as the administrator makes them and signed in as anybody signs in.</summary>
internal static class Callers
{
    private static readonly Principal s_administrator =
        new(PrincipalIds.OfUser(Guid.Empty), "the test", PrincipalKind.User, [new Grant([.. Permissions.All], Projects: null)]);

    private static readonly string s_hash =
        new PasswordHasher<object>(Options.Create(FakeAccess.FastHashing)).HashPassword(s_administrator, FakeAccess.Password);

    public static RoleBinding Viewer { get; } = new("viewer", Projects: null);

    public static IAccessDirectoryGrain Directory(this ApiHost host) =>
        (IAccessDirectoryGrain)host.Access.Find(typeof(IAccessDirectoryGrain), WellKnownKeys.Default)!;

    public static RoleBinding OperatorOf(params Guid[] projects) => new("operator", [.. projects]);

    /// <summary>A new user, who signs in with HTTP Basic at each request.</summary>
    public static async Task<HttpClient> SignInAsync(this ApiHost host, string name, params RoleBinding[] roles)
    {
        await host.CreateUserAsync(name, roles);
        return host.ClientOf(name, FakeAccess.Password);
    }

    public static async Task<UserSnapshot> CreateUserAsync(this ApiHost host, string name, params RoleBinding[] roles)
    {
        var user = await host.Directory().CreateUserAsync(new UserDraft(name, null, s_hash, [.. roles]), s_administrator);
        await host.CopyAsync();
        return user;
    }

    /// <summary>A role with these permissions.</summary>
    public static async Task<string> CreateRoleAsync(this ApiHost host, string name, params string[] permissions)
    {
        await host.Directory().PutRoleAsync(new Role(name, "", [.. permissions], BuiltIn: false), mustBeNew: true, s_administrator);
        return name;
    }

    public static async Task ChangeUserAsync(this ApiHost host, UserSnapshot user, UserChanges changes)
    {
        await host.Directory().UpdateUserAsync(user.Id, changes, s_administrator);
        await host.CopyAsync();
    }

    /// <summary>An API key of the user; as it is written in a header.</summary>
    public static async Task<string> CreateKeyAsync(this ApiHost host, UserSnapshot owner, DateTimeOffset expiresAt, bool revoked = false)
    {
        var key = new ApiKeyText(Guid.NewGuid(), Secrets.New());
        await host.Directory().CreateKeyAsync(
            new ApiKeySnapshot
            {
                Id = key.Id,
                Name = $"key {key.Id}",
                OwnerId = owner.Id,
                SecretHash = Secrets.Hash(key.Secret),
                Scope = new Grant([.. Permissions.All], Projects: null),
                CreatedAt = host.Time.GetUtcNow(),
                ExpiresAt = expiresAt,
            },
            s_administrator);
        if (revoked)
        {
            await host.Directory().DeleteKeyAsync(key.Id, s_administrator);
        }

        await host.CopyAsync();
        return key.Reveal();
    }

    /// <summary>A client that sends this Authorization header, whatever it is; none for null.</summary>
    public static HttpClient ClientWith(this ApiHost host, string? authorization)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = host.Address };
        if (authorization is not null)
        {
            client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", authorization);
        }

        return client;
    }

    public static string Authorization(this HttpClient client) =>
        client.DefaultRequestHeaders.NonValidated.TryGetValues("Authorization", out var values) ? values.ToString() : "";

    private static Task<AccessCopy> CopyAsync(this ApiHost host) =>
        host.Services.GetRequiredService<AccessView>().RefreshAsync(TestContext.Current.CancellationToken);
}

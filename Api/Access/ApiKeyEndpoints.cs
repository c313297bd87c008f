using System.Collections.Immutable;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Nms.Access;
using Nms.Api.Errors;
using Nms.Api.OpenApi;
using Nms.Contracts.Access;

namespace Nms.Api.Access;

/// <summary>API keys of programs and modules.</summary>
internal static class ApiKeyEndpoints
{
    private static readonly TimeSpan s_usualLife = TimeSpan.FromDays(90);
    private static readonly TimeSpan s_longestLife = TimeSpan.FromDays(731);

    private static readonly int[] s_failures =
    [
        StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound,
        StatusCodes.Status409Conflict,
    ];

    public static void MapApiKeys(this IEndpointRouteBuilder api)
    {
        var keys = api.MapGroup("/api-keys").WithTags(ApiTags.Infrastructure).Require(Permissions.KeyManage);
        keys.MapGet("/", ListAsync).Describe("list_api_keys", "Lists one's own API keys; with user.manage, everybody's.", null, s_failures);
        keys.MapPost("/", CreateAsync).Checks<CreateApiKeyRequest>(CheckAsync).Describe(
            "create_api_key",
            "Creates an API key and shows it, this once.",
            "It acts in the name of its owner and never may more than he. Only a signed-in user creates keys, not a key.",
            s_failures);
        keys.MapGet("/{keyId}", GetAsync).Describe("get_api_key", "Shows an API key, without its secret.", null, s_failures);
        keys.MapDelete("/{keyId}", DeleteAsync).Describe("revoke_api_key", "Revokes an API key.", null, s_failures);
    }

    private static async Task<Ok<ApiKeyListResponse>> ListAsync(
        [FromQuery] Guid? owner,
        [AsParameters] PageQuery page,
        HttpContext context,
        IGrainFactory grains,
        AccessView view,
        KeyUses uses,
        CancellationToken cancellationToken)
    {
        var lastUses = await grains.AccessDirectory().GetKeyUsesAsync(cancellationToken);
        var keys = (await view.RefreshAsync(cancellationToken)).Keys.Values
            .Select(known => known.Key)
            .Where(key => MaySee(context, key) && (owner is null || key.OwnerId == owner))
            .OrderBy(key => key.Name, StringComparer.OrdinalIgnoreCase)
            .ThenBy(key => key.Id)
            .ToList();
        return TypedResults.Ok(page.Fill(
            context, keys, key => key.ToResponse(LastUse(key.Id, lastUses, uses)), entries => new ApiKeyListResponse(entries)));
    }

    private static async Task<Created<CreatedApiKeyResponse>> CreateAsync(
        CreateApiKeyRequest request, HttpContext context, IGrainFactory grains, AccessView view, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var expiresAt = request.ExpiresAt ?? now + s_usualLife;
        if (context.Features.Get<SignedIn>() is not { UserId: { } callerId, KeyId: null })
        {
            throw new ForbiddenException("users_only", "Only a user of this hub creates API keys; one who signs in elsewhere asks an administrator for one.");
        }

        var text = new ApiKeyText(Guid.CreateVersion7(now), Secrets.New());
        var key = await grains.AccessDirectory().CreateKeyAsync(
            new ApiKeySnapshot
            {
                Id = text.Id,
                Name = request.Name!,
                OwnerId = request.Owner ?? callerId,
                Module = request.Module,
                SecretHash = Secrets.Hash(text.Secret),
                Scope = new Grant([.. request.Permissions!], request.Projects?.ToImmutableHashSet()),
                CreatedAt = now,
                ExpiresAt = expiresAt,
            },
            context.Caller(),
            cancellationToken);
        await view.RefreshAsync(cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        var shown = key.ToResponse(null);
        context.Audit().Changed(null, shown);
        return TypedResults.Created($"/api/v1/api-keys/{key.Id}", new CreatedApiKeyResponse(text.Reveal(), shown));
    }

    private static async Task<Ok<ApiKeyResponse>> GetAsync(
        Guid keyId, HttpContext context, IGrainFactory grains, AccessView view, KeyUses uses, CancellationToken cancellationToken)
    {
        var lastUses = await grains.AccessDirectory().GetKeyUsesAsync(cancellationToken);
        return (await view.RefreshAsync(cancellationToken)).Keys.GetValueOrDefault(keyId)?.Key is { } key && MaySee(context, key)
            ? TypedResults.Ok(key.ToResponse(LastUse(keyId, lastUses, uses)))
            : throw new NotFoundException("api_key_not_found", $"There is no API key {keyId}.");
    }

    private static async Task<NoContent> DeleteAsync(
        Guid keyId, HttpContext context, IGrainFactory grains, AccessView view, CancellationToken cancellationToken)
    {
        var before = (await view.RefreshAsync(cancellationToken)).Keys.GetValueOrDefault(keyId)?.Key;
        await grains.AccessDirectory().DeleteKeyAsync(keyId, context.Caller(), cancellationToken);
        context.Audit().Changed(before?.ToResponse(null), null);
        await view.RefreshAsync(cancellationToken);
        return TypedResults.NoContent();
    }

    private static ValueTask CheckAsync(CreateApiKeyRequest request, FieldErrors errors, HttpContext context)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        errors
            .Required("name", request.Name, NameRules.LongestName)
            .When(request.Module is not null && !NameRules.IsName(request.Module), "module", $"must be 1 to {NameRules.LongestName} letters, digits and . _ @ + -")
            .When(request.ExpiresAt <= now || request.ExpiresAt > now + s_longestLife, "expires_at", "must lie ahead, two years at most");
        AccessRules.CheckPermissions(errors, request.Permissions);
        AccessRules.CheckProjects(errors, "projects", request.Projects);
        return ValueTask.CompletedTask;
    }

    private static bool MaySee(HttpContext context, ApiKeySnapshot key)
    {
        var caller = context.Caller();
        return caller.Allows(Permissions.UserManage) || caller.Id == PrincipalIds.OfUser(key.OwnerId) || caller.Id == PrincipalIds.OfKey(key.Id);
    }

    private static DateTimeOffset? LastUse(Guid keyId, ImmutableDictionary<Guid, DateTimeOffset> recorded, KeyUses uses) =>
        uses.Of(keyId) ?? (recorded.TryGetValue(keyId, out var at) ? at : null);
}

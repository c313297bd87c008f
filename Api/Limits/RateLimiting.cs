using System.Collections.Immutable;
using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Nms.Access;
using Nms.Api.Access;
using Nms.Api.Errors;

namespace Nms.Api.Limits;

/// <summary>
/// Counts each request against its caller's limit and refuses with 429 what is beyond. Every answer says how much is left,
/// in the fields of draft-ietf-httpapi-ratelimit-headers. Stands behind authentication, which says who calls.
/// </summary>
internal sealed class RateLimiting(RequestDelegate next, IQuotas quotas, IOptions<RateLimitOptions> options)
{
    private readonly bool _enabled = options.Value.Enabled;

    private readonly ImmutableDictionary<EndpointClass, Policy> _policies = new[]
    {
        new Policy(EndpointClass.Read, "read", new QuotaLimit(options.Value.Read, options.Value.Window)),
        new Policy(EndpointClass.Command, "command", new QuotaLimit(options.Value.Command, options.Value.Window)),
        new Policy(EndpointClass.Expensive, "expensive", new QuotaLimit(options.Value.Expensive, options.Value.Window)),
        new Policy(EndpointClass.SignIn, "sign-in", new QuotaLimit(options.Value.SignIn, options.Value.Window)),
    }.ToImmutableDictionary(policy => policy.Kind);

    private readonly ImmutableDictionary<EndpointClass, Policy> _modulePolicies = new[]
    {
        new Policy(EndpointClass.Read, "read", new QuotaLimit(options.Value.ModuleRead, options.Value.Window)),
        new Policy(EndpointClass.Command, "command", new QuotaLimit(options.Value.ModuleCommand, options.Value.Window)),
        new Policy(EndpointClass.Expensive, "expensive", new QuotaLimit(options.Value.ModuleExpensive, options.Value.Window)),
    }.ToImmutableDictionary(policy => policy.Kind);

    public async Task InvokeAsync(HttpContext context)
    {
        var kind = KindOf(context);
        if (!_enabled || !_policies.TryGetValue(kind, out var policy))
        {
            await next(context);
            return;
        }

        var caller = CallerOf(context, kind);
        if (ModuleOf(context) is { } module && _modulePolicies.TryGetValue(kind, out var ofModules))
        {
            (caller, policy) = (module, ofModules);
        }

        var answer = await quotas.TakeAsync(caller, policy.Name, policy.Limit, context.RequestAborted);
        // Late, because an error that is turned into an answer takes away the headers set so far.
        context.Response.OnStarting(static told => ((Told)told).WriteAsync(), new Told(context.Response, policy, answer));
        if (answer.Allowed)
        {
            await next(context);
            return;
        }

        await Problem.WriteAsync(context, new ErrorAnswer(
            StatusCodes.Status429TooManyRequests,
            "rate_limited",
            string.Create(CultureInfo.InvariantCulture, $"More than {policy.Limit.Permits} requests of class {policy.Name} within {policy.Limit.Window.TotalSeconds:0} s; come again after Retry-After seconds."))
        {
            RetryAfter = answer.RetryAfter,
        });
    }

    private static EndpointClass KindOf(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<LimitedAs>()?.Kind
        ?? (HttpMethods.IsGet(context.Request.Method) || HttpMethods.IsHead(context.Request.Method) || HttpMethods.IsOptions(context.Request.Method)
            ? EndpointClass.Read
            : EndpointClass.Command);

    private static QuotaCaller CallerOf(HttpContext context, EndpointClass kind) =>
        context.CallerOrNull() is { } principal && kind != EndpointClass.SignIn
            ? new QuotaCaller(principal.Id, IsAnonymous: false)
            : new QuotaCaller(CallerAddress.Of(context), IsAnonymous: true);

    // By name, so that all keys of a module share one quota. A key that only calls itself one, and may not connect, is counted as any other.
    private static QuotaCaller? ModuleOf(HttpContext context) =>
        context.CallerOrNull() is { Kind: PrincipalKind.Module } principal && principal.AllowsSomewhere(Permissions.ModuleConnect)
            ? new QuotaCaller($"module:{principal.Name.ToLowerInvariant()}", IsAnonymous: false)
            : null;

    private sealed record Policy(EndpointClass Kind, string Name, QuotaLimit Limit)
    {
        public string Header { get; } = string.Create(CultureInfo.InvariantCulture, $"\"{Name}\";q={Limit.Permits};w={Limit.Window.TotalSeconds:0}");
    }

    private sealed record Told(HttpResponse Response, Policy Policy, QuotaAnswer Answer)
    {
        public Task WriteAsync()
        {
            var limit = Policy.Limit;
            // A lease of this silo may still hold what the quota has got back meanwhile.
            var remaining = Math.Min(limit.Permits, Answer.Remaining);
            var reset = (long)Math.Ceiling(limit.TimeFor(limit.Permits - remaining).TotalSeconds);
            Response.Headers["RateLimit-Policy"] = Policy.Header;
            Response.Headers["RateLimit"] = string.Create(CultureInfo.InvariantCulture, $"\"{Policy.Name}\";r={remaining};t={reset}");
            return Task.CompletedTask;
        }
    }
}

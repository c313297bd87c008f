using Microsoft.AspNetCore.Http;
using Nms.Access;

namespace Nms.Api.Access;

/// <summary>The signed-in caller of a request.</summary>
internal static class CallerExtensions
{
    /// <summary>Who asks. Authentication puts it there as a request feature before any handler runs.</summary>
    /// <exception cref="InvalidOperationException">The route lets anonymous callers in, so there is nobody.</exception>
    public static Principal Caller(this HttpContext context) => context.Features.Get<Principal>()
        ?? throw new InvalidOperationException("The route is open to anonymous callers, so there is no principal.");

    /// <summary>The same with what it rests on, to judge it again while a long connection is open.</summary>
    /// <exception cref="InvalidOperationException">The route lets anonymous callers in, so there is nobody.</exception>
    public static SignedIn SignedIn(this HttpContext context) => context.Features.Get<SignedIn>()
        ?? throw new InvalidOperationException("The route is open to anonymous callers, so there is no principal.");

    /// <summary>Who asks, or null for an anonymous caller.</summary>
    public static Principal? CallerOrNull(this HttpContext context) => context.Features.Get<Principal>();
}

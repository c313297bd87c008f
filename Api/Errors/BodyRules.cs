using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Nms.Api.Errors;

/// <summary>Endpoint metadata: what the body must look like beside its types. Kept before the handler runs, see <see cref="RequestRules"/>.</summary>
internal sealed record BodyRules(Type Body, Func<object, FieldErrors, HttpContext, ValueTask> CheckAsync)
{
    public static BodyRules Of<T>(Action<T, FieldErrors> rules)
        where T : class => Of<T>((body, errors, _) =>
        {
            rules(body, errors);
            return ValueTask.CompletedTask;
        });

    public static BodyRules Of<T>(Func<T, FieldErrors, HttpContext, ValueTask> rules)
        where T : class => new(typeof(T), (body, errors, context) => rules((T)body, errors, context));
}

/// <summary>States the rules of a body on its route.</summary>
internal static class BodyRulesConventions
{
    public static RouteHandlerBuilder Checks<T>(this RouteHandlerBuilder route, Action<T, FieldErrors> rules)
        where T : class => route.WithMetadata(BodyRules.Of(rules));

    /// <summary>For rules that need to know more than the body.</summary>
    public static RouteHandlerBuilder Checks<T>(this RouteHandlerBuilder route, Func<T, FieldErrors, HttpContext, ValueTask> rules)
        where T : class => route.WithMetadata(BodyRules.Of(rules));
}

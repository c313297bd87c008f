using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Nms.Api.Errors;

/// <summary>Endpoint metadata: what the parameters of an address must look like beside their types and <see cref="WithinAttribute">numbers</see>.</summary>
internal sealed record ParameterRules(Action<IQueryCollection, FieldErrors> Check);

/// <summary>States the rules of parameters on their route.</summary>
internal static class ParameterRulesConventions
{
    public static RouteHandlerBuilder ChecksParameters(this RouteHandlerBuilder route, Action<IQueryCollection, FieldErrors> rules) => route
        .WithMetadata(new ParameterRules(rules))
        .AddEndpointFilter(async (invocation, next) =>
        {
            var errors = new FieldErrors();
            rules(invocation.HttpContext.Request.Query, errors);
            await RequestErrors.ThrowAsync(errors, invocation.HttpContext);
            return await next(invocation);
        });
}

using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Nms.Contracts;

namespace Nms.Api.Errors;

/// <summary>
/// Keeps the rules of a request before its handler runs: numbers of the address that are <see cref="WithinAttribute">not within</see> theirs,
/// and the <see cref="BodyRules"/>. Whoever breaks one is told of everything that is wrong.
/// </summary>
internal static class RequestRules
{
    /// <summary>A filter for every route; it leaves alone those that take neither.</summary>
    public static EndpointFilterDelegate Filter(EndpointFilterFactoryContext handler, EndpointFilterDelegate next)
    {
        var numbers = Parameters(handler.MethodInfo)
            .Select(parameter => (Name: parameter.QueryName(), Within: parameter.GetCustomAttribute<WithinAttribute>()!))
            .Where(number => number.Within is not null)
            .ToArray();
        return numbers is [] && !TakesBody(handler.MethodInfo) ? next : async invocation =>
        {
            var (context, errors) = (invocation.HttpContext, new FieldErrors());
            foreach (var (name, within) in numbers)
            {
                _ = context.Request.Query[name].ToString() is { Length: > 0 } text && within.Complaint(text) is { } complaint ? errors.Add(name, complaint) : errors;
            }

            // A body that may be left out is null here.
            if (context.GetEndpoint()?.Metadata.GetMetadata<BodyRules>() is { } rules && invocation.Arguments.FirstOrDefault(rules.Body.IsInstanceOfType) is { } body)
            {
                await rules.CheckAsync(body, errors, context);
            }

            await RequestErrors.ThrowAsync(errors, context);
            return await next(invocation);
        };
    }

    /// <summary>How an address calls a parameter.</summary>
    public static string QueryName(this ParameterInfo parameter) => parameter.GetCustomAttribute<FromQueryAttribute>()?.Name ?? parameter.Name!;

    private static IEnumerable<ParameterInfo> Parameters(MethodInfo handler) => handler.GetParameters().SelectMany(parameter =>
        parameter.GetCustomAttribute<AsParametersAttribute>() is null ? [parameter] : parameter.ParameterType.GetConstructors()[0].GetParameters());

    private static bool TakesBody(MethodInfo handler) => handler.GetParameters().Any(parameter => parameter.ParameterType.Assembly == typeof(Page).Assembly);
}

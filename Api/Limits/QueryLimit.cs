using Microsoft.AspNetCore.Http;
using Nms.Api.Errors;

namespace Nms.Api.Limits;

/// <summary>Refuses a query that nobody writes by hand or by program.</summary>
internal sealed class QueryLimit(RequestDelegate next)
{
    /// <summary>Characters of a query.</summary>
    public const int Longest = 8 * 1024;

    public Task InvokeAsync(HttpContext context) => context.Request.QueryString.Value is { Length: > Longest }
        ? Problem.WriteAsync(context, new ErrorAnswer(StatusCodes.Status414UriTooLong, "query_too_long", $"The query is longer than {Longest} characters."))
        : next(context);
}

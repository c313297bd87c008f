using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Mvc;
using Nms.Api.Errors;
using Nms.Contracts;

namespace Nms.Api;

/// <summary>Which piece of a list is asked for.</summary>
internal sealed record PageQuery(
    [FromQuery(Name = "limit"), Within(1, PageQuery.Most)] int? Limit,
    [FromQuery(Name = "offset"), Within(0, int.MaxValue)] int? Offset)
{
    public const int Most = 1000;

    private const int Usual = 100;

    /// <summary>Cuts the page out of a list, and tells where the next one is, in the body and in a Link header.</summary>
    public T Fill<T, TEntry, TSource>(HttpContext context, IReadOnlyList<TSource> all, Func<TSource, TEntry> map, Func<IReadOnlyList<TEntry>, T> page)
        where T : Page
    {
        var limit = Limit ?? Usual;
        var offset = Offset ?? 0;
        var answer = page([.. all.Skip(offset).Take(limit).Select(map)]);
        answer.Total = all.Count;
        answer.Limit = limit;
        answer.Offset = offset;
        if (offset + (long)limit < all.Count)
        {
            answer.Next = Address(context.Request, limit, offset + limit);
            context.Response.Headers.Link = $"<{answer.Next}>; rel=\"next\"";
        }

        return answer;
    }

    private static string Address(HttpRequest request, int limit, int offset)
    {
        var query = new QueryBuilder(request.Query
            .Where(pair => pair.Key is not ("limit" or "offset"))
            .SelectMany(pair => pair.Value.Select(value => KeyValuePair.Create(pair.Key, value ?? ""))))
        {
            { "limit", limit.ToString(CultureInfo.InvariantCulture) },
            { "offset", offset.ToString(CultureInfo.InvariantCulture) },
        };
        return request.PathBase + request.Path + query.ToQueryString();
    }
}

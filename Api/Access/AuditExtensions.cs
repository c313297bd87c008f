using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Nms.Api.Access;

/// <summary>How the rest of the edge speaks to the audit log.</summary>
internal static class AuditExtensions
{
    /// <summary>The note of this request; what is written on it is recorded when the request ends.</summary>
    public static AuditNote Audit(this HttpContext context) => context.RequestServices.GetRequiredService<AuditNote>();

    /// <summary>Records the request although it only reads: it shows something sensitive.</summary>
    public static TBuilder Audited<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new Audited());
}

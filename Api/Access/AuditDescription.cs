using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Nms.Access;
using Nms.Api.Status;

namespace Nms.Api.Access;

/// <summary>
/// What a request asks for, as the audit log calls it. Taken before the request runs, because a failure takes the route off the request;
/// it only remembers where to look, since most reads are never described.
/// </summary>
internal readonly struct AuditDescription
{
    private readonly HttpContext _context;
    private readonly Endpoint? _endpoint;
    private readonly RouteValueDictionary _route;
    private readonly string _method;
    private readonly PathString _path;

    public AuditDescription(HttpContext context)
    {
        _context = context;
        _endpoint = context.GetEndpoint();
        _route = context.Request.RouteValues;
        _method = context.Request.Method;
        _path = context.Request.Path;
    }

    /// <summary>Everything but how it ended.</summary>
    public AuditRecord With(AuditOutcome outcome, int? status, TimeSpan took)
    {
        var note = _context.Audit();
        var signedIn = _context.CallerOrNull();
        var caller = note.Principal ?? (signedIn is null ? null : (signedIn.Id, signedIn.Name));
        var (type, id) = note.ObjectType is null ? Object() : (note.ObjectType, note.ObjectId);
        return new AuditRecord
        {
            PrincipalId = caller?.Id ?? AuditRecord.Anonymous,
            PrincipalName = caller?.Name ?? note.AttemptedName,
            SignIn = note.SignIn ?? (signedIn is null ? "none" : SignIn()),
            Action = Action(),
            Request = $"{_method} {_path}",
            ObjectType = type,
            ObjectId = id,
            ProjectId = note.ProjectId ?? (Guid.TryParse(_route["projectId"] as string, out var project) ? project : null),
            Address = Address(_context.Connection.RemoteIpAddress),
            Forwarded = Forwarded(_context.Request.Headers),
            Outcome = outcome,
            Status = status,
            Code = note.Code,
            ChangesJson = note.ChangesJson,
            DurationMs = (int)Math.Min(took.TotalMilliseconds, int.MaxValue),
            CorrelationId = _context.Features.Get<CorrelationId>()?.Value ?? _context.TraceIdentifier,
        };
    }

    public static AuditOutcome OutcomeOf(int status) => status switch
    {
        < StatusCodes.Status400BadRequest => AuditOutcome.Succeeded,
        StatusCodes.Status499ClientClosedRequest => AuditOutcome.Failed,
        < StatusCodes.Status500InternalServerError => AuditOutcome.Refused,
        _ => AuditOutcome.Failed,
    };

    /// <summary>An address as the log shows it: one that came in over IPv6 in IPv4's clothes is an IPv4 address.</summary>
    public static string? Address(IPAddress? address) => (address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address)?.ToString();

    private string Action() =>
        _endpoint is null ? "unknown_route"
        : _endpoint.Metadata.GetMetadata<Audited>()?.Action
            ?? _endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName
            ?? (_endpoint as RouteEndpoint)?.RoutePattern.RawText
            ?? _endpoint.DisplayName
            ?? "unknown_route";

    /// <summary>The last thing that the address names: {projectId}/nodes/{nodeId} is a node. What a creation made is in its Location.</summary>
    private (string? Type, string? Id) Object()
    {
        if (_context.Response is { StatusCode: StatusCodes.Status201Created, Headers.Location: [{ } location] }
            && location.Split('/', StringSplitOptions.RemoveEmptyEntries) is [.., var collection, var made])
        {
            return (collection.TrimEnd('s'), made);
        }

        var route = _route;
        var parameter = (_endpoint as RouteEndpoint)?.RoutePattern.Parameters.LastOrDefault(candidate => route[candidate.Name] is not null);
        if (parameter is null)
        {
            return (null, null);
        }

        var id = _route[parameter.Name]?.ToString();
        return parameter.IsCatchAll && _route["nodeId"] is { } node
            ? ("file", $"{node}/{id}")
            : (parameter.Name.EndsWith("Id", StringComparison.Ordinal) ? parameter.Name[..^2] : parameter.Name, id);
    }

    private string SignIn() => _context.User.Identity?.AuthenticationType switch
    {
        AccessSchemes.Bearer => "bearer",
        AccessSchemes.Oidc => "oidc",
        AccessSchemes.Basic => "basic",
        AccessSchemes.ApiKey => "api_key",
        AccessSchemes.Ticket => "ticket",
        var other => other ?? "unknown",
    };

    // The framework keeps what a believed proxy replaced; what is left in the other header nobody believed.
    private static string? Forwarded(IHeaderDictionary headers) =>
        headers["X-Original-For"] is [{ Length: > 0 } proxy] ? $"through {proxy}"
        : headers["X-Forwarded-For"] is [{ Length: > 0 } claimed, ..] ? $"claims {claimed}"
        : null;
}

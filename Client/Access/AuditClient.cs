using Nms.Contracts.Access;

namespace Nms.Client.Access;

/// <summary>The audit log.</summary>
public sealed class AuditClient
{
    private readonly ApiConnection _connection;

    internal AuditClient(ApiConnection connection) => _connection = connection;

    /// <summary>Entries of the audit log, the newest first.</summary>
    public Task<AuditPageResponse> ListAsync(AuditFilter? filter = null, long? before = null, int? limit = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<AuditPageResponse>(With(new Route("audit").With("before", before).With("limit", limit), filter), cancellationToken);

    /// <summary>All entries that match as they come, the oldest first, as JSON lines or CSV; the caller disposes the stream.</summary>
    public Task<Stream> ExportAsync(AuditFilter? filter = null, AuditExportFormat format = AuditExportFormat.Ndjson, CancellationToken cancellationToken = default) =>
        _connection.GetStreamAsync(With(new Route("audit/export").With("format", format), filter), cancellationToken);

    /// <summary>Whether the chain of entries is whole.</summary>
    public Task<AuditVerificationResponse> VerifyAsync(long? first = null, long? last = null, string? known = null, CancellationToken cancellationToken = default) =>
        _connection.GetAsync<AuditVerificationResponse>(new Route("audit/verify").With("first", first).With("last", last).With("known", known), cancellationToken);

    private static Route With(Route route, AuditFilter? filter) => filter is null ? route : route
        .With("principal", filter.Principal).With("principal_name", filter.PrincipalName).With("action", filter.Action)
        .With("object_type", filter.ObjectType).With("object_id", filter.ObjectId).With("project_id", filter.ProjectId)
        .With("outcome", filter.Outcome).With("from", filter.From).With("to", filter.To).With("correlation_id", filter.CorrelationId);
}

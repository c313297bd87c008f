namespace Nms.Api.Limits;

/// <summary>Endpoint metadata: the class of its requests.</summary>
internal sealed record LimitedAs(EndpointClass Kind);

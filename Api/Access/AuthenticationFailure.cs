namespace Nms.Api.Access;

/// <summary>Request feature: why what the caller showed was not accepted.</summary>
internal sealed record AuthenticationFailure(NmsException Reason);

namespace Nms.Api.Access;

/// <summary>Endpoint metadata: also for one who has to choose another password first.</summary>
internal sealed record AllowedBeforePasswordChange;

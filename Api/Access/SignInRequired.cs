namespace Nms.Api.Access;

/// <summary>Endpoint metadata: anybody who is signed in may call it, because it concerns only himself.</summary>
internal sealed record SignInRequired;

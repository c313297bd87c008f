using Nms.Access;

namespace Nms.Api.Access;

/// <summary>An API key in this silo's copy, with its principal made once; null while its owner may not sign in.</summary>
internal sealed record KnownKey(ApiKeySnapshot Key, KnownUser? Owner, Principal? Principal);

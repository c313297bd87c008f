using Nms.Access;

namespace Nms.Api.Access;

/// <summary>A user in this silo's copy, with his principal made once.</summary>
internal sealed record KnownUser(UserSnapshot User, Principal Principal);

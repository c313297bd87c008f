namespace Nms.Discovery.Reach.Identity;

/// <summary>What is certain of one piece of equipment: told by its console or its configuration, not by an address that is to be judged.</summary>
/// <param name="Id">The equipment.</param>
/// <param name="Name">What it is called here, for messages; proves nothing.</param>
/// <param name="Keys">Its identity; the addresses are those that its console lists on interfaces.</param>
internal sealed record OwnerFacts(Guid Id, string Name, IdentityKeys Keys);

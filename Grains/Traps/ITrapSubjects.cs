using System.Net;

namespace Nms.Traps;

/// <summary>Knows whose an address is. Where nothing implements it, events of notifications belong to the platform and name no node.</summary>
internal interface ITrapSubjects
{
    /// <summary>The node that has the address a notification is about; null when none is known to. Asked for each notification, so it answers from memory.</summary>
    TrapSubject? Find(IPAddress agent);
}

/// <summary>A node that a notification is about.</summary>
internal readonly record struct TrapSubject(Guid ProjectId, Guid NodeId, string NodeName);

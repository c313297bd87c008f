namespace Nms.Events;

/// <summary>An event as a rule decides it: without id and instant, which the grain adds.</summary>
internal sealed record EventDraft(string Type, Guid ProjectId, Guid? NodeId, string DataJson, string Source = "gns3");

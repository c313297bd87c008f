namespace Nms.Snmp.Security;

/// <summary>A message of SNMPv3 whose sender is known and whose content is readable.</summary>
internal sealed record OpenedMessage(V3Head Head, UsmUser User, UsmKeys Keys, ScopedPdu Scoped);

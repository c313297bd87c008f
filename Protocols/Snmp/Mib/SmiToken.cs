namespace Nms.Snmp.Mib;

/// <summary>A word of a MIB file; a quoted text begins with its quote.</summary>
internal readonly record struct SmiToken(string Text, int Line);

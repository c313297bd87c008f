namespace Nms.Silo.Hosting;

/// <summary>A setting cannot be used. The message names the key, the value and the remedy.</summary>
internal sealed class SettingException(string message) : Exception(message);

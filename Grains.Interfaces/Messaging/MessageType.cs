namespace Nms.Messaging;

/// <summary>What a message is about (contract §3.2).</summary>
[GenerateSerializer, Alias("Nms.Messaging.MessageType")]
public enum MessageType
{
    /// <summary>Not set.</summary>
    Unknown = 0,

    /// <summary>topology_update</summary>
    TopologyUpdate = 1,

    /// <summary>node_status_change</summary>
    NodeStatusChange = 2,

    /// <summary>network_event</summary>
    NetworkEvent = 3,

    /// <summary>security_alert</summary>
    SecurityAlert = 4,

    /// <summary>monitoring_data</summary>
    MonitoringData = 5,

    /// <summary>qos_policy_update</summary>
    QosPolicyUpdate = 6,

    /// <summary>configuration_change</summary>
    ConfigurationChange = 7,

    /// <summary>service_discovery</summary>
    ServiceDiscovery = 8,

    /// <summary>health_check</summary>
    HealthCheck = 9,

    /// <summary>notification</summary>
    Notification = 10,
}

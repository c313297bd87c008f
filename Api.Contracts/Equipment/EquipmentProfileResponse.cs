namespace Nms.Contracts.Equipment;

/// <summary>Everything that is known of one piece of equipment, as one discovery found it. JSON members hold GNS3's own JSON text, or null.</summary>
/// <param name="EquipmentId">Its id: the node's id when it is a node of a lab.</param>
/// <param name="ProjectId">The project; null when it is in no lab.</param>
/// <param name="Server">The GNS3 server.</param>
/// <param name="RunId">The discovery run that made this.</param>
/// <param name="Name">GNS3's name of the node, else the best name known.</param>
/// <param name="NodeType">GNS3's node type.</param>
/// <param name="NodeStatus">GNS3's status when it was made.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Error">Why it failed.</param>
/// <param name="StartedAt">When it was begun.</param>
/// <param name="CompletedAt">When it was done.</param>
/// <param name="Sections">Its steps.</param>
/// <param name="HostName">Its own name.</param>
/// <param name="Vendor">Who made it.</param>
/// <param name="OperatingSystem">Its operating system.</param>
/// <param name="SoftwareVersion">The version of that.</param>
/// <param name="Model">The hardware, or the kind of virtual machine.</param>
/// <param name="SerialNumber">Serial number of the chassis.</param>
/// <param name="DeviceType">router, switch, host, firewall, …</param>
/// <param name="Location">sysLocation.</param>
/// <param name="Contact">sysContact.</param>
/// <param name="Interfaces">Its interfaces.</param>
/// <param name="Addresses">Its addresses.</param>
/// <param name="Vlans">Its VLANs.</param>
/// <param name="Routes">Its routing table, as far as it was read.</param>
/// <param name="Neighbours">Its ARP and neighbour tables.</param>
/// <param name="Adjacencies">Whom it hears or speaks with.</param>
/// <param name="Reachability">What came of asking its addresses.</param>
/// <param name="Snmp">Its agent.</param>
/// <param name="Console">Its console.</param>
/// <param name="Performance">How busy it is.</param>
/// <param name="Modules">Its parts.</param>
/// <param name="Sensors">Its sensors.</param>
/// <param name="Files">Its configuration files.</param>
/// <param name="Leases">What it leased.</param>
/// <param name="Conflicts">Where sources disagree about a member of a list.</param>
/// <param name="Notes">What else is to be told: addresses shared with others, lists that were cut.</param>
/// <param name="Version">Number of this version; counts from 1.</param>
/// <param name="Kernel">The release of its kernel, where that is another than its version.</param>
/// <param name="Pools">Ranges of addresses that it leases.</param>
/// <param name="Reservations">Addresses that it keeps for single clients.</param>
/// <param name="DnsServers">The name servers that it asks.</param>
/// <param name="RoutingProtocols">The routing protocols that it speaks.</param>
/// <param name="Services">Services that its configuration switches on or off.</param>
/// <param name="Absent">Fields that are empty, each with the reason.</param>
public sealed record EquipmentProfileResponse(
    Guid EquipmentId,
    Guid? ProjectId,
    string? Server,
    Guid? RunId,
    string Name,
    string? NodeType,
    string? NodeStatus,
    ProfileStatus Status,
    string? Error,
    DateTimeOffset StartedAt,
    DateTimeOffset? CompletedAt,
    IReadOnlyList<ProfileSectionResponse> Sections,
    ProfileValueResponse? HostName,
    ProfileValueResponse? Vendor,
    ProfileValueResponse? OperatingSystem,
    ProfileValueResponse? SoftwareVersion,
    ProfileValueResponse? Model,
    ProfileValueResponse? SerialNumber,
    ProfileValueResponse? DeviceType,
    ProfileValueResponse? Location,
    ProfileValueResponse? Contact,
    IReadOnlyList<EquipmentInterfaceResponse> Interfaces,
    IReadOnlyList<EquipmentAddressResponse> Addresses,
    IReadOnlyList<EquipmentVlanResponse> Vlans,
    IReadOnlyList<EquipmentRouteResponse> Routes,
    IReadOnlyList<EquipmentNeighbourResponse> Neighbours,
    IReadOnlyList<EquipmentAdjacencyResponse> Adjacencies,
    IReadOnlyList<EquipmentReachabilityResponse> Reachability,
    EquipmentSnmpResponse? Snmp,
    EquipmentConsoleResponse? Console,
    EquipmentPerformanceResponse? Performance,
    IReadOnlyList<EquipmentModuleResponse> Modules,
    IReadOnlyList<EquipmentSensorResponse> Sensors,
    IReadOnlyList<EquipmentFileResponse> Files,
    IReadOnlyList<EquipmentLeaseResponse> Leases,
    IReadOnlyList<ProfileConflictResponse> Conflicts,
    IReadOnlyList<string> Notes,
    int Version,
    ProfileValueResponse? Kernel,
    IReadOnlyList<EquipmentPoolResponse> Pools,
    IReadOnlyList<EquipmentLeaseResponse> Reservations,
    IReadOnlyList<string> DnsServers,
    IReadOnlyList<EquipmentRoutingProtocolResponse> RoutingProtocols,
    IReadOnlyList<EquipmentServiceResponse> Services,
    IReadOnlyList<AbsentFieldResponse> Absent);

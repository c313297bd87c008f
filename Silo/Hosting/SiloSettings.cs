using System.Globalization;
using System.Net;

namespace Nms.Silo.Hosting;

/// <summary>The host's own settings, read once and checked before anything starts.</summary>
internal sealed record SiloSettings
{
    public const string DataKey = "Nms:Data";
    public const string DashboardKey = "Nms:Dashboard:Enabled";
    public const string LoggingFormatKey = "Nms:Logging:Format";
    public const string LabEnabledKey = "Lab:Enabled";
    public const string LabTopologyKey = "Lab:Topology";
    public const string LabPortKey = "Lab:Port";
    public const string RedisKey = "ConnectionStrings:redis";
    public const string PostgresKey = "ConnectionStrings:postgres";
    public const string ClusterIdKey = "Orleans:ClusterId";
    public const string ServiceIdKey = "Orleans:ServiceId";
    public const string AdvertisedAddressKey = "Orleans:Endpoints:AdvertisedIPAddress";
    public const string SiloPortKey = "Orleans:Endpoints:SiloPort";
    public const string GatewayPortKey = "Orleans:Endpoints:GatewayPort";
    public const string AdminNameKey = "Nms:Admin:Name";
    public const string AdminPasswordKey = "Nms:Admin:Password";
    public const string AdminPasswordFileKey = "Nms:Admin:PasswordFile";
    public const string AdminResetKey = "Nms:Admin:Reset";
    public const string ServersSection = "Gns3:Servers";

    private const string DefaultName = "nms";

    /// <summary>Folder of the embedded storage, absolute.</summary>
    public required string DataFolder { get; init; }

    public required bool DashboardEnabled { get; init; }

    /// <summary>Null when the process is alone.</summary>
    public required ClusterSettings? Cluster { get; init; }

    /// <summary>Null when the Lab stays off.</summary>
    public required LabSettings? Lab { get; init; }

    public required string ClusterId { get; init; }

    public required string ServiceId { get; init; }

    /// <summary>Null: this machine's address in a cluster, loopback alone.</summary>
    public required IPAddress? AdvertisedAddress { get; init; }

    /// <summary>Null: 11111, or a free port where that is taken.</summary>
    public required int? SiloPort { get; init; }

    /// <summary>Null: 30000, or a free port where that is taken.</summary>
    public required int? GatewayPort { get; init; }

    /// <summary>Who may do everything after the first start.</summary>
    public required AdministratorSettings Administrator { get; init; }

    /// <exception cref="SettingException">A value cannot be used.</exception>
    public static SiloSettings Read(IConfiguration configuration)
    {
        HostLogging.Check(configuration);
        var cluster = ReadCluster(configuration);
        return new SiloSettings
        {
            DataFolder = Path.GetFullPath(Text(configuration, DataKey) ?? "data"),
            DashboardEnabled = Flag(configuration, DashboardKey) ?? false,
            Cluster = cluster,
            Lab = ReadLab(configuration, cluster),
            ClusterId = Text(configuration, ClusterIdKey) ?? DefaultName,
            ServiceId = Text(configuration, ServiceIdKey) ?? DefaultName,
            AdvertisedAddress = Address(configuration, AdvertisedAddressKey),
            SiloPort = Port(configuration, SiloPortKey),
            GatewayPort = Port(configuration, GatewayPortKey),
            Administrator = ReadAdministrator(configuration),
        };
    }

    /// <summary>Names of the configured GNS3 servers.</summary>
    public static IReadOnlyList<string> ServerNames(IConfiguration configuration) =>
        [.. configuration.GetSection(ServersSection).GetChildren().Select(server => server.Key)];

    private static AdministratorSettings ReadAdministrator(IConfiguration configuration)
    {
        var password = configuration[AdminPasswordKey] is { Length: > 0 } given ? given : null;
        if (Text(configuration, AdminPasswordFileKey) is { } file)
        {
            if (password is not null)
                throw new SettingException($"{AdminPasswordKey} and {AdminPasswordFileKey} are both set; leave one out.");

            try
            {
                password = File.ReadAllText(file).TrimEnd('\r', '\n');
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw new SettingException($"{AdminPasswordFileKey} is '{file}', which cannot be read: {e.Message}");
            }
        }

        var reset = Flag(configuration, AdminResetKey) ?? false;
        return reset && password is null
            ? throw new SettingException($"{AdminResetKey} is true without a password; set {AdminPasswordKey} or {AdminPasswordFileKey} too.")
            : new AdministratorSettings(Text(configuration, AdminNameKey) ?? "admin", password, reset);
    }

    private static ClusterSettings? ReadCluster(IConfiguration configuration) =>
        (Text(configuration, RedisKey), Text(configuration, PostgresKey)) switch
        {
            (null, null) => null,
            ({ } redis, { } postgres) => new ClusterSettings(redis, postgres),
            (null, _) => throw new SettingException($"{PostgresKey} is set and {RedisKey} is not; a cluster needs both, a single process neither."),
            (_, null) => throw new SettingException($"{RedisKey} is set and {PostgresKey} is not; a cluster needs both, a single process neither."),
        };

    private static LabSettings? ReadLab(IConfiguration configuration, ClusterSettings? cluster)
    {
        var asked = Flag(configuration, LabEnabledKey);
        if (asked is true && cluster is not null)
        {
            throw new SettingException(
                $"{LabEnabledKey} is true in a cluster, where each silo would have a Lab of its own; run it alone "
                + $"(dotnet run --project Lab) and name its address in {ServersSection}:<name>:Url.");
        }

        var enabled = asked ?? (cluster is null && ServerNames(configuration).Count == 0);
        return enabled ? new LabSettings(Text(configuration, LabTopologyKey) ?? "campus", Port(configuration, LabPortKey)) : null;
    }

    private static string? Text(IConfiguration configuration, string key) =>
        configuration[key] is { } value && !string.IsNullOrWhiteSpace(value) ? value.Trim() : null;

    private static bool? Flag(IConfiguration configuration, string key) => Text(configuration, key) switch
    {
        null => null,
        { } text when bool.TryParse(text, out var value) => value,
        "1" => true,
        "0" => false,
        { } text => throw new SettingException($"{key} is '{text}'; write true or false."),
    };

    private static int? Port(IConfiguration configuration, string key) => Text(configuration, key) switch
    {
        null => null,
        { } text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65535 => port,
        { } text => throw new SettingException($"{key} is '{text}'; write a port between 1 and 65535."),
    };

    private static IPAddress? Address(IConfiguration configuration, string key) => Text(configuration, key) switch
    {
        null => null,
        { } text when IPAddress.TryParse(text, out var address) => address,
        { } text => throw new SettingException($"{key} is '{text}'; write an IP address."),
    };
}

/// <summary>What makes the process a silo of a cluster.</summary>
internal sealed record ClusterSettings(string Redis, string Postgres);

/// <summary>How the Lab in this process is set up; without a port it is 3080, or a free one where that is taken.</summary>
internal sealed record LabSettings(string Topology, int? Port);

/// <summary>Who may do everything after the first start; without a password the program makes one up.</summary>
internal sealed record AdministratorSettings(string Name, string? Password, bool Reset)
{
    public override string ToString() => $"administrator {Name}";
}

using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.Serialization;

namespace Nms.Architecture.Tests;

/// <summary>
/// The production stack, read where no container engine is at hand. The same settings start silos as plain processes in the acceptance
/// tests.
/// </summary>
public sealed class ComposeTests
{
    private static readonly Dictionary<object, object> s_stack = Parse();

    private static Dictionary<object, object> Services => Map(s_stack, "services");

    [Fact]
    public void Two_silos_Redis_PostgreSQL_the_Lab_and_a_proxy_make_the_stack() =>
        Assert.Equal(["lab", "postgres", "proxy", "redis", "silo-1", "silo-2"], Services.Keys.Cast<string>().Order(StringComparer.Ordinal));

    [Theory]
    [InlineData("silo-1")]
    [InlineData("silo-2")]
    public void A_silo_names_only_settings_that_exist(string silo)
    {
        var keys = Map(Service(silo), "environment").Keys.Cast<string>()
            .Where(key => key != "ASPNETCORE_URLS")
            .Select(key => key.Replace("__", ":", StringComparison.Ordinal));

        Assert.All(keys, key => Assert.True(ConfigurationTests.IsDocumented(key), $"{key} is not a setting."));
    }

    [Fact]
    public void Both_silos_have_the_same_settings() =>
        Assert.Equal(Map(Service("silo-1"), "environment"), Map(Service("silo-2"), "environment"));

    [Theory]
    [InlineData("silo-1")]
    [InlineData("silo-2")]
    [InlineData("lab")]
    public void Our_containers_run_without_rights_on_a_read_only_root(string service)
    {
        Assert.Equal("true", Service(service)["read_only"]);
        Assert.Equal(["ALL"], List(Service(service), "cap_drop"));
        Assert.Contains("USER $APP_UID", Repository.Read("deploy/Dockerfile"), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_service_says_whether_it_is_healthy() =>
        Assert.All(Services.Values, service => Assert.Contains("healthcheck", ((Dictionary<object, object>)service).Keys));

    [Fact]
    public void Redis_keeps_the_membership_table()
    {
        var command = string.Join(' ', List(Service("redis"), "command"));

        Assert.Contains("--appendonly yes", command, StringComparison.Ordinal);
        Assert.Contains("--appendfsync everysec", command, StringComparison.Ordinal);
        Assert.Contains("--maxmemory-policy noeviction", command, StringComparison.Ordinal);
        Assert.Contains("redis:/data", List(Service("redis"), "volumes"));
    }

    [Fact]
    public void Files_volumes_networks_and_services_that_are_named_exist()
    {
        var volumes = Map(s_stack, "volumes").Keys.Cast<string>().ToList();
        var networks = Map(s_stack, "networks").Keys.Cast<string>().ToList();

        Assert.All(Services.Values.Cast<Dictionary<object, object>>(), service =>
        {
            Assert.All(List(service, "networks"), network => Assert.Contains(network, networks));
            Assert.All(List(service, "volumes").Select(volume => volume.Split(':')[0]), source =>
                Assert.True(source.StartsWith("./", StringComparison.Ordinal) ? Repository.Exists(source[2..]) : volumes.Contains(source), source));
            if (service.TryGetValue("depends_on", out var dependencies))
                Assert.All(((Dictionary<object, object>)dependencies).Keys, dependency => Assert.Contains(dependency, Services.Keys));
        });
        Assert.True(Repository.Exists((string)Map(Service("silo-1"), "build")["dockerfile"]));
    }

    [Fact]
    public void The_stack_is_published_on_the_loopback_address_only()
    {
        var ports = Services.Values.Cast<Dictionary<object, object>>().SelectMany(service => List(service, "ports"));

        Assert.All(ports, port => Assert.StartsWith("127.0.0.1:", port, StringComparison.Ordinal));
    }

    [Fact]
    public void The_proxy_knows_both_silos_and_lets_WebSockets_through()
    {
        var proxy = Repository.Read("deploy/proxy/nginx.conf");

        Assert.Contains("server silo-1:8080", proxy, StringComparison.Ordinal);
        Assert.Contains("server silo-2:8080", proxy, StringComparison.Ordinal);
        Assert.Contains("proxy_set_header Upgrade $http_upgrade;", proxy, StringComparison.Ordinal);
        Assert.Contains("proxy_http_version 1.1;", proxy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("silo-1")]
    [InlineData("silo-2")]
    public void A_silo_believes_the_proxy_and_nobody_else(string silo)
    {
        var trusted = Map(Service(silo), "environment").Where(setting => ((string)setting.Key).StartsWith("Nms__Http__TrustedProxies__", StringComparison.Ordinal));

        Assert.Equal(Map(Map(Service("proxy"), "networks"), "nms")["ipv4_address"], Assert.Single(trusted).Value);
        Assert.Contains("X-Forwarded-For $proxy_add_x_forwarded_for;", Repository.Read("deploy/proxy/nginx.conf"), StringComparison.Ordinal);
    }

    private static Dictionary<object, object> Service(string name) => Map(Services, name);

    private static Dictionary<object, object> Map(Dictionary<object, object> parent, string key) => (Dictionary<object, object>)parent[key];

    private static IReadOnlyList<string> List(Dictionary<object, object> parent, string key) =>
        parent.TryGetValue(key, out var list)
            ? [.. (list is Dictionary<object, object> map ? map.Keys : (IEnumerable<object>)list).Cast<string>()]
            : [];

    private static Dictionary<object, object> Parse()
    {
        // Anchors and merge keys are resolved as compose does.
        var parser = new MergingParser(new Parser(new StringReader(Repository.Read("docker-compose.yml"))));
        parser.Consume<StreamStart>();
        return new DeserializerBuilder().Build().Deserialize<Dictionary<object, object>>(parser)!;
    }
}

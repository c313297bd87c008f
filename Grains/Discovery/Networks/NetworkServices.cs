using Nms.Discovery.Reach;
using Nms.Discovery.Snmp;

namespace Nms.Discovery.Networks;

/// <summary>What runs outside of labs need beside <see cref="DiscoveryServices"/>.</summary>
internal sealed record NetworkServices(NetworkCrawl Crawl, HostVisitor Visitor, SnmpCredentials Credentials, ScopePolicy Policy);

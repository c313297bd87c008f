using System.Net;

namespace Nms.Outbound;

/// <summary>Turns names into addresses.</summary>
internal interface IHostResolver
{
    Task<IPAddress[]> ResolveAsync(string host, CancellationToken cancellationToken);
}

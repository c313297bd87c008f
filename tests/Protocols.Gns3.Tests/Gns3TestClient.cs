using Nms.Gns3;

namespace Nms.Protocols.Gns3.Tests;

/// <summary>Clients as tests want them: no waiting between repetitions, and the wire's own time unless told otherwise.</summary>
internal static class Gns3TestClient
{
    public static Gns3ClientOptions Options(Uri url) => new()
    {
        Url = url,
        RetryDelay = TimeSpan.Zero,
        MaxRetryDelay = TimeSpan.Zero,
    };

    public static Gns3Client For(Uri url, Func<Gns3ClientOptions, Gns3ClientOptions>? change = null, TimeProvider? time = null)
        => new((change ?? (options => options))(Options(url)), time ?? TimeProvider.System);

    public static async Task<Gns3ApiException> FailureOf(Func<Task> call) => await Assert.ThrowsAsync<Gns3ApiException>(call);
}

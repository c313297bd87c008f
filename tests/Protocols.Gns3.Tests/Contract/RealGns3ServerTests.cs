namespace Nms.Protocols.Gns3.Tests.Contract;

/// <summary>The contract against the real server that NMS_TEST_GNS3 names, such as http://192.168.1.20:3080.</summary>
public sealed class RealGns3ServerTests : Gns3ServerContract
{
    private const string Variable = "NMS_TEST_GNS3";

    protected override ValueTask<Uri> ServerAsync()
    {
        var url = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipWhen(string.IsNullOrEmpty(url), $"{Variable} does not name a GNS3 server.");
        return ValueTask.FromResult(new Uri(url));
    }
}

namespace Nms.Protocols.Gns3.Tests.Contract;

/// <summary>The contract against the Lab.</summary>
public sealed class LabServerTests(LabFixture lab) : Gns3ServerContract, IClassFixture<LabFixture>
{
    protected override ValueTask<Uri> ServerAsync() => ValueTask.FromResult(lab.Url);
}

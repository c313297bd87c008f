using WireRunStatus = Nms.Contracts.Workflows.WorkflowRunStatus;
using WireStepStatus = Nms.Contracts.Workflows.WorkflowStepStatus;

namespace Nms.Api.Tests.Workflows;

public sealed class WorkflowMappingTests
{
    [Fact]
    public void The_numbers_of_both_vocabularies_agree()
    {
        Assert.Equal(Numbers<Nms.Workflows.WorkflowRunStatus>(), Numbers<WireRunStatus>());
        Assert.Equal(Numbers<Nms.Workflows.WorkflowStepStatus>(), Numbers<WireStepStatus>());
    }

    private static IEnumerable<(string, int)> Numbers<T>()
        where T : struct, Enum => Enum.GetValues<T>().Select(value => ($"{value}", Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture)));
}

using Nms.Projects;
using static Nms.Grains.Tests.Projects.Given;

namespace Nms.Grains.Tests.Projects;

/// <summary>Which new node is which old one.</summary>
public sealed class SnapshotMatchingTests
{
    [Fact]
    public void Nodes_of_the_same_name_and_type_are_the_same()
    {
        var matched = SnapshotMatching.Match([Node(1, "PC1"), Node(2, "PC2")], [Node(12, "PC2"), Node(11, "PC1")], [], []);

        Assert.Equal((Id(11), Id(12)), (matched[Id(1)], matched[Id(2)]));
    }

    [Fact]
    public void A_node_of_the_same_name_and_another_type_is_another_node()
    {
        var matched = SnapshotMatching.Match([Node(1, "R1", type: "dynamips")], [Node(11, "R1", type: "qemu")], [], []);

        Assert.Empty(matched);
    }

    [Fact]
    public void A_renamed_node_is_known_by_its_wiring_to_a_matched_one()
    {
        var matched = SnapshotMatching.Match(
            [Node(1, "PC1"), Node(2, "Renamed")],
            [Node(11, "PC1"), Node(12, "PC2")],
            [Link(1, 1, 2)],
            [Link(2, 11, 12)]);

        Assert.Equal(Id(12), matched[Id(2)]);
    }

    [Fact]
    public void A_chain_of_renamed_nodes_is_followed_link_by_link()
    {
        var matched = SnapshotMatching.Match(
            [Node(1, "A"), Node(2, "B-renamed"), Node(3, "C-renamed")],
            [Node(11, "A"), Node(12, "B"), Node(13, "C")],
            [Link(1, 1, 2), Link(2, 1, 3, portA: 1)],
            [Link(3, 11, 12), Link(4, 13, 11, portB: 1)]);

        Assert.Equal((Id(12), Id(13)), (matched[Id(2)], matched[Id(3)]));
    }

    [Fact]
    public void Nodes_that_are_wired_alike_are_not_guessed()
    {
        var matched = SnapshotMatching.Match(
            [Node(1, "old-a"), Node(2, "old-b")],
            [Node(11, "new-a"), Node(12, "new-b")],
            [Link(1, 1, 9), Link(2, 2, 9)],
            [Link(3, 11, 9), Link(4, 12, 9)]);

        Assert.Empty(matched);
    }

    [Fact]
    public void A_node_without_links_is_not_known_by_its_wiring()
    {
        Assert.Empty(SnapshotMatching.Match([Node(1, "A")], [Node(11, "B")], [], []));
    }
}

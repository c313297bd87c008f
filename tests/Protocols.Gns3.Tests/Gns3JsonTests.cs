using System.Text;
using System.Text.Json;
using Nms.Gns3;

namespace Nms.Protocols.Gns3.Tests;

public sealed class Gns3JsonTests
{
    private const string Good = """{"node_id":"a0312e85-fa5a-4518-a1b0-b4c0f3c03a28","name":"PC1"}""";

    [Theory]
    [InlineData("""{"node_id":"not-a-uuid","name":"PC2"}""")]
    [InlineData("""{"node_id":5,"name":"PC2"}""")]
    [InlineData("""{"node_id":null,"name":"PC2"}""")]
    [InlineData("""{"name":"PC2"}""")]
    [InlineData("""{"node_id":"c8d61786-693f-47ef-8b46-9753c52b9855"}""")]
    [InlineData("""{"node_id":"c8d61786-693f-47ef-8b46-9753c52b9855","name":null}""")]
    [InlineData("""{"node_id":"c8d61786-693f-47ef-8b46-9753c52b9855","name":["PC2"]}""")]
    [InlineData("""{"node_id":"c8d61786-693f-47ef-8b46-9753c52b9855","name":"PC2","console":"5000"}""")]
    [InlineData("""{"node_id":"c8d61786-693f-47ef-8b46-9753c52b9855","name":"PC2","ports":[null]}""")]
    [InlineData("""{"node_id":"c8d61786-693f-47ef-8b46-9753c52b9855","name":"PC2","ports":[{"name":"e0"}]}""")]
    [InlineData("""{"node_id":"c8d61786-693f-47ef-8b46-9753c52b9855","name":"\ud800"}""")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"PC2\"")]
    public void A_malformed_element_is_skipped_and_counted(string bad)
    {
        var nodes = Read($"[{Good}, {bad} , {Good}]");

        Assert.Equal(["PC1", "PC1"], nodes.Select(node => node.Name));
        Assert.Equal(1, nodes.Skipped);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("[" + Good)]
    [InlineData("[" + Good + "] []")]
    [InlineData("[" + Good + ",]")]
    [InlineData("[" + Good + " " + Good + "]")]
    [InlineData("<html>")]
    public void What_is_not_one_complete_list_is_refused_as_a_whole(string json)
        => Assert.ThrowsAny<JsonException>(() => Read(json));

    [Fact]
    public void An_element_that_nests_too_deeply_is_refused()
        => Assert.ThrowsAny<JsonException>(() => Read($"[{new string('[', 100_000)}"));

    [Fact]
    public void Text_that_is_not_utf8_is_refused()
        => Assert.ThrowsAny<JsonException>(() => Gns3Json.ReadList(new byte[] { (byte)'[', (byte)'"', 0xFF, (byte)'"', (byte)']' }, Gns3JsonContext.Default.Gns3Node));

    [Fact]
    public void A_byte_order_mark_is_no_harm()
        => Assert.Single(Gns3Json.ReadList([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes($"[{Good}]")], Gns3JsonContext.Default.Gns3Node));

    [Fact]
    public void Unknown_members_are_ignored()
        => Assert.Single(Read("""[{"node_id":"a0312e85-fa5a-4518-a1b0-b4c0f3c03a28","name":"PC1","tags":["new in some later version"]}]"""));

    [Fact]
    public void Coordinates_may_be_fractions()
    {
        var node = Assert.Single(Read("""[{"node_id":"a0312e85-fa5a-4518-a1b0-b4c0f3c03a28","name":"PC1","x":-200.6,"y":60.0,"z":null}]"""));

        Assert.Equal((-201, 60, null), (node.X, node.Y, node.Z));
    }

    [Theory]
    [InlineData("1e300")]
    [InlineData("\"5\"")]
    [InlineData("99999999999")]
    public void Coordinates_that_are_none_cost_the_node(string x)
        => Assert.Equal(1, Read($$"""[{"node_id":"a0312e85-fa5a-4518-a1b0-b4c0f3c03a28","name":"PC1","x":{{x}}}]""").Skipped);

    [Fact]
    public void A_free_form_member_that_is_null_is_null()
        => Assert.Null(Assert.Single(Read("""[{"node_id":"a0312e85-fa5a-4518-a1b0-b4c0f3c03a28","name":"PC1","label":null}]""")).Label);

    [Fact]
    public void A_link_with_an_end_that_is_none_is_skipped()
    {
        var links = Gns3Json.ReadList(
            """[{"link_id":"f0f218f6-36d2-4e37-b85a-defa7da8e691","nodes":[null,null]}]"""u8, Gns3JsonContext.Default.Gns3Link);

        Assert.Empty(links);
        Assert.Equal(1, links.Skipped);
    }

    [Theory]
    [InlineData(1795367606L, "2026-11-22T17:13:26+00:00")]
    [InlineData(0L, "1970-01-01T00:00:00+00:00")]
    [InlineData(-1L, null)]
    [InlineData(long.MaxValue, null)]
    public void The_time_of_a_snapshot_is_a_date_or_nothing(long seconds, string? expected)
    {
        var snapshot = new Gns3Snapshot { SnapshotId = Guid.Empty, Name = "before", CreatedAt = seconds };

        Assert.Equal(expected is null ? null : DateTimeOffset.Parse(expected, null), snapshot.Created);
    }

    [Fact]
    public void Only_what_is_set_is_sent()
        => Assert.Equal("""{"x":10,"locked":false}""", JsonSerializer.Serialize(new Gns3NodeChanges { X = 10, Locked = false }, Gns3JsonContext.Default.Gns3NodeChanges));

    private static Gns3List<Gns3Node> Read(string json) => Gns3Json.ReadList(Encoding.UTF8.GetBytes(json), Gns3JsonContext.Default.Gns3Node);
}

using System.Collections.Immutable;
using Nms.Nodes;

namespace Nms.Storage.Tests;

public sealed class StateSerializerTests
{
    private readonly StateSerializer _serializer = new();

    [Fact]
    public void A_state_names_no_type_and_keys_are_texts()
    {
        var key = new NodeKey(new Guid("00000000-0000-4000-8000-000000000001"), new Guid("00000000-0000-4000-8000-000000000002"));

        var json = _serializer.Serialize(new Sample(key, ["a"], Kind.Second)).ToString();

        Assert.Equal(
            """{"Key":"00000000-0000-4000-8000-000000000001/00000000-0000-4000-8000-000000000002","Names":["a"],"Kind":2}""", json);
    }

    [Fact]
    public void Members_a_newer_version_added_are_ignored_and_missing_ones_are_empty()
    {
        var read = _serializer.Deserialize<Sample>(BinaryData.FromString("""{"Kind":1,"AddedLater":{"a":[1,2]}}"""));

        Assert.Equal(new Sample(default, default, Kind.First), read);
    }

    [Fact]
    public void A_damaged_state_is_a_typed_error()
    {
        var error = Assert.Throws<StorageException>(() => _serializer.Deserialize<Sample>(BinaryData.FromString("""{"Key":"not a key"}""")));

        Assert.Equal("storage_failed", error.Code);
        Assert.Contains(nameof(Sample), error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("vpcs")]
    [InlineData(":/symbols/router.svg")]
    [InlineData("Büro")]
    [InlineData("a \"quoted\" name")]
    [InlineData("")]
    [InlineData("a description so long that it is not worth a place among the shared ones, because it stands at one node only and would push out another text")]
    public void A_text_is_read_as_it_was_written(string text)
    {
        var names = System.Collections.Immutable.ImmutableArray.Create(text, text + "!", text);

        var read = _serializer.Deserialize<Sample>(_serializer.Serialize(new Sample(default, names, Kind.First)));

        Assert.Equal(names, read!.Names);
    }

    [Fact]
    public void Equal_short_texts_are_one_object()
    {
        var first = _serializer.Deserialize<Sample>(BinaryData.FromString("""{"Names":["Ethernet0"]}"""));
        var second = _serializer.Deserialize<Sample>(BinaryData.FromString("""{"Names":["Ethernet0","Ethernet1"]}"""));

        Assert.Same(first!.Names[0], second!.Names[0]);
        Assert.Equal("Ethernet1", second.Names[1]);
    }

    public enum Kind
    {
        Unknown = 0,
        First = 1,
        Second = 2,
    }

    public sealed record Sample(NodeKey Key, ImmutableArray<string> Names, Kind Kind);
}

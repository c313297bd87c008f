using System.Text;
using System.Text.Json.Nodes;
using FsCheck.Xunit;
using Nms.Api.Events;
using Nms.Events;

namespace Nms.Api.Tests.Events;

public sealed class CborFramesTests
{
    [Theory]
    [InlineData("""{"type":"x","n":-7,"big":9007199254740993,"f":0.5,"t":true,"z":null,"list":[1,"é",[],{}],"deep":{"a":{"b":""}}}""")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public void A_frame_comes_back_as_it_was(string json)
    {
        var back = CborFrames.ToJson(CborFrames.FromJson(Encoding.UTF8.GetBytes(json)));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(json), JsonNode.Parse(back)));
    }

    [Property(MaxTest = 1_000)]
    public void No_bytes_are_too_strange(byte[] bytes)
    {
        if (CborFrames.ToJson(bytes) is { } json)
        {
            JsonNode.Parse(json);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("a1")]
    [InlineData("a10102")]
    [InlineData("40")]
    [InlineData("c001")]
    [InlineData("f97e00")]
    [InlineData("61ff")]
    [InlineData("0101")]
    [InlineData("9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f9f")]
    public void What_JSON_cannot_hold_is_refused(string hex) => Assert.Null(CborFrames.ToJson(Convert.FromHexString(hex)));

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 3)]
    [InlineData(long.MaxValue, int.MaxValue)]
    public void An_event_says_the_same_in_CBOR_as_in_JSON(long place, int coalesced)
    {
        var frame = FrameQueueTests.Frame(7, EventPriority.Low, node: Guid.NewGuid());
        var cursor = EventCursor.At(place);
        var (text, binary) = (new byte[frame.LongestText], new byte[frame.LongestBinary]);

        var json = JsonNode.Parse(text.AsSpan(0, frame.WriteText(text, cursor, coalesced)));
        var cbor = CborFrames.ToJson(binary.AsMemory(0, frame.WriteBinary(binary, cursor, coalesced)));

        Assert.True(JsonNode.DeepEquals(json, JsonNode.Parse(cbor)));
        Assert.Equal(cursor.ToString(), json!["event_data"]!["cursor"]!.GetValue<string>());
        Assert.Equal(coalesced, json["coalesced"]?.GetValue<int>() ?? 0);
    }
}

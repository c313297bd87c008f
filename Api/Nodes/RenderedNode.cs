using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Nms.Nodes;

namespace Nms.Api.Nodes;

/// <summary>
/// A node's JSON, made once for each value of the node. The project grain hands out the same immutable object until the node
/// changes, so the object itself is the key, and its JSON goes when it goes.
/// </summary>
internal static class RenderedNode
{
    private const int MostHeadBytes = 256;

    private static readonly ConditionalWeakTable<NodeSnapshot, byte[]> s_rendered = [];

    public static async Task WriteAsync(HttpContext context, NodeSnapshot node, Freshness freshness)
    {
        var json = s_rendered.GetValue(node, Render);
        var head = new ArrayBufferWriter<byte>(MostHeadBytes);
        using (var writer = new Utf8JsonWriter(head))
        {
            JsonSerializer.Serialize(writer, freshness, ApiJson.Options);
        }

        var response = context.Response;
        var headLength = head.WrittenCount - 1;
        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = headLength + json.Length;
        response.BodyWriter.Write(head.WrittenSpan[..headLength]);
        response.BodyWriter.Write(json);
        await response.BodyWriter.FlushAsync(context.RequestAborted);
    }

    /// <summary>The members of the node, to stand behind those of its freshness.</summary>
    private static byte[] Render(NodeSnapshot node)
    {
        var json = JsonSerializer.SerializeToUtf8Bytes(node.ToResponse() with { LastUpdate = null }, ApiJson.Options);
        json[0] = (byte)',';
        return json;
    }
}

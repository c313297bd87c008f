using System.IO.Compression;
using System.Text;
using FsCheck;
using FsCheck.Xunit;
using Nms.Api.Topology;

namespace Nms.Api.Tests.Topology;

public sealed class SplicedGzipTests
{
    [Property(MaxTest = 300)]
    public bool Any_head_before_any_tail_unpacks_to_both(byte[] head, NonEmptyArray<byte> tail) =>
        Unpack(head, tail.Get).SequenceEqual(head.Concat(tail.Get));

    [Theory]
    [InlineData(0, 7)]
    [InlineData(65535, 21)]
    [InlineData(120, 700_000)]
    public void Small_and_large_ones_too(int head, int tail)
    {
        var random = new Random(head + tail);
        var (first, second) = (new byte[head], Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, tail / 7).Select(i => $"{i % 997:000000}-"))));
        random.NextBytes(first);

        Assert.Equal(first.Concat(second), Unpack(first, second));
    }

    [Fact]
    public void A_head_that_does_not_fit_a_stored_block_is_a_defect() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SplicedGzip.Head(new byte[65536]));

    private static byte[] Unpack(byte[] head, byte[] tail)
    {
        var spliced = new SplicedGzip(tail);
        using var whole = new MemoryStream([.. SplicedGzip.Head(head), .. spliced.Tail.Span, .. spliced.Trailer(head)]);
        using var gzip = new GZipStream(whole, CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        gzip.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}

using System.Diagnostics;
using System.Globalization;
using Nms.Discovery.Configurations;

namespace Nms.Grains.Tests.Discovery.Configurations;

/// <summary>The program that people apply diffs with takes ours.</summary>
public sealed class PatchTests
{
    private const string Program = "/usr/bin/patch";

    [Fact]
    public async Task What_patch_makes_of_the_old_text_is_the_new_one()
    {
        Assert.SkipUnless(File.Exists(Program), "patch is not installed.");
        var random = new Random(31);
        for (var round = 0; round < 25; round++)
        {
            var old = Enumerable.Range(0, random.Next(1, 300)).Select(_ => Line(random)).ToList();
            var now = old.ToList();
            for (var change = random.Next(1, 20); change > 0; change--)
            {
                var at = random.Next(now.Count + 1);
                if (random.Next(3) == 0 && now.Count > 1) now.RemoveAt(Math.Min(at, now.Count - 1));
                else now.Insert(at, Line(random));
            }

            var (before, after) = (string.Join('\n', old) + "\n", string.Join('\n', now) + "\n");
            if (before != after) Assert.Equal(after, await PatchAsync(before, UnifiedDiff.Of("old", before, "new", after)));
        }
    }

    [Fact]
    public async Task Patch_takes_the_coarse_diff_of_texts_with_nothing_in_common()
    {
        Assert.SkipUnless(File.Exists(Program), "patch is not installed.");
        var before = string.Concat(Enumerable.Range(0, 6_000).Select(at => string.Create(CultureInfo.InvariantCulture, $"old {at}\n")));
        var after = string.Concat(Enumerable.Range(0, 6_000).Select(at => string.Create(CultureInfo.InvariantCulture, $"new {at}\n")));

        Assert.Equal(after, await PatchAsync(before, UnifiedDiff.Of("old", before, "new", after)));
    }

    private static string Line(Random random) => random.Next(6) == 0 ? "!" : string.Create(CultureInfo.InvariantCulture, $" ip address 10.0.0.{random.Next(12)}");

    private static async Task<string> PatchAsync(string text, string diff)
    {
        var directory = Directory.CreateTempSubdirectory("nms-patch-");
        try
        {
            var file = Path.Combine(directory.FullName, "configuration");
            var change = Path.Combine(directory.FullName, "change");
            await File.WriteAllTextAsync(file, text, TestContext.Current.CancellationToken);
            await File.WriteAllTextAsync(change, diff.TrimEnd('\n') + "\n", TestContext.Current.CancellationToken);
            using var patch = Process.Start(new ProcessStartInfo(Program, ["--batch", "--fuzz=0", "--silent", "-i", change, file]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var said = patch.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            var complained = patch.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await patch.WaitForExitAsync(TestContext.Current.CancellationToken);
            Assert.True(patch.ExitCode == 0, await said + await complained + diff);
            return await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}

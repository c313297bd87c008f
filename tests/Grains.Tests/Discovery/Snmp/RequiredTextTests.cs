using System.Text.RegularExpressions;
using Nms.Discovery.Snmp;

namespace Nms.Grains.Tests.Discovery.Snmp;

public sealed class RequiredTextTests
{
    [Theory]
    [InlineData(@"Cisco IOS XR Software \((?:Cisco )?(?<model>[^)]+)\), *Version (?<version>[^\s,\[]+)", "Cisco IOS XR Software (")]
    [InlineData(@"(?:IOS \(tm\)|Cisco IOS Software,) .*\((?<model>[^)-]+)-[^)]*\),.*Version (?<version>[^\s,]+)", "Version ")]
    [InlineData(@"^(?:Vyatta )?VyOS (?<version>\S+)", "VyOS ")]
    [InlineData("^Linux", "Linux")]
    [InlineData("colou?r", "colo")]
    [InlineData("abc*", "ab")]
    [InlineData("abc+d", "abc")]
    [InlineData(@"a\.b\d", "a.b")]
    [InlineData("[]a]bc", "bc")]
    [InlineData("(?s)Dell.*OS", "Dell")]
    public void The_longest_text_outside_of_groups_is_in_all_that_fits(string pattern, string text) => Assert.Equal(text, RequiredText.Of(pattern));

    [Theory]
    [InlineData("")]
    [InlineData("one|other")]
    [InlineData("(one|other)+")]
    [InlineData(@"\w+ ?")]
    [InlineData("(?x) a b")]
    [InlineData("(?i:abc)def")]
    [InlineData(@"\x41bc")]
    [InlineData("ab{0,2}c")]
    [InlineData("[a-z-[b]]cd")]
    [InlineData("[ab")]
    [InlineData(@"abc\")]
    public void Nothing_is_required_where_that_is_not_plain(string pattern) => Assert.Null(RequiredText.Of(pattern));

    [Theory]
    [InlineData("a?b")]
    [InlineData("(a)?bc+")]
    [InlineData("ab*c")]
    [InlineData("[^b]+bc")]
    [InlineData("(?:a|b)c")]
    [InlineData(@"\Sb.c")]
    [InlineData("a+?bb")]
    public void What_fits_a_pattern_has_the_text_in_it(string pattern)
    {
        var required = RequiredText.Of(pattern);
        var random = new Random(7);
        var fitting = Enumerable.Range(0, 5_000).Select(_ => string.Concat(Enumerable.Range(0, random.Next(9)).Select(_ => "abcB"[random.Next(4)])))
            .Where(text => Regex.IsMatch(text, pattern, RegexOptions.IgnoreCase, TimeSpan.FromSeconds(20))).ToList();

        Assert.NotEmpty(fitting);
        Assert.All(fitting, text => Assert.Contains(required!, text, StringComparison.OrdinalIgnoreCase));
    }
}

using System.Text;

namespace Nms.Api.Access;

/// <summary>
/// Which passwords are refused: short ones, and those made of nothing but what is guessed first. No classes of characters are
/// asked for, any character is welcome. Pure.
/// </summary>
internal static class PasswordLogic
{
    public const int Longest = 256;

    // What is left of a good password when everything common is taken away.
    private const int LeastRest = 5;
    private const int ShortestRun = 3;

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Complaint(string password, string userName, int minimumLength)
    {
        var length = password.EnumerateRunes().Count();
        return length < minimumLength ? $"must have at least {minimumLength} characters"
            : password.Length > Longest ? $"must have at most {Longest} characters"
            : IsCommon(password, userName) ? "is one of those that are guessed first; take several words or a random one"
            : null;
    }

    private static bool IsCommon(string password, string userName)
    {
        var plain = password.ToLowerInvariant();
        string[] names = [.. userName.ToLowerInvariant().Split('.', '_', '@', '+', '-').Where(part => part.Length > 2)];
        return Rest(plain, names) < LeastRest || Rest(Unleet(plain), names) < LeastRest;
    }

    /// <summary>How many different characters remain without common words, the user's name, and runs such as 1234.</summary>
    private static int Rest(string text, string[] names)
    {
        foreach (var word in names.Concat(CommonPasswords.Words))
        {
            text = text.Replace(word, "", StringComparison.Ordinal);
        }

        return WithoutRuns(text).Distinct().Count();
    }

    private static string WithoutRuns(string text)
    {
        var kept = new StringBuilder();
        for (var start = 0; start < text.Length;)
        {
            var end = RunFrom(text, start);
            if (end - start < ShortestRun)
            {
                kept.Append(text[start]);
                end = start + 1;
            }

            start = end;
        }

        return kept.ToString();
    }

    // Where the run 1234, 4321 or 1111 that begins here ends.
    private static int RunFrom(string text, int start)
    {
        if (start + 1 >= text.Length || text[start + 1] - text[start] is not (-1 or 0 or 1))
        {
            return start + 1;
        }

        var step = text[start + 1] - text[start];
        var end = start + 2;
        while (end < text.Length && text[end] - text[end - 1] == step)
        {
            end++;
        }

        return end;
    }

    private static string Unleet(string text) => string.Concat(text.Select(c => c switch
    {
        '0' => 'o',
        '1' or '!' => 'i',
        '3' => 'e',
        '4' or '@' => 'a',
        '5' or '$' => 's',
        '7' => 't',
        _ => c,
    }));
}

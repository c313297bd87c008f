namespace Nms.Consoles.Sessions;

/// <summary>Takes the echo of a command and the prompt before it from the front of an answer.</summary>
internal static class AnswerText
{
    public static string Extract(string finished, string command, string prompt)
    {
        var end = finished.IndexOf('\n', StringComparison.Ordinal);
        if (end < 0) return "";

        var first = finished.AsSpan(0, end).TrimEnd();
        if (first.EndsWith(command, StringComparison.Ordinal) || first.SequenceEqual(prompt) || first.IsEmpty) return finished[(end + 1)..];

        // A terminal of eighty columns breaks a long echo; the pieces make up the prompt and the command.
        var wanted = prompt.Length + command.Length + 8;
        var joined = "";
        for (var start = 0; start < finished.Length && joined.Length < wanted;)
        {
            var stop = finished.IndexOf('\n', start);
            if (stop < 0) break;
            joined += finished[start..stop].TrimEnd('\r');
            start = stop + 1;
            if (joined.TrimEnd().EndsWith(command, StringComparison.Ordinal)) return finished[start..];
        }

        // No echo at all: only the prompt may stand in front.
        return prompt.Length > 0 && first.StartsWith(prompt) ? finished[prompt.Length..].TrimStart(' ') : finished;
    }
}

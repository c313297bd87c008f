using System.Text.Json.Nodes;

namespace Nms.Lab.Faults;

/// <summary>
/// What goes wrong on purpose. Set from code or over <c>/lab/faults</c>; safe to change while requests are under way,
/// and it takes effect with the next request, notification or console line.
/// </summary>
public sealed class LabFaults
{
    private readonly Lock _gate = new();
    private readonly Random _random;
    private readonly HashSet<string> _frozen = [];
    private TaskCompletionSource _answering = Released();
    private TaskCompletionSource _thaw = Released();

    internal LabFaults(int seed) => _random = new Random(seed);

    /// <summary>How much later every answer comes. Default none.</summary>
    public TimeSpan Latency { get; set; }

    /// <summary>The share of requests, 0 to 1, that are answered <see cref="ErrorStatus"/>.</summary>
    public double ErrorRatio { get; set; }

    /// <summary>How many of the next requests are answered <see cref="ErrorStatus"/>, whatever the ratio.</summary>
    public int ErrorsToCome { get; set; }

    /// <summary>The status of injected errors. Default 503.</summary>
    public int ErrorStatus { get; set; } = StatusCodes.Status503ServiceUnavailable;

    /// <summary>How many of the next answers are cut in the middle of their JSON.</summary>
    public int MalformedAnswersToCome { get; set; }

    /// <summary>How many of the next notifications are cut in the middle of their JSON.</summary>
    public int MalformedNotificationsToCome { get; set; }

    /// <summary>The share of notifications, 0 to 1, that are said twice.</summary>
    public double DuplicateNotifications { get; set; }

    /// <summary>The share of notifications, 0 to 1, that are not said.</summary>
    public double MissingNotifications { get; set; }

    /// <summary>Whether requests are accepted and never answered. Set to false, those that still wait are answered.</summary>
    public bool NeverAnswer
    {
        get
        {
            lock (_gate) return !_answering.Task.IsCompleted;
        }

        set
        {
            lock (_gate)
            {
                if (value && _answering.Task.IsCompleted) _answering = new(TaskCreationOptions.RunContinuationsAsynchronously);
                else if (!value) _answering.TrySetResult();
            }
        }
    }

    /// <summary>Hangs a node: its console accepts clients and swallows what they type, its status stays what it is, and it answers no ping.</summary>
    public void Freeze(string nodeId)
    {
        lock (_gate)
        {
            _frozen.Add(nodeId);
            if (_thaw.Task.IsCompleted) _thaw = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Lets a hung node go on.</summary>
    public void Thaw(string nodeId)
    {
        lock (_gate)
        {
            if (!_frozen.Remove(nodeId)) return;
            _thaw.TrySetResult();
            _thaw = _frozen.Count == 0 ? Released() : new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Whether a node hangs.</summary>
    public bool IsFrozen(string nodeId)
    {
        lock (_gate) return _frozen.Contains(nodeId);
    }

    /// <summary>Ends every fault.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            Latency = TimeSpan.Zero;
            ErrorRatio = DuplicateNotifications = MissingNotifications = 0;
            ErrorsToCome = MalformedAnswersToCome = MalformedNotificationsToCome = 0;
            ErrorStatus = StatusCodes.Status503ServiceUnavailable;
            _frozen.Clear();
            _answering.TrySetResult();
            _thaw.TrySetResult();
        }
    }

    /// <summary>Waits while requests are not answered.</summary>
    internal Task AnsweringAsync(CancellationToken cancellationToken)
    {
        lock (_gate) return _answering.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Waits while a node hangs.</summary>
    internal async Task ThawAsync(string nodeId, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task thaw;
            lock (_gate)
            {
                if (!_frozen.Contains(nodeId)) return;
                thaw = _thaw.Task;
            }

            await thaw.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The status with which to refuse the request at hand, or null.</summary>
    internal int? OnRequest()
    {
        lock (_gate)
        {
            if (ErrorsToCome > 0) ErrorsToCome--;
            else if (ErrorRatio <= 0 || _random.NextDouble() >= ErrorRatio) return null;
            return ErrorStatus;
        }
    }

    /// <summary>The text of an answer as it is to be sent.</summary>
    internal string OnAnswer(string text)
    {
        lock (_gate)
        {
            if (MalformedAnswersToCome <= 0) return text;
            MalformedAnswersToCome--;
            return text[..(text.Length / 2)];
        }
    }

    /// <summary>What one listener is told in place of a message: nothing, the message, half of it, or the message twice.</summary>
    internal IReadOnlyList<byte[]> OnNotification(byte[] message)
    {
        lock (_gate)
        {
            if (MissingNotifications > 0 && _random.NextDouble() < MissingNotifications) return [];
            if (MalformedNotificationsToCome > 0)
            {
                MalformedNotificationsToCome--;
                return [message[..(message.Length / 2)]];
            }

            return DuplicateNotifications > 0 && _random.NextDouble() < DuplicateNotifications ? [message, message] : [message];
        }
    }

    internal JsonObject ToJson()
    {
        lock (_gate)
        {
            return new JsonObject
            {
                ["latency_ms"] = (long)Latency.TotalMilliseconds,
                ["error_ratio"] = ErrorRatio,
                ["errors_to_come"] = ErrorsToCome,
                ["error_status"] = ErrorStatus,
                ["malformed_answers_to_come"] = MalformedAnswersToCome,
                ["malformed_notifications_to_come"] = MalformedNotificationsToCome,
                ["duplicate_notifications"] = DuplicateNotifications,
                ["missing_notifications"] = MissingNotifications,
                ["never_answer"] = !_answering.Task.IsCompleted,
                ["frozen_nodes"] = new JsonArray([.. _frozen.Order(StringComparer.Ordinal).Select(id => (JsonNode)id)]),
            };
        }
    }

    /// <summary>Takes the faults that a document names and leaves the others as they are.</summary>
    internal void Take(JsonObject document)
    {
        var frozen = document["frozen_nodes"] is JsonArray list ? list.Select(id => id!.GetValue<string>()).ToHashSet() : null;
        lock (_gate)
        {
            Latency = document["latency_ms"] is { } latency ? TimeSpan.FromMilliseconds(Number(latency)) : Latency;
            ErrorRatio = document["error_ratio"] is { } ratio ? Number(ratio) : ErrorRatio;
            ErrorsToCome = document["errors_to_come"]?.GetValue<int>() ?? ErrorsToCome;
            ErrorStatus = document["error_status"]?.GetValue<int>() ?? ErrorStatus;
            MalformedAnswersToCome = document["malformed_answers_to_come"]?.GetValue<int>() ?? MalformedAnswersToCome;
            MalformedNotificationsToCome = document["malformed_notifications_to_come"]?.GetValue<int>() ?? MalformedNotificationsToCome;
            DuplicateNotifications = document["duplicate_notifications"] is { } twice ? Number(twice) : DuplicateNotifications;
            MissingNotifications = document["missing_notifications"] is { } missing ? Number(missing) : MissingNotifications;
        }

        if (document["never_answer"] is { } never) NeverAnswer = never.GetValue<bool>();
        if (frozen is null) return;
        string[] hung;
        lock (_gate) hung = [.. _frozen];
        foreach (var node in hung.Where(node => !frozen.Contains(node))) Thaw(node);
        foreach (var node in frozen) Freeze(node);
    }

    private static double Number(JsonNode node) => node.GetValue<double>();

    private static TaskCompletionSource Released()
    {
        var released = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        released.SetResult();
        return released;
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nms.Workflows.Steps;

/// <summary>GNS3's filters of a link from what a step is given. Pure.</summary>
internal static class LinkFilterLogic
{
    /// <summary>The members that set one filter each.</summary>
    public static IEnumerable<StepField> Takes { get; } =
    [
        StepSchema.Integer("latency", "Milliseconds by which packets are delayed.", 0, 32_767).Optional(),
        StepSchema.Integer("jitter", "Milliseconds by which the delay varies; takes a latency.", 0, 32_767).Optional(),
        StepSchema.Integer("packet_loss", "Per cent of packets that are lost.", 0, 100).Optional(),
        StepSchema.Integer("corruption", "Per cent of packets that are corrupted.", 0, 100).Optional(),
        StepSchema.Integer("frequency_drop", "Every how manyth packet is dropped; -1 for all.", -1, 32_767).Optional(),
        StepSchema.Text("bpf", "A Berkeley packet filter, one expression a line: what matches is dropped.", 4_000).Optional(),
        StepSchema.Map("filters", "All filters in GNS3's own form, such as filters_before of another step, instead of those above.").Optional(),
        StepSchema.Flag("keep_others", "Whether filters that are set and not named stay.").OrElse(false),
    ];

    /// <summary>The filters that are to be in force.</summary>
    public static JsonObject Wanted(StepInputs inputs, JsonObject before)
    {
        JsonObject wanted = inputs.Flag("keep_others", false) ? (JsonObject)before.DeepClone() : [];
        var named = Named(inputs);
        if (inputs.Map("filters") is { } whole)
        {
            return named.Count > 0 ? throw StepInputs.Invalid("filters", "cannot be given beside single filters") : Merge(wanted, JsonObject.Create(whole)!);
        }

        return named.Count > 0 ? Merge(wanted, named) : throw StepInputs.Invalid("filters", "or one of latency, packet_loss, corruption, frequency_drop and bpf is required");
    }

    /// <summary>GNS3 keeps no filter whose first value is 0 or empty.</summary>
    public static JsonObject Effective(JsonObject filters) => new(filters
        .Where(filter => filter.Value is JsonArray { Count: > 0 } values && values[0] is JsonValue first && first.ToString() is not ("0" or ""))
        .Select(filter => KeyValuePair.Create(filter.Key, filter.Value?.DeepClone())));

    /// <summary>Whether two sets are the same; a filter may have its later values left out when they are 0.</summary>
    public static bool AreSame(JsonObject one, JsonObject other)
    {
        var (first, second) = (Effective(one), Effective(other));
        return first.Count == second.Count && first.All(filter => second[filter.Key] is JsonArray values && Values((JsonArray)filter.Value!).SequenceEqual(Values(values)));
    }

    private static JsonObject Named(StepInputs inputs)
    {
        var filters = new JsonObject();
        var (latency, jitter) = (inputs.IntegerOrNull("latency", 0, 32_767), inputs.IntegerOrNull("jitter", 0, 32_767));
        if (latency is not null || jitter is not null)
        {
            filters["delay"] = latency is null ? throw StepInputs.Invalid("jitter", "takes a latency") : new JsonArray(latency, jitter ?? 0);
        }

        Add("packet_loss", inputs.IntegerOrNull("packet_loss", 0, 100));
        Add("corrupt", inputs.IntegerOrNull("corruption", 0, 100));
        Add("frequency_drop", inputs.IntegerOrNull("frequency_drop", -1, 32_767));
        if (inputs.TextOrNull("bpf", 4_000) is { } expression)
        {
            filters["bpf"] = new JsonArray(expression);
        }

        return filters;

        void Add(string name, int? value)
        {
            if (value is { } number)
            {
                filters[name] = new JsonArray(number);
            }
        }
    }

    private static JsonObject Merge(JsonObject into, JsonObject from)
    {
        foreach (var (name, value) in from)
        {
            into[name] = value?.DeepClone();
        }

        return into;
    }

    private static IEnumerable<string> Values(JsonArray values) =>
        values.Select(value => value?.GetValueKind() == JsonValueKind.String ? value.GetValue<string>().Trim() : value?.ToJsonString() ?? "").Reverse().SkipWhile(text => text is "0" or "").Reverse();
}

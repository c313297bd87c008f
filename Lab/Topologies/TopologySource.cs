using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nms.Lab.Topologies;

/// <summary>Finds the document that describes a topology: a file that ships with the Lab, a file of the user, or a generated one.</summary>
internal static class TopologySource
{
    private const string Generated = "generated";

    private static readonly JsonDocumentOptions Relaxed = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = 64 };

    /// <summary>The topologies that ship with the Lab.</summary>
    public static IEnumerable<string> Shipped
        => typeof(TopologySource).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith("Topologies/", StringComparison.Ordinal))
            .Select(name => Path.GetFileNameWithoutExtension(name)).Order(StringComparer.Ordinal);

    public static Topology Read(LabOptions options)
    {
        var name = options.Topology;
        if (name.Length == 0 || name == "empty") return new Topology("empty", []);
        if (name == Generated || name.StartsWith(Generated + ":", StringComparison.Ordinal)) return new Topology(name, Generate(Settings(name), options));

        var document = Parse(name);
        if (document["extends"]?.GetValue<string>() is { } other) document = Extended(Parse(other), document);
        return new Topology(
            Path.GetFileNameWithoutExtension(name),
            document["generate"] is JsonObject settings ? Generate(settings, options) : document);
    }

    private static JsonObject Parse(string name)
    {
        using var stream = Open(name);
        try
        {
            return JsonNode.Parse(stream, documentOptions: Relaxed) as JsonObject
                ?? throw new InvalidTopologyException($"Topology {name} is not a JSON object.");
        }
        catch (JsonException e)
        {
            throw new InvalidTopologyException($"Topology {name} is not JSON: {e.Message}", e);
        }
    }

    /// <summary>One topology over another: nodes of the same name have the members of both, cables are added.</summary>
    private static JsonObject Extended(JsonObject document, JsonObject changes)
    {
        foreach (var change in changes["projects"]?.AsArray().Select(item => item!.AsObject()) ?? [])
        {
            var project = Named(document["projects"]?.AsArray(), change["name"]?.GetValue<string>(), "project");
            foreach (var node in change["nodes"]?.AsArray().Select(item => item!.AsObject()) ?? [])
            {
                var extended = Named(project["nodes"]?.AsArray(), node["name"]?.GetValue<string>(), "node");
                foreach (var (member, value) in node) extended[member] = value?.DeepClone();
            }

            if (change["cables"] is { } cables) project["cables"] = cables.DeepClone();
        }

        return document;
    }

    private static JsonObject Named(JsonArray? list, string? name, string what) =>
        list?.Select(item => item!.AsObject()).FirstOrDefault(item => item["name"]?.GetValue<string>() == name)
            ?? throw new InvalidTopologyException($"There is no {what} {name} in the topology that is extended.");

    private static Stream Open(string name)
    {
        if (File.Exists(name)) return File.OpenRead(name);
        return Assembly.GetExecutingAssembly().GetManifestResourceStream($"Topologies/{name}.json")
            ?? throw new InvalidTopologyException($"There is no topology {name}: neither a file of that path nor one of {string.Join(", ", Shipped)}, empty, generated:nodes=200,seed=7.");
    }

    private static JsonObject Settings(string name)
    {
        var settings = new JsonObject();
        foreach (var part in name[Generated.Length..].TrimStart(':').Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (part.Split('=') is not [var key, var value] || !int.TryParse(value, CultureInfo.InvariantCulture, out var number))
                throw new InvalidTopologyException($"{part} in {name} is not a setting of a generated topology, such as nodes=200, seed=7, running=60.");
            settings[key] = number;
        }

        return settings;
    }

    private static JsonObject Generate(JsonObject settings, LabOptions options)
    {
        var nodes = settings["nodes"]?.GetValue<int>() ?? 100;
        if (nodes is < 1 or > LabLimits.NodesPerProject)
            throw new InvalidTopologyException($"A generated topology has 1 to {LabLimits.NodesPerProject} nodes, not {nodes}.");
        return TopologyGenerator.Generate(
            settings["name"]?.GetValue<string>() ?? Generated, nodes, settings["seed"]?.GetValue<int>() ?? options.Seed, settings["running"]?.GetValue<int>() ?? 100);
    }
}

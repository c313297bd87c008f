using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Nms.Lab.Drawings;
using Nms.Lab.Links;
using Nms.Lab.Nodes;
using Nms.Lab.Wire;

namespace Nms.Lab.Projects;

/// <summary>
/// A project as a .gns3project file: a ZIP with the topology in project.gns3 (revision 9, as GNS3 2.2 writes it) and the files of
/// each node under project-files/{type}/{node id}/.
/// </summary>
internal static class ProjectArchive
{
    private const string TopologyEntry = "project.gns3";
    private const string NodeFolder = "project-files";
    private const int Revision = 9;
    private const int MostTopologyBytes = 32 * 1024 * 1024;

    /// <summary>Fields of a project that belong to where it lives and not to what it is.</summary>
    private static readonly string[] OwnFields = ["filename", "path", "status"];

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    private static readonly Schema Topology = Schema.Object(
        ("name", Schema.Name),
        ("project_id", Schema.Uuid),
        ("topology", Schema.Object(
            ("nodes", Schema.ListOf(NodeEndpoints.Saved)),
            ("links", Schema.ListOf(LinkEndpoints.Saved)),
            ("drawings", Schema.ListOf(DrawingEndpoints.Saved))).Requires("nodes", "links", "drawings").Open())).Requires("name", "project_id", "topology").Open();

    public static byte[] Write(LabProject project, ProjectDump dump, string version, CompressionLevel compression)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, TopologyEntry, Encoding.UTF8.GetBytes(PythonJson.Indented(Document(project, dump, version))), compression);
            foreach (var node in dump.Nodes)
            {
                var id = Text(node, "node_id");
                foreach (var (path, content) in dump.Files.GetValueOrDefault(id) ?? [])
                    Add(archive, $"{NodeFolder}/{Text(node, "node_type")}/{id}/{path}", content, compression);
            }
        }

        return file.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> or a GNS3 server wrote; the sentences of a refusal are GNS3's.</summary>
    public static (JsonObject Document, ProjectDump Dump) Read(Stream file)
    {
        try
        {
            using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            var entry = archive.GetEntry(TopologyEntry)
                ?? throw LabRefusalException.Conflict("Cannot import project, project.gns3 file could not be found");
            var document = Parse(Content(entry, MostTopologyBytes));
            var topology = document["topology"]!.AsObject();
            var nodes = Objects(topology, "nodes");
            if (nodes.Length > LabLimits.NodesPerProject)
                throw LabRefusalException.Conflict($"The lab takes {LabLimits.NodesPerProject} nodes per project at most");
            return (document, new ProjectDump(nodes, Objects(topology, "links"), Objects(topology, "drawings"), Files(archive)));
        }
        catch (InvalidDataException)
        {
            throw LabRefusalException.Conflict("Cannot import project, not a GNS3 project (invalid zip)");
        }
    }

    private static JsonObject Document(LabProject project, ProjectDump dump, string version)
    {
        var document = new JsonObject();
        foreach (var (field, value) in project.Document.Where(pair => !OwnFields.Contains(pair.Key)))
            document[field] = value?.DeepClone();
        document["revision"] = Revision;
        document["topology"] = new JsonObject
        {
            ["computes"] = new JsonArray(),
            ["drawings"] = Array(dump.Drawings),
            ["links"] = Array(dump.Links),
            ["nodes"] = Array(dump.Nodes),
        };
        document["type"] = "topology";
        document["version"] = version;
        return document;
    }

    private static JsonObject Parse(byte[] content)
    {
        try
        {
            if (JsonNode.Parse(content, documentOptions: Strict) is JsonObject document
                && document.DeepClone() is not null && Topology.Complaint(document) is null)
                return document;
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw Corrupted();
        }

        throw Corrupted();
    }

    /// <summary>Files of nodes by node id; whatever else the archive holds has no place in the Lab.</summary>
    private static ImmutableDictionary<string, ImmutableDictionary<string, byte[]>> Files(ZipArchive archive)
    {
        var files = new Dictionary<string, Dictionary<string, byte[]>>();
        foreach (var entry in archive.Entries)
        {
            // folder / type / node id / path, where a path stays inside its node.
            var parts = entry.FullName.Split('/', 4);
            if (parts is not [NodeFolder, _, var node, { Length: > 0 } path] || path.EndsWith('/')) continue;
            if (path.StartsWith('.') || $"/{path}/".Contains("/../", StringComparison.Ordinal) || path.Contains('\\')) throw Corrupted();
            if (!files.TryGetValue(node, out var ofNode)) files[node] = ofNode = new(StringComparer.Ordinal);
            ofNode[path] = Content(entry, LabLimits.FileBytes - ofNode.Values.Sum(content => content.Length));
        }

        return files.ToImmutableDictionary(pair => pair.Key, pair => pair.Value.ToImmutableDictionary());
    }

    /// <summary>Unpacks one entry, never more of it than there is room for, whatever its header says.</summary>
    private static byte[] Content(ZipArchiveEntry entry, int room)
    {
        using var unpacked = entry.Open();
        var content = new byte[room + 1];
        var length = unpacked.ReadAtLeast(content, content.Length, throwOnEndOfStream: false);
        return length <= room ? content[..length] : throw LabRefusalException.Conflict($"The lab takes {room} bytes for {entry.FullName} at most");
    }

    private static void Add(ZipArchive archive, string name, byte[] content, CompressionLevel compression)
    {
        using var entry = archive.CreateEntry(name, compression).Open();
        entry.Write(content);
    }

    private static ImmutableArray<JsonObject> Objects(JsonObject topology, string member) =>
        [.. topology[member]!.AsArray().Select(entry => entry!.AsObject())];

    private static JsonArray Array(ImmutableArray<JsonObject> entries) => new([.. entries.Select(entry => (JsonNode)entry.DeepClone())]);

    private static string Text(JsonObject document, string field) => document[field]!.GetValue<string>();

    private static LabRefusalException Corrupted() => LabRefusalException.Conflict("Cannot import project, the project.gns3 file is corrupted");
}

using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Nms.Discovery.Configurations;
using Nms.Equipment;
using Nms.Gns3;

namespace Nms.Discovery.Profiles;

/// <summary>Reads the configuration files of a node through GNS3: what will be, when it starts the next time.</summary>
internal sealed class ConfigurationReader(IGns3Clients clients, IOptions<DiscoveryOptions> options, TimeProvider time)
{
    private const int MostLinesTold = 20;
    private const int MostFiles = 50;

    public async Task<ConfigurationReading> ReadAsync(NodeTarget target, CancellationToken cancellationToken)
    {
        var files = ConfigurationFiles.Of(target.Node.NodeType, target.Node.PropertiesJson);
        if (files is [])
        {
            return new ConfigurationReading(SectionResult.Absent(Gns3Findings.IsBuiltIn(target.Node.NodeType)
                ? "GNS3 carries this node itself; it has no configuration of its own."
                : $"Nodes of type {target.Node.NodeType} keep their configuration in a disk image, which GNS3 does not open."));
        }

        var client = clients.Get(target.Project.Server).Client;
        var reading = new ConfigurationReading(SectionResult.Completed);
        var requests = 0;
        var failures = new List<string>();
        for (var at = 0; at < files.Length; at++)
        {
            var file = files[at];
            requests++;
            try
            {
                var bytes = await client.ReadNodeFileAsync(target.Project.ProjectId, target.Node.Key.NodeId, file.Path, options.Value.MaxFileBytes, cancellationToken);
                var read = Read(file, bytes);
                reading = reading.With(read);
                if (read.LeaseFile is { } leases && files.Length < MostFiles && files.All(known => known.Path != leases.Path) && ConfigurationFiles.IsKept(leases.Path, target.Node.NodeType, target.Node.PropertiesJson))
                {
                    files = files.Add(leases);
                }
            }
            catch (Gns3ApiException missing) when (missing.Kind == Gns3FailureKind.NotFound)
            {
                // Not saved yet, or not used by this node.
            }
            catch (Gns3ApiException failure)
            {
                failures.Add($"{file.Path}: {failure.Message}");
            }
        }

        return reading with
        {
            Result = failures is not []
                ? new SectionResult(reading.Texts is [] ? SectionOutcome.Failed : SectionOutcome.Partial, string.Join("; ", failures), requests)
                : reading.Texts is []
                    ? new SectionResult(SectionOutcome.Absent, $"GNS3 has no {string.Join(" and no ", files.Select(file => file.Path))} of this node: nothing was saved.", requests)
                    : new SectionResult(SectionOutcome.Completed, null, requests),
        };
    }

    private ConfigurationReading Read(ConfigurationFile file, byte[] bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        var kind = file.Kind ?? ConfigurationKinds.Detect(text);
        var facts = ConfigurationParser.Parse(kind, text);
        return new ConfigurationReading(SectionResult.Completed)
        {
            Texts = [new ConfigurationText(file.Path, FactSource.Configuration, kind, text)],
            Files = [Describe(file.Path, FactSource.Configuration, text, facts, time.GetUtcNow())],
            Findings = facts is null ? [] : [ConfigurationFindings.Of(facts, file.Path, time.GetUtcNow())],
            Credentials = ConfiguredCredentials.Of(facts, file.Path),
            LeaseFile = facts?.LeaseFile,
        };
    }

    public static EquipmentFile Describe(string name, FactSource source, string text, ConfigurationFacts? facts, DateTimeOffset at) => new()
    {
        Name = name,
        Source = source,
        Bytes = Encoding.UTF8.GetByteCount(text),
        Sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))),
        At = at,
        NotUnderstood = facts is null ? ["its language is not read"] : [.. facts.NotUnderstood.Take(MostLinesTold)],
    };
}

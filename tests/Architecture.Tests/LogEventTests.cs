using System.Reflection;
using Microsoft.Extensions.Logging;

namespace Nms.Architecture.Tests;

/// <summary>A log event id names one message, and its thousand names the feature.</summary>
public sealed class LogEventTests
{
    private sealed record LogEvent(int Id, string Project, string Feature, string Method);

    private static readonly LogEvent[] s_events = [.. Repository.ShippedProjects.SelectMany(project => Repository.Assembly(project).GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)
            .Select(method => (Method: method, Attribute: method.GetCustomAttribute<LoggerMessageAttribute>()))
            .Where(entry => entry.Attribute is not null)
            .Select(entry => new LogEvent(
                entry.Attribute!.EventId, project, (type.Namespace ?? "").Split('.').Last(), $"{type.FullName}.{entry.Method.Name}"))))];

    [Fact]
    public void Log_event_ids_are_unique()
    {
        var repeated = s_events.GroupBy(entry => entry.Id).Where(group => group.Count() > 1)
            .Select(group => $"{group.Key}: {string.Join(", ", group.Select(entry => entry.Method))}");

        Assert.Empty(repeated);
    }

    [Fact]
    public void Log_event_ids_lie_in_the_block_of_their_feature()
    {
        var offenders = s_events.Where(entry => entry.Id / 1000 != Block(entry))
            .Select(entry => $"{entry.Method}: {entry.Id}, expected {Block(entry)}xxx");

        Assert.Empty(offenders);
    }

    private static int Block(LogEvent entry) => entry switch
    {
        { Project: "Silo" or "Storage" } => 9,
        { Project: "Lab" } => 10,
        { Project: var project } when project.StartsWith("Protocols.", StringComparison.Ordinal) => 8,
        { Feature: "Gns3" } => 1,
        { Feature: "Nodes" } => 2,
        { Feature: "Projects" or "Topology" } => 3,
        { Feature: "Discovery" or "Profiles" or "Equipment" or "Consoles" } => 4,
        { Feature: "Workflows" or "Engine" or "Triggers" or "Steps" or "Definitions" } => 5,
        { Feature: "Modules" or "Messaging" } => 6,
        { Feature: "Events" or "Streams" } => 7,
        _ => 9,
    };
}

using System.Net;
using System.Text;

namespace Nms.Lab.Faults;

/// <summary>The page at <c>/lab/</c>: what runs here and how to make it fail.</summary>
internal static class LabPage
{
    public static string Html(LabState state)
    {
        var rows = new StringBuilder();
        lock (state.Gate)
        {
            foreach (var project in state.Projects.Values)
            {
                var nodes = project.IsOpen ? project.Nodes.Count : project.Saved.Nodes.Length;
                rows.Append("<tr><td>").Append(WebUtility.HtmlEncode(project.Name)).Append("</td><td>").Append(project.IsOpen ? "opened" : "closed")
                    .Append("</td><td>").Append(nodes).Append("</td><td>").Append(project.Nodes.Values.Count(node => node.IsRunning)).Append("</td></tr>");
            }
        }

        return $$"""
            <!doctype html>
            <html lang="en"><head><meta charset="utf-8"><title>Lab</title>
            <style>body{font-family:sans-serif;max-width:60em;margin:2em auto;padding:0 1em}td,th{padding:.2em .8em;text-align:left}pre{background:#eee;padding:.6em}</style></head>
            <body><h1>Lab</h1>
            <p>A simulated GNS3 {{WebUtility.HtmlEncode(state.Options.Version)}} server. The API is under <code>/v2</code>; nothing here is a real device.</p>
            <table><tr><th>Project</th><th>Status</th><th>Nodes</th><th>Running</th></tr>{{rows}}</table>
            <h2>Faults</h2>
            <p><code>GET /lab/faults</code> shows them, <code>PUT /lab/faults</code> sets those it names, <code>DELETE /lab/faults</code> ends them all.</p>
            <table>
            <tr><td><code>latency_ms</code></td><td>every answer comes that much later</td></tr>
            <tr><td><code>error_ratio</code>, <code>error_status</code></td><td>that share of requests, 0 to 1, is answered with that status</td></tr>
            <tr><td><code>errors_to_come</code></td><td>that many of the next requests are answered with that status</td></tr>
            <tr><td><code>malformed_answers_to_come</code></td><td>that many of the next answers end in the middle of their JSON</td></tr>
            <tr><td><code>malformed_notifications_to_come</code></td><td>the same for notifications</td></tr>
            <tr><td><code>duplicate_notifications</code></td><td>that share of notifications is said twice</td></tr>
            <tr><td><code>missing_notifications</code></td><td>that share of notifications is not said</td></tr>
            <tr><td><code>never_answer</code></td><td>requests are accepted and wait until this is false again</td></tr>
            <tr><td><code>frozen_nodes</code></td><td>the nodes with these identifiers hang: their consoles accept and never answer</td></tr>
            <tr><td><code>drop_sockets</code></td><td>true closes every notification stream now</td></tr>
            </table>
            <pre>curl -X PUT {{state.Options.Host}}:{{state.Compute.Port}}/lab/faults -d '{"errors_to_come": 3}'</pre>
            <p><code>GET /lab/state</code> counts listeners and nodes as JSON, <code>GET /lab/truth?project_id=</code> has the interfaces, addresses and neighbours of every node, the subnets, and where every cable leads.</p>
            </body></html>
            """;
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Nms.Lab.Wire;

/// <summary>
/// Maps routes with the server's manners: the body is checked before anything else happens, a refusal is JSON with its
/// message, the connection is closed after each answer, and injected faults come in between.
/// </summary>
internal sealed class LabRoutes(WebApplication app, LabState state, string prefix)
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64 };

    public void Get(string path, Func<LabRequest, LabAnswer> answer) => Map("GET", path, null, answer);

    public void Post(string path, Func<LabRequest, LabAnswer> answer) => Map("POST", path, null, answer);

    public void Post(string path, Schema schema, Func<LabRequest, LabAnswer> answer) => Map("POST", path, schema, answer);

    public void Put(string path, Schema schema, Func<LabRequest, LabAnswer> answer) => Map("PUT", path, schema, answer);

    public void Delete(string path, Func<LabRequest, LabAnswer> answer) => Map("DELETE", path, null, answer);

    /// <summary>A route whose handler reads the body and writes the response itself: streams, files, sockets.</summary>
    public void Raw(string method, string path, Func<LabRequest, Task<LabAnswer?>> answer)
        => app.MapMethods(prefix + path, [method], Handler(http => GuardedAsync(http, path, [], () => answer(new LabRequest(http, [])))));

    private void Map(string method, string path, Schema? schema, Func<LabRequest, LabAnswer> answer)
        => app.MapMethods(prefix + path, [method], Handler(async http =>
        {
            var body = new JsonObject();
            await GuardedAsync(http, path, body, async () =>
            {
                await ReadAsync(http, body);
                if (schema?.Complaint(body) is { } complaint)
                    throw LabRefusalException.BadRequest($"JSON schema error with API request '{http.Request.Path}{http.Request.QueryString}' and JSON data '{PythonJson.Literal(body)}': {complaint}");
                return answer(new LabRequest(http, body));
            });
        }));

    private static RequestDelegate Handler(Func<HttpContext, Task> handle) => http => handle(http);

    private async Task GuardedAsync(HttpContext http, string path, JsonObject body, Func<Task<LabAnswer?>> answer)
    {
        try
        {
            if (prefix.Length > 0 && await FaultAsync(http)) return;
            if (await answer() is { } result) await WriteAsync(http, path, result);
        }
        catch (LabRefusalException refusal)
        {
            await WriteAsync(http, path, Refused(http, path, body, refusal));
        }
        catch (Exception e) when (e is InvalidOperationException or FormatException or OverflowException && !http.Response.HasStarted)
        {
            // A value of a type that no schema speaks of, inside properties that are free by design.
            await WriteAsync(http, path, Refused(http, path, body, LabRefusalException.BadRequest(e.Message)));
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; there is nobody to answer.
            http.Abort();
        }
    }

    /// <summary>Delays or spoils the request as the faults say; true when it is over.</summary>
    private async Task<bool> FaultAsync(HttpContext http)
    {
        var faults = state.Faults;
        await faults.AnsweringAsync(http.RequestAborted);
        if (faults.Latency > TimeSpan.Zero) await Task.Delay(faults.Latency, state.Time, http.RequestAborted);
        if (faults.OnRequest() is not { } status) return false;
        await WriteAsync(http, "", new LabAnswer(status, new JsonObject { ["message"] = "Injected fault", ["status"] = status }));
        return true;
    }

    private async Task WriteAsync(HttpContext http, string path, LabAnswer answer)
    {
        Describe(http, path, answer.Status);
        if (!answer.HasBody) return;
        var bytes = Encoding.UTF8.GetBytes(state.Faults.OnAnswer(PythonJson.Indented(answer.Document)));
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    public void Describe(HttpContext http, string path, int status)
    {
        http.Response.StatusCode = status;
        http.Response.Headers.Server = "Python/3.11 GNS3/" + state.Options.Version;
        http.Response.Headers["X-Route"] = prefix + path;
        http.Response.Headers.Connection = "close";
    }

    private LabAnswer Refused(HttpContext http, string path, JsonObject body, LabRefusalException refusal)
    {
        var document = new JsonObject { ["message"] = refusal.Message, ["status"] = refusal.Status };
        if (refusal.Status == StatusCodes.Status400BadRequest)
        {
            document["method"] = http.Request.Method;
            document["path"] = prefix + path;
            document["request"] = body.DeepClone();
        }

        return new LabAnswer(refusal.Status, document);
    }

    private static async Task ReadAsync(HttpContext http, JsonObject body)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(http.RequestAborted);
        if (text.Length > 0)
        {
            JsonNode? document;
            try
            {
                document = JsonNode.Parse(text, documentOptions: Strict);
                document?.DeepClone();
            }
            catch (Exception e) when (e is JsonException or ArgumentException)
            {
                body["malformed_json"] = text;
                var line = (e as JsonException)?.LineNumber ?? 0;
                var column = (e as JsonException)?.BytePositionInLine ?? 0;
                throw LabRefusalException.BadRequest(string.Create(CultureInfo.InvariantCulture, $"Invalid JSON {e.Message.Split('.')[0]}: line {line + 1} column {column + 1} (char {column})"));
            }

            if (document is not JsonObject map)
                throw LabRefusalException.BadRequest($"JSON schema error with API request '{http.Request.Path}' and JSON data '{PythonJson.Literal(document)}': {PythonJson.Literal(document)} is not of type 'object'");
            foreach (var (field, value) in map.ToArray())
            {
                map.Remove(field);
                body[field] = value;
            }
        }

        // The real server puts the query beside the fields of the body, as text.
        foreach (var (field, value) in http.Request.Query) body[field] = value.ToString();
    }
}

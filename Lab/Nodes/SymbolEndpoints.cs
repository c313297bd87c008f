using System.Text;
using System.Text.Json.Nodes;
using Nms.Lab.Wire;

namespace Nms.Lab.Nodes;

/// <summary>The routes of symbols: enough for a client that draws a topology.</summary>
internal static class SymbolEndpoints
{
    public static void Map(LabRoutes routes)
    {
        routes.Get("/symbols", _ => LabAnswer.Ok(new JsonArray([.. Symbols.Ids.Select(id => (JsonNode)new JsonObject
        {
            ["builtin"] = true,
            ["filename"] = id[(id.LastIndexOf('/') + 1)..],
            ["symbol_id"] = id,
            ["theme"] = "Classic",
        })])));
        routes.Get("/default_symbols", _ => LabAnswer.Ok(new JsonObject
        {
            ["Classic"] = new JsonObject(Symbols.Ids.Select(id =>
                KeyValuePair.Create(id[(id.LastIndexOf('/') + 1)..^4], (JsonNode?)id))),
        }));
        routes.Raw("GET", "/symbols/{**symbol}", async request =>
        {
            var path = request.Path("symbol");
            var cut = path.LastIndexOf('/');
            var (symbol, wanted) = cut < 0 ? (path, "") : (Uri.UnescapeDataString(path[..cut]), path[(cut + 1)..]);
            var (width, height) = Symbols.SizeOf(symbol);
            if (wanted == "dimensions") return LabAnswer.Ok(new JsonObject { ["height"] = height, ["width"] = width });
            if (wanted != "raw" || !Symbols.Knows(symbol)) return LabAnswer.Empty(StatusCodes.Status404NotFound);

            routes.Describe(request.Http, "/symbols/{symbol_id:.+}/raw", StatusCodes.Status200OK);
            request.Http.Response.ContentType = "image/svg+xml";
            await request.Http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(
                $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"><rect x=\"1\" y=\"1\" width=\"{width - 2}\" height=\"{height - 2}\" rx=\"6\" fill=\"#4682b4\"/></svg>"), request.Aborted);
            return null;
        });
    }
}

using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Nms.Api.OpenApi;

/// <summary>Lists the six tags with what they hold, also those that have no route yet, and drops what nothing refers to.</summary>
internal sealed class TagsFilter : IDocumentFilter
{
    public void Apply(OpenApiDocument swaggerDoc, DocumentFilterContext context)
    {
        swaggerDoc.Tags = new HashSet<OpenApiTag>(ApiTags.All.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Description }));

        // A Word<T> is shown as the words it takes, see ParametersFilter.
        foreach (var name in context.SchemaRepository.Schemas.Keys.Where(name => name.EndsWith("Word", StringComparison.Ordinal)).ToList())
        {
            swaggerDoc.Components?.Schemas?.Remove(name);
        }
    }
}

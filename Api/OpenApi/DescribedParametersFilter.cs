using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Nms.Api.OpenApi;

/// <summary>Puts the parameters that a route reads itself into the document.</summary>
internal sealed class DescribedParametersFilter : IOperationFilter
{
    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        foreach (var described in context.ApiDescription.ActionDescriptor.EndpointMetadata.OfType<DescribedParameters>())
        {
            operation.Parameters ??= [];
            foreach (var parameter in described.Parameters)
            {
                operation.Parameters.Add(new OpenApiParameter
                {
                    Name = parameter.Name,
                    In = ParameterLocation.Query,
                    Description = described.AlsoInBody && parameter.Required
                        ? $"{parameter.Description} Required, here or in the body."
                        : parameter.Description,
                    Required = parameter.Required && !described.AlsoInBody,
                    Schema = new OpenApiSchema { Type = JsonSchemaType.String },
                    Example = parameter.Example is null ? null : JsonValue.Create(parameter.Example),
                });
            }

            if (described.AlsoInBody)
            {
                operation.RequestBody = Body(described);
            }
        }
    }

    private static OpenApiRequestBody Body(DescribedParameters described)
    {
        OpenApiMediaType Media() => new()
        {
            Schema = new OpenApiSchema
            {
                Type = JsonSchemaType.Object,
                Properties = described.Parameters.ToDictionary(
                    parameter => parameter.Name,
                    IOpenApiSchema (parameter) => new OpenApiSchema
                    {
                        Type = JsonSchemaType.String,
                        Description = parameter.Description,
                        Examples = parameter.Example is null ? null : [JsonValue.Create(parameter.Example)],
                    }),
            },
        };
        return new OpenApiRequestBody
        {
            Description = "The same parameters, for clients that send them so.",
            Required = false,
            Content = new Dictionary<string, IOpenApiMediaType>
            {
                ["application/json"] = Media(),
                ["application/x-www-form-urlencoded"] = Media(),
            },
        };
    }
}

using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;

namespace Nms.Api.OpenApi;

/// <summary>The OpenAPI document and the page that shows it.</summary>
internal static class OpenApiDocumentation
{
    private static readonly string[] s_documented = ["Nms.Api.Contracts.xml"];

    public static void AddNmsOpenApi(this IServiceCollection services)
    {
        services.AddEndpointsApiExplorer();
        services.AddSwaggerGen(document =>
        {
            document.SwaggerDoc("v1", new OpenApiInfo
            {
                Title = "NMS",
                Version = "v1",
                Description = "A live model of GNS3 labs: read it, command it, follow it.",
            });
            document.SupportNonNullableReferenceTypes();
            document.NonNullableReferenceTypesAsRequired();
            SecurityFilter.Define(document);
            document.OperationFilter<SecurityFilter>();
            document.OperationFilter<DescribedParametersFilter>();
            document.ParameterFilter<ParametersFilter>();
            document.SchemaFilter<ExamplesFilter>();
            document.DocumentFilter<TagsFilter>();
            foreach (var file in s_documented.Select(name => Path.Combine(AppContext.BaseDirectory, name)).Where(File.Exists))
            {
                document.IncludeXmlComments(file);
            }
        });
    }

    public static void UseNmsOpenApi(this IApplicationBuilder app)
    {
        app.UseSwagger(swagger => swagger.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1);
        app.UseSwaggerUI(page =>
        {
            page.SwaggerEndpoint("/swagger/v1/swagger.json", "NMS v1");
            page.DocumentTitle = "NMS API";
            page.DisplayRequestDuration();
            page.EnableTryItOutByDefault();
        });
    }
}

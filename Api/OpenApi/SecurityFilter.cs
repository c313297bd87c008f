using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Nms.Api.Access;
using Swashbuckle.AspNetCore.SwaggerGen;

namespace Nms.Api.OpenApi;

/// <summary>Says of each operation how to sign in for it, and which permission it asks for; nothing of one that is open.</summary>
internal sealed class SecurityFilter : IOperationFilter
{
    public const string Bearer = "bearer";
    public const string Basic = "basic";
    public const string ApiKey = "api_key";

    public void Apply(OpenApiOperation operation, OperationFilterContext context)
    {
        var metadata = context.ApiDescription.ActionDescriptor.EndpointMetadata;
        if (metadata.OfType<IAllowAnonymous>().Any())
        {
            operation.Security = [];
            return;
        }

        operation.Security =
        [
            .. new[] { Bearer, Basic, ApiKey }.Select(scheme => new OpenApiSecurityRequirement
            {
                [new OpenApiSecuritySchemeReference(scheme, context.Document)] = [],
            }),
        ];
        if (metadata.OfType<RequiredPermission>().LastOrDefault() is { } required)
        {
            var sentence = required.Everywhere ? $"Needs the permission `{required.Permission}`." : $"Needs the permission `{required.Permission}`, in the project where there is one.";
            operation.Description = string.IsNullOrEmpty(operation.Description) ? sentence : $"{operation.Description} {sentence}";
        }
    }

    /// <summary>The ways to sign in, for the Authorize button.</summary>
    public static void Define(SwaggerGenOptions document)
    {
        document.AddSecurityDefinition(Bearer, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "bearer",
            BearerFormat = "JWT",
            Description = "The access_token that POST /api/v1/auth/token gives for a name and a password.",
        });
        document.AddSecurityDefinition(Basic, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.Http,
            Scheme = "basic",
            Description = "Name and password of a user.",
        });
        document.AddSecurityDefinition(ApiKey, new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = AccessSchemes.ApiKeyHeader,
            Description = "An API key, from POST /api/v1/api-keys.",
        });
    }
}

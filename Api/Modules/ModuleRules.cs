using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Nms.Api.Errors;
using Nms.Api.Events;
using Nms.Contracts.Modules;
using Nms.Modules;
using Nms.Outbound;
using Nms.Webhooks;
using ModuleDelivery = Nms.Contracts.Modules.ModuleDelivery;

namespace Nms.Api.Modules;

/// <summary>What a registration must look like. Names every wrong field.</summary>
internal static class ModuleRules
{
    private const int MostWords = 64;
    private const int LongestWord = 64;
    private const int LongestUrl = 2_048;

    public static ValueTask CheckAsync(RegisterModuleRequest request, FieldErrors errors, HttpContext context)
    {
        Check(request, errors, context.RequestServices.GetRequiredService<IOutboundGuard>());
        return ValueTask.CompletedTask;
    }

    public static void Check(RegisterModuleRequest request, FieldErrors errors, IOutboundGuard outbound)
    {
        errors.Optional("version", request.Version, longest: 64);
        CheckName(errors, "module_name", request.ModuleName);
        CheckWords(errors, "capabilities", request.Capabilities);
        CheckWords(errors, "events", request.Events);
        EventTypes.Check(Words(request.Events), errors, "events");
        CheckUrl(errors, "health_url", request.HealthUrl, outbound);
        CheckUrl(errors, "webhook_url", request.WebhookUrl, outbound);
        errors
            .When(request is { Delivery: ModuleDelivery.Webhook, WebhookUrl: null }, "webhook_url", "is required")
            .When(request.WebhookSecret is { } secret && !WebhookSecretShape.IsMatch(secret), "webhook_secret", "must be whsec_ and the base64 of 24 to 64 bytes");
    }

    /// <summary>The name of a module, in any spelling.</summary>
    public static void CheckName(FieldErrors errors, string field, string? name) => errors
        .When(string.IsNullOrEmpty(name), field, "is required")
        .When(!ModuleNames.TryNormalise(name, out _), field, ModuleNames.Shape);

    /// <summary>An address that we are to call.</summary>
    public static void CheckUrl(FieldErrors errors, string field, string? text, IOutboundGuard outbound)
    {
        errors.Optional(field, text, LongestUrl);
        if (!string.IsNullOrWhiteSpace(text))
        {
            var complaint = Uri.TryCreate(text, UriKind.Absolute, out var url) ? outbound.Complaint(url) : "must be an address that begins with http:// or https://";
            errors.When(complaint is not null, field, complaint ?? "");
        }
    }

    /// <summary>Words that passed, each once.</summary>
    public static ImmutableArray<string> Words(IReadOnlyList<string>? words) => [.. (words ?? []).Take(MostWords).Where(word => word is not null).Distinct(StringComparer.Ordinal)];

    private static void CheckWords(FieldErrors errors, string field, IReadOnlyList<string>? words)
    {
        errors.When(words?.Count > MostWords, field, $"must be at most {MostWords}");
        for (var i = 0; i < Math.Min(words?.Count ?? 0, MostWords); i++)
        {
            errors.Required($"{field}[{i}]", words![i], LongestWord);
        }
    }
}

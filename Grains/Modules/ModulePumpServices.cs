using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Nms.Messaging;
using Nms.Webhooks;

namespace Nms.Modules;

/// <summary>What pumps of modules need, whatever module it is.</summary>
internal sealed class ModulePumpServices(
    IWebhookSender sender, WebhookSecrets secrets, IOptions<MessagingOptions> options, IIdSource ids, TimeProvider time, ILogger<ModulePump> logger)
{
    public IWebhookSender Sender => sender;

    public WebhookSecrets Secrets => secrets;

    public MessagingOptions Options => options.Value;

    public IIdSource Ids => ids;

    public TimeProvider Time => time;

    public ILogger<ModulePump> Logger => logger;
}

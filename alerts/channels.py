"""Channels and their settings: frozen values in, something that can `send` out.

The only place that knows which class serves which settings. Holds no wiring beyond that: addresses, rules and the
outbox are the app's. Secrets are `SecretStr`, so that no repr, log or traceback shows one.
"""

import ssl

from alerts import settings
from alerts.apprise_sender import AppriseSender
from alerts.email import EmailSender
from alerts.slack import SlackSender
from alerts.slack_bot import SlackBotSender
from alerts.webhook import WebhookSender
from monitor import ports

ChannelSettings = (
    settings.EmailChannel
    | settings.SlackChannel
    | settings.SlackBotChannel
    | settings.WebhookChannel
    | settings.AppriseChannel
)


def build_channel(
    channel: ChannelSettings,
    *,
    base_url: str,
    clock: ports.Clock,
    tls: ssl.SSLContext | None = None,
    threads: ports.ThreadStore | None = None,
) -> ports.Channel:
    """Build the channel of these settings; `base_url` is where the report page is served, `tls` the trust to check
    servers against (the system's when None). Without `threads` each message stands alone."""
    context = tls or ssl.create_default_context()
    match channel:
        case settings.EmailChannel():
            return EmailSender(channel, base_url=base_url, context=context)
        case settings.SlackChannel():
            return SlackSender(channel, base_url=base_url, context=context)
        case settings.SlackBotChannel():
            return SlackBotSender(channel, base_url=base_url, context=context, threads=threads)
        case settings.WebhookChannel():
            return WebhookSender(channel, base_url=base_url, clock=clock, context=context)
        case settings.AppriseChannel():
            return AppriseSender(channel, base_url=base_url)

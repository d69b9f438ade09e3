"""From an alert to somebody's screen. Imports `monitor` and nothing else of ours.

`build_channel` makes something that can send; `deliver.deliver` tries one delivery; `sample_delivery` and
`explain_failure` serve `claimwatch alerts test`.
"""

from alerts.channels import ChannelSettings, build_channel
from alerts.explain import explain_failure
from alerts.sample import sample_delivery
from alerts.settings import AppriseChannel, EmailChannel, SlackBotChannel, SlackChannel, WebhookChannel

__all__ = [
    "AppriseChannel",
    "ChannelSettings",
    "EmailChannel",
    "SlackBotChannel",
    "SlackChannel",
    "WebhookChannel",
    "build_channel",
    "explain_failure",
    "sample_delivery",
]

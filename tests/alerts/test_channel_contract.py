"""One suite for every channel, the fake among them: what `ports.Channel` promises."""

import copy
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from pydantic import SecretStr

import alerts
from monitor import model, ports
from tests import builders
from tests.alerts.servers import Mailbox, run_mail_server, run_sink
from tests.alerts.slack_server import TOKEN, run_slack
from tests.fakes.channel import FakeChannel
from tests.fakes.clock import FakeClock

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]


class Rig:
    """A channel, a way to make its far side fail, and how many messages arrived there."""

    def __init__(self, channel: ports.Channel, fail: Callable[[str], None], count: Callable[[], int]) -> None:
        self.channel = channel
        self.fail = fail
        self.count = count


def rig_fake(_stack: ExitStack) -> Rig:
    channel = FakeChannel()

    def fail(how: str) -> None:
        channel.answers.append(builders.failure(is_permanent=how == "for good"))

    return Rig(channel, fail, lambda: len(channel.sent))


def rig_email(stack: ExitStack) -> Rig:
    mailbox = Mailbox()
    port = stack.enter_context(run_mail_server(mailbox))
    settings = alerts.EmailChannel(host="127.0.0.1", port=port, tls="none", sender="alerts@watch.example")

    def fail(how: str) -> None:
        mailbox.answers["RCPT"] = "550 no" if how == "for good" else "451 later"

    return Rig(build(settings), fail, lambda: len(mailbox.mails))


def rig_slack(stack: ExitStack) -> Rig:
    return rig_post(stack, lambda url: alerts.SlackChannel(url=SecretStr(url)))


def rig_slack_bot(stack: ExitStack) -> Rig:
    slack = stack.enter_context(run_slack())
    settings = alerts.SlackBotChannel(token=SecretStr(TOKEN), channel="C01", api_url=slack.url)

    def fail(how: str) -> None:
        slack.errors.append("is_archived" if how == "for good" else "internal_error")

    return Rig(build(settings), fail, lambda: len(slack.messages))


def rig_webhook(stack: ExitStack) -> Rig:
    return rig_post(stack, lambda url: alerts.WebhookChannel(url=SecretStr(url), secret=SecretStr("s")))


def rig_apprise(stack: ExitStack) -> Rig:
    return rig_post(
        stack, lambda url: alerts.AppriseChannel(url=SecretStr(url.replace("http://", "json://")))
    )


def rig_post(stack: ExitStack, make: Callable[[str], alerts.ChannelSettings]) -> Rig:
    sink = stack.enter_context(run_sink())

    def fail(how: str) -> None:
        sink.status = 410 if how == "for good" else 503

    return Rig(build(make(sink.url)), fail, lambda: len(sink.posts))


def build(settings: alerts.ChannelSettings) -> ports.Channel:
    return alerts.build_channel(settings, base_url="https://watch.example", clock=FakeClock())


@pytest.fixture(
    params=[rig_fake, rig_email, rig_slack, rig_slack_bot, rig_webhook, rig_apprise],
    ids=["fake", "email", "slack", "slack bot", "webhook", "apprise"],
)
def rig(request: pytest.FixtureRequest) -> Iterator[Rig]:
    with ExitStack() as stack:
        made = request.param(stack)
        yield made
        made.channel.rest()


def test_a_delivery_is_handed_over_and_the_servers_words_come_back(rig):
    answer = rig.channel.send(builders.delivery())

    assert isinstance(answer, str)
    assert answer
    assert rig.count() == 1


@pytest.mark.parametrize(("how", "is_permanent"), [("for good", True), ("for now", False)])
def test_a_refusal_is_a_value_that_says_whether_it_passes(rig, how, is_permanent):
    rig.fail(how)

    answer = rig.channel.send(builders.delivery())

    assert isinstance(answer, model.Failure)
    assert answer.is_permanent is is_permanent
    assert answer.detail


def test_a_channel_serves_one_delivery_after_another(rig):
    assert all(isinstance(rig.channel.send(builders.delivery(id=n)), str) for n in range(3))
    assert rig.count() == 3


def test_a_channel_at_rest_begins_anew(rig):
    rig.channel.rest()
    rig.channel.send(builders.delivery())
    rig.channel.rest()

    assert isinstance(rig.channel.send(builders.delivery(id=2)), str)
    assert rig.count() == 2


def test_sending_leaves_the_delivery_as_it_was(rig):
    delivery = builders.delivery()
    before = copy.deepcopy(delivery)

    rig.channel.send(delivery)

    assert delivery == before

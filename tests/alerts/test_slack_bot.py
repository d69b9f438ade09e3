import json
import logging

import pytest
from pydantic import SecretStr

import alerts
from monitor import errors, model
from tests import builders
from tests.alerts import servers, slack_server
from tests.fakes.clock import FakeClock
from tests.fakes.store import FakeStore

pytestmark = [pytest.mark.server, pytest.mark.enable_socket]
KIND = model.FailureKind


class DeafStore(FakeStore):
    """Loses its disk as a thread is saved."""

    def save_thread(self, place: str, subject: str, *, anchor: str) -> None:
        raise errors.StorageError("the disk is full")


@pytest.fixture
def slack():
    with slack_server.run_slack() as slack:
        yield slack


def build(slack: slack_server.Slack, *, threads=None, **settings):
    settings = {"token": SecretStr(slack_server.TOKEN), "channel": "C01", "api_url": slack.url} | settings
    return alerts.build_channel(
        alerts.SlackBotChannel(**settings),
        base_url="https://watch.example",
        clock=FakeClock(),
        threads=threads,
    )


def about(article_id: int = 1, *, severity=model.Severity.MEDIUM, **fields) -> model.DeliveryForSend:
    alert = builders.alert_for_send(article_id=article_id, alert=builders.alert(severity=severity))
    return builders.delivery(alert=alert, **fields)


def test_a_message_is_posted_to_its_channel_as_slack_takes_it(slack):
    answer = build(slack, has_buttons=True).send(builders.delivery())

    assert answer == "ok: C01 1725192000.000000"
    (payload,) = slack.messages.values()
    assert payload["channel"] == "C01"
    assert "thread_ts" not in payload
    assert "20" in payload["text"]


def test_messages_on_one_article_hang_together_and_others_apart(slack):
    channel = build(slack, threads=FakeStore())
    for article_id in (1, 2, 1, 1):
        assert isinstance(channel.send(about(article_id)), str)

    first, second, *later = slack.messages
    assert [slack.messages[ts].get("thread_ts") for ts in later] == [first, first]
    assert "thread_ts" not in slack.messages[second]


def test_a_thread_is_the_channels_own(slack):
    store = FakeStore()
    build(slack, threads=store).send(about())
    build(slack, threads=store, channel="#newsroom").send(about())
    other = model.Recipient(channel_id="night", address="")
    build(slack, threads=store).send(about(recipient=other))

    assert all("thread_ts" not in payload for payload in slack.messages.values())


def test_a_grave_reply_is_shown_to_the_whole_channel(slack):
    channel = build(slack, threads=FakeStore())
    for severity in (model.Severity.HIGH, model.Severity.HIGH, model.Severity.MEDIUM):
        channel.send(about(severity=severity))

    assert [payload.get("reply_broadcast") for payload in slack.messages.values()] == [None, True, False]


def test_where_the_first_message_was_deleted_a_thread_is_begun_anew(slack):
    channel = build(slack, threads=FakeStore())
    channel.send(about())
    slack.delete("1725192000.000000")
    channel.send(about(2))
    assert isinstance(channel.send(about()), str)
    channel.send(about())

    *_, anew, reply = slack.messages
    assert "thread_ts" not in slack.messages[anew]
    assert slack.messages[reply]["thread_ts"] == anew


def test_what_is_sent_is_sent_though_its_thread_cannot_be_kept(slack):
    assert isinstance(build(slack, threads=DeafStore()).send(about()), str)
    assert len(slack.messages) == 1


def test_a_test_begins_no_thread(slack):
    store = FakeStore()
    for _ in range(2):
        whom = model.Recipient(channel_id="room")
        build(slack, threads=store).send(alerts.sample_delivery(whom, now=builders.NOON))

    assert all("thread_ts" not in payload for payload in slack.messages.values())


@pytest.mark.parametrize(
    ("error", "kind", "is_permanent", "is_of_channel", "hint"),
    [
        ("ratelimited", KIND.RATE_LIMITED, False, False, "sent again"),
        ("internal_error", KIND.SERVER_ERROR, False, False, "sent again"),
        ("invalid_auth", KIND.GONE, True, True, "Bot User OAuth Token"),
        ("token_revoked", KIND.GONE, True, True, "Bot User OAuth Token"),
        ("account_inactive", KIND.GONE, True, True, "Install the Slack app"),
        ("is_archived", KIND.GONE, True, True, "Unarchive"),
        ("channel_not_found", KIND.GONE, True, True, "Check the channel’s id"),
        ("not_in_channel", KIND.GONE, True, True, "/invite @"),
        ("missing_scope", KIND.GONE, True, True, "chat:write"),
        ("msg_too_long", KIND.CLIENT_ERROR, True, False, "log"),
        ("invalid_blocks", KIND.CLIENT_ERROR, True, False, "log"),
        ("an_error_of_next_year", KIND.CLIENT_ERROR, False, True, "Check"),
    ],
)
def test_slacks_own_errors_say_whom_they_concern_whether_they_pass_and_what_to_do(
    slack, error, kind, is_permanent, is_of_channel, hint
):
    slack.errors = [error]
    answer = build(slack).send(builders.delivery())

    assert isinstance(answer, model.Failure)
    assert (answer.kind, answer.is_permanent, answer.is_of_channel) == (kind, is_permanent, is_of_channel)
    assert answer.detail == f"127.0.0.1 answered {error}"
    assert hint in alerts.explain_failure(answer)


def test_an_error_in_a_thread_is_not_tried_outside_it(slack):
    channel = build(slack, threads=FakeStore())
    channel.send(about())
    slack.errors = ["ratelimited", "internal_error"]

    answer = channel.send(about())
    assert isinstance(answer, model.Failure)
    assert answer.kind is KIND.RATE_LIMITED
    assert slack.errors == ["internal_error"]


def test_a_wrong_token_is_in_no_answer_and_no_log(slack, caplog):
    with caplog.at_level(logging.DEBUG):
        answer = build(slack, token=SecretStr("xoxb-2-wr0ng")).send(builders.delivery())

    assert isinstance(answer, model.Failure)
    assert answer.kind is KIND.GONE
    assert "wr0ng" not in caplog.text + repr(answer)


@pytest.mark.parametrize("said", [b"<html>Sign in</html>", b"[]", b'{"ok": true}', b""])
def test_an_answer_that_is_not_slacks_is_told_as_such(said):
    with servers.run_sink() as sink:
        sink.body = said
        answer = build(slack_server.Slack(url=sink.url)).send(builders.delivery())

    assert isinstance(answer, model.Failure)
    assert (answer.kind, answer.is_permanent, answer.is_of_channel) == (KIND.BAD_RESPONSE, False, True)
    assert "proxy" in alerts.explain_failure(answer)


def test_a_missing_right_is_named():
    with servers.run_sink() as sink:
        sink.body = json.dumps({"ok": False, "error": "missing_scope", "needed": "chat:write"}).encode()
        answer = build(slack_server.Slack(url=sink.url)).send(builders.delivery())

    assert isinstance(answer, model.Failure)
    assert answer.detail == "127.0.0.1 answered missing_scope (needs chat:write)"


def test_slack_that_asks_for_patience_gets_it():
    with servers.run_sink() as sink:
        sink.status, sink.headers = 429, {"Retry-After": "30"}
        answer = build(slack_server.Slack(url=sink.url)).send(builders.delivery())

    assert isinstance(answer, model.Failure)
    assert answer.retry_after is not None
    assert answer.retry_after.total_seconds() == 30

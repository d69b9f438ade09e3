import io
import json
import logging
import socket

import pytest
from pydantic import SecretStr

import alerts
from alerts import apprise_sender
from monitor import errors, model
from tests import builders
from tests.alerts.servers import Sink, run_sink
from tests.fakes.clock import FakeClock

loopback = [pytest.mark.server, pytest.mark.enable_socket]
KIND = model.FailureKind


@pytest.fixture
def logged():
    """All that reaches our log. pytest's own fixture hears loggers that speak to nobody, too."""
    lines = io.StringIO()
    handler = logging.StreamHandler(lines)
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield lines
    root.setLevel(level)
    root.removeHandler(handler)


def send(url: str, delivery=None, *, timeout: float = 5) -> str | model.Failure:
    channel = alerts.build_channel(
        alerts.AppriseChannel(url=SecretStr(url), timeout=timeout),
        base_url="https://watch.example",
        clock=FakeClock(),
    )
    return channel.send(delivery or builders.delivery())


@pytest.mark.parametrize("url", ["nonsense://s3cret", "discord://", "", "s3cret"])
def test_a_url_that_apprise_cannot_read_is_refused_without_showing_it(url, logged):
    with pytest.raises(errors.ConfigError) as caught:
        alerts.AppriseChannel(url=SecretStr(url))

    assert "appriseit.com" in caught.value.hint
    assert "s3cret" not in str(caught.value) + logged.getvalue()


@pytest.mark.parametrize(
    ("said", "kind", "is_permanent", "is_of_channel"),
    [
        ("Failed to send X notification: Page not found., error=404.", KIND.NOT_FOUND, False, True),
        ("Failed to send X notification: error=429.", KIND.RATE_LIMITED, False, False),
        ("Failed: Internal server error., error=500.", KIND.SERVER_ERROR, False, False),
        ("Failed: error=413.", KIND.CLIENT_ERROR, True, False),
        ("A Connection error occurred sending X notification.", KIND.CONNECTION, False, False),
        ("The device said no.", KIND.SERVER_ERROR, False, False),
        ("", KIND.SERVER_ERROR, False, False),
    ],
)
def test_what_apprise_logs_says_whether_trying_again_helps(said, kind, is_permanent, is_of_channel):
    failure = apprise_sender.judge_words(said, name="X")

    assert (failure.kind, failure.is_permanent, failure.is_of_channel) == (kind, is_permanent, is_of_channel)
    assert failure.detail.startswith("X ")
    assert alerts.explain_failure(failure)


class TestOnLoopback:
    pytestmark = loopback

    @pytest.fixture
    def sink(self):
        with run_sink() as sink:
            sink.url = sink.url.replace("http://", "json://")
            yield sink

    def test_a_service_gets_title_and_text(self, sink: Sink):
        assert send(sink.url) == "JSON took it"

        sent = json.loads(sink.posts[0].body)
        assert sent["title"] == "The Coastal Ledger: 22 → 20 living hostages"
        assert "In the text: 22 → 20\n" in sent["message"]
        assert sent["type"] == "warning"
        assert sink.posts[0].headers["user-agent"] == "Claimwatch"

    def test_what_is_not_grave_is_no_warning(self, sink: Sink):
        alert = builders.alert_for_send(alert=builders.alert(severity=model.Severity.MEDIUM))
        send(sink.url, builders.delivery(alert=alert))

        assert json.loads(sink.posts[0].body)["type"] == "info"

    def test_a_refusal_has_the_services_words_and_no_secret(self, sink: Sink, logged):
        sink.status = 404
        answer = send(sink.url)

        assert isinstance(answer, model.Failure)
        assert answer.status == 404
        assert "error=404" in answer.detail
        assert "s3cret" not in repr(answer) + logged.getvalue()

    def test_a_service_that_says_nothing_is_not_waited_for(self):
        with socket.create_server(("127.0.0.1", 0)) as silent:
            url = f"json://127.0.0.1:{silent.getsockname()[1]}/x?rto=1"
            answer = send(url, timeout=0.2)

        assert answer == model.Failure(kind=KIND.TIMEOUT, detail="JSON did not answer in time")

    def test_nobody_listening_may_pass(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            answer = send(f"json://127.0.0.1:{free.getsockname()[1]}/s3cret-token")

        assert isinstance(answer, model.Failure)
        assert (answer.kind, answer.is_permanent) == (KIND.CONNECTION, False)
        assert "127.0.0.1" in answer.detail


def test_parts_of_an_address_that_may_be_secrets_are_in_no_words():
    url = SecretStr("tgram://123456789:AAtoken%2Fwith/chat4567/?format=text")
    hidden = apprise_sender.hide_secrets(
        "No 123456789 AAtoken%2Fwith AAtoken/with chat4567 at api.telegram.example", url
    )

    assert hidden == "No … … … … at api.telegram.example"


def test_a_password_or_token_with_a_full_stop_in_it_is_hidden_and_the_servers_name_is_not():
    url = SecretStr("mailto://desk:pass.word1@mail.news.example/mfa.Gx9.z-Q_t?token=a.b%2Ec.d")
    hidden = apprise_sender.hide_secrets(
        "mail.news.example refused pass.word1 and mfa.Gx9.z-Q_t and a.b.c.d", url
    )

    assert hidden == "mail.news.example refused … and … and …"

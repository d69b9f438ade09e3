from datetime import timedelta

import pytest
from pydantic import SecretStr

import alerts
from monitor import errors, policy

EMAIL = {"host": "mx.example", "sender": "alerts@watch.example"}


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"sender": "Claimwatch"}, "The sender 'Claimwatch' is no mail address."),
        ({"sender": "@watch.example"}, "The sender '@watch.example' is no mail address."),
        ({"sender": "réd@watch.example"}, "The sender 'réd@watch.example' is no mail address in ASCII."),
        ({"envelope": "bounces"}, "The envelope sender 'bounces' is no mail address."),
        ({"unsubscribe": "desk"}, "The address to unsubscribe at 'desk' is no mail address."),
        ({"tls": "ssl"}, "tls is 'ssl'."),
        ({"password": SecretStr("sésame")}, "may only hold ASCII characters"),
    ],
)
def test_settings_that_could_never_work_are_refused_with_what_to_write(fields, message):
    with pytest.raises(errors.ConfigError) as caught:
        alerts.EmailChannel(**EMAIL | fields)

    assert message in caught.value.message
    assert caught.value.hint
    assert "sésame" not in str(caught.value)


@pytest.mark.parametrize("make", [alerts.SlackChannel, alerts.WebhookChannel])
def test_a_webhook_that_is_no_http_address_is_refused_without_showing_it(make):
    with pytest.raises(errors.ConfigError) as caught:
        make(url=SecretStr("hooks.slack.example/services/s3cret"))

    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize(
    "url",
    [
        "https://a:port/s3cret",
        "https://a..example/s3cret",
        "https://a\u200b\u200b/s3cret",
        "https://:443/s3cret",
    ],
)
def test_an_address_that_nobody_can_ask_is_refused_before_an_alert_is_lost_to_it(url):
    with pytest.raises(errors.ConfigError) as caught:
        alerts.WebhookChannel(url=SecretStr(url))

    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("url", ["http://hook:8080/x", "http://[::1]:9/x", "https://bücher.example/é?a=b c"])
def test_whatever_can_be_asked_may_be_a_webhook(url):
    assert alerts.WebhookChannel(url=SecretStr(url)).url.get_secret_value() == url


@pytest.mark.parametrize(
    ("fields", "message", "hint"),
    [
        ({"token": SecretStr("s3cret")}, "begin with xoxb-", "OAuth & Permissions"),
        ({"token": SecretStr("xoxb-1\r\nX: s3cret")}, "begin with xoxb-", "OAuth & Permissions"),
        ({"channel": "the desk"}, "'the desk' is no Slack channel", '"C0123456789"'),
        ({"api_url": "slack.example/s3cret"}, "Slack’s API is no http(s) address", "Copy"),
        ({"channel": ""}, "'' is no Slack channel", '"#its-name"'),
    ],
)
def test_an_app_of_slack_that_could_never_work_is_refused(fields, message, hint):
    with pytest.raises(errors.ConfigError) as caught:
        alerts.SlackBotChannel(**{"token": SecretStr("xoxb-1-a"), "channel": "C01"} | fields)

    assert message in caught.value.message
    assert hint in caught.value.hint
    assert "s3cret" not in str(caught.value)


@pytest.mark.parametrize("channel", ["C01", "#newsroom", "#غرفة-الأخبار", "newsroom", "U0HUMAN"])
def test_a_slack_channel_is_an_id_or_a_name_in_any_script(channel):
    assert alerts.SlackBotChannel(token=SecretStr("xoxb-1-a"), channel=channel).channel == channel


def test_no_setting_shows_a_secret():
    secret = SecretStr("https://hooks.slack.example/s3cret")
    shown = repr([
        alerts.EmailChannel(**EMAIL, password=SecretStr("s3cret")),
        alerts.SlackChannel(url=secret),
        alerts.SlackBotChannel(token=SecretStr("xoxb-s3cret"), channel="C01"),
        alerts.WebhookChannel(url=secret, secret=SecretStr("s3cret")),
    ])  # fmt: skip

    assert "s3cret" not in shown


def test_no_conversation_takes_as_long_as_a_delivery_is_held():
    channel = alerts.EmailChannel(**EMAIL)

    assert timedelta(seconds=channel.longest + 5 * channel.timeout) < policy.Policy().lease

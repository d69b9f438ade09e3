"""Channels with their secrets: from what the watchlist says and the environment holds to what `alerts` sends with.

The only place where a secret is looked up. Refuses a channel whose secret or mail server is not there; says the
variable's name, never its value.
"""

from collections.abc import Mapping

from pydantic import SecretStr

from alerts import channels as alert_channels
from alerts import settings as alert_settings
from monitor import errors
from monitor.app import settings
from monitor.app.problems import Problem
from monitor.app.watchlist import fields, form, hours_form
from monitor.app.watchlist.entries import Entry

#: Usual ports: RFC 6409 (submission), RFC 8314 (implicit TLS), RFC 5321 (a relay).
_PORTS = {"starttls": 587, "tls": 465, "none": 25}
#: What belongs to a mail server of a channel's own, and means nothing without it.
_SERVER_KEYS = ("port", "tls", "username", "password")


def find_channel(
    entry: Entry, *, environ: Mapping[str, str], mail: settings.MailSettings
) -> tuple[alert_channels.ChannelSettings | None, list[Problem]]:
    """Return a channel ready to be built, or None and every reason why not."""
    reader = _ChannelReader(entry, environ, mail)
    try:
        channel = reader.read()
    except errors.ConfigError as error:
        reader.refuse(error.message, error.hint)
        return None, reader.problems
    return (None if reader.problems else channel), reader.problems


class _ChannelReader:
    """Reads one channel; keeps what is wrong."""

    def __init__(self, entry: Entry, environ: Mapping[str, str], mail: settings.MailSettings) -> None:
        self.problems: list[Problem] = []
        self._entry = entry
        self._environ = environ
        self._mail = mail

    def refuse(self, what: str, fix: str, *path: str) -> None:
        self.problems.append(Problem(where=self._entry.where(*path), what=what, fix=fix))

    def read(self) -> alert_channels.ChannelSettings | None:
        told = self._entry.form
        if isinstance(told, hours_form.HoursForm) and told.quiet_except and not told.quiet:
            self.refuse(
                '"quiet_except" means nothing without "quiet"', 'add quiet = "22:00-07:00"', "quiet_except"
            )
        match told:
            case form.EmailForm() as email:
                return self._read_email(email)
            case form.SlackForm() as slack:
                return self._read_slack(slack)
            case form.WebhookForm(url=url, secret=secret):
                found = self._find_url(url)
                key = self._find_secret(secret, "secret") if secret else SecretStr("")
                return (
                    None
                    if found is None or key is None
                    else alert_settings.WebhookChannel(url=found, secret=key)
                )
            case form.AppriseForm(url=url):
                key = self._find_secret(url, "url")
                return None if key is None else alert_settings.AppriseChannel(url=key)
            case _:
                raise AssertionError

    def _read_slack(
        self, slack: form.SlackForm
    ) -> alert_settings.SlackChannel | alert_settings.SlackBotChannel | None:
        if slack.url and not (slack.token or slack.channel or slack.api):
            url = self._find_url(slack.url)
            return None if url is None else alert_settings.SlackChannel(url=url, has_buttons=slack.buttons)
        if slack.url or not (slack.token and slack.channel):
            self.refuse(
                "Slack needs a webhook or an app, one of the two",
                'write url = "env:SLACK_WEBHOOK_URL", or token = "env:SLACK_BOT_TOKEN" and channel = "C0123456789"',
            )
            return None
        token = self._find_secret(slack.token, "token")
        if token is None:
            return None
        return alert_settings.SlackBotChannel(
            token=token,
            channel=slack.channel,
            has_buttons=slack.buttons,
            api_url=slack.api or alert_settings.SLACK_API,
        )

    def _read_email(self, email: form.EmailForm) -> alert_settings.EmailChannel | None:
        sender = email.sender or self._mail.smtp_from
        if not sender:
            self.refuse("nobody is named as sender", f'set {_variable("from")}, or add from = "…" here')
        if email.host:
            password = self._find_secret(email.password, "password") if email.password else SecretStr("")
            host, tls, port, username = email.host, email.tls or "starttls", email.port, email.username or ""
        else:
            # A login is never sent to another server than the one it was set for.
            for key in _SERVER_KEYS:
                if getattr(email, key) is not None:
                    self.refuse(
                        f'"{key}" means nothing without "host"',
                        f'add host = "…", or set {_variable(key)}',
                        key,
                    )
            mail = self._mail
            host, tls, port = mail.smtp_host, mail.smtp_tls, mail.smtp_port
            username, password = mail.smtp_username, mail.smtp_password
            if not host:
                self.refuse(
                    "there is no mail server for it", f'set {_variable("host")}, or add host = "…" here'
                )
        if self.problems or password is None:
            return None
        return alert_settings.EmailChannel(
            host=host,
            port=port or _PORTS[tls],
            tls=tls,
            username=username,
            password=password,
            sender=sender,
            # Another server may refuse it: bounces of a channel with one of its own go to its sender.
            envelope="" if email.host else self._mail.smtp_envelope,
            unsubscribe=self._mail.smtp_unsubscribe,
        )

    def _find_url(self, url: str) -> SecretStr | None:
        if not url.startswith(fields.ENV_PREFIX):
            return SecretStr(url)
        found = self._find_secret(url, "url")
        try:
            return found and SecretStr(fields.check_url(found.get_secret_value().strip()))
        except fields.Refusal:
            name = url.removeprefix(fields.ENV_PREFIX)
            self.refuse(
                f"{name} holds no web address", f"set {name} to the whole address, from https:// on", "url"
            )
            return None

    def _find_secret(self, reference: str, key: str) -> SecretStr | None:
        name = reference.removeprefix(fields.ENV_PREFIX)
        if value := self._environ.get(name):
            return SecretStr(value)
        self.refuse(
            f"the environment variable {name} is not set",
            f"put the line {name}=… into .env, or set it where Claimwatch is started",
            key,
        )
        return None


def _variable(key: str) -> str:
    return f"{settings.PREFIX}SMTP_{key.upper()}"

"""The form of a watchlist file: every table and key, with its description and an example.

What a key means is said here once (of an alert rule in `rule_form`); `claimwatch config schema` and the error messages are made from it. Refuses
unknown keys. What concerns several entries (ids, references) is `references`.
"""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, StrictBool, StrictInt

from monitor import model
from monitor.app.watchlist import fields, hours_form, rule_form, time_fields
from monitor.app.watchlist.table import Form

TlsMode = Literal["none", "starttls", "tls"]
Port = Annotated[StrictInt, Field(ge=1, le=65535)]


class TopicForm(Form):
    """A story: what an article must be about to be watched."""

    id: fields.Id = Field(description="Its name in links and rules.", examples=["negotiations"])
    title: fields.Text = Field(
        description="Its name for people.", examples=["Gaza hostage and ceasefire negotiations"]
    )
    match: fields.Text = Field(
        description='A boolean query over title, summary and text: words, "phrases", prefixes (hostage*), AND, OR, '
        "NOT and parentheses.",
        examples=["hostage* AND (Gaza OR Hamas)"],
    )


class OutletForm(Form):
    """A publisher and its feeds."""

    id: fields.Id = Field(description="Its name in links and rules.", examples=["bbc"])
    name: fields.Text = Field(description="Its name for people.", examples=["BBC News"])
    feeds: list[fields.Url] = Field(
        min_length=1,
        description="Addresses of its RSS, Atom or JSON feeds, or Google News sitemaps.",
        examples=[["https://news.example/rss.xml"]],
    )
    language: fields.Language | None = Field(
        default=None,
        description="Two-letter code, where the outlet publishes in one language; else it is read from each page.",
        examples=["en"],
    )
    selectors: list[fields.Selector] = Field(
        default=[],
        description="CSS selectors of the article part, tried in order before the built-in ones.",
        examples=[["article .body"]],
    )
    drop: list[fields.Selector] = Field(
        default=[],
        description="CSS selectors of what is never read, inside the article too: boxes whose text moves by itself.",
        examples=[[".reader-poll", ".live-prices"]],
    )
    keep: list[fields.Selector] = Field(
        default=[],
        description="CSS selectors of what is read although it looks like no part of the article.",
        examples=[["aside.figures"]],
    )
    headers: fields.Headers = Field(
        default={},
        description="Request headers this outlet needs; no logins.",
        examples=[{"accept-language": "he"}],
    )
    render: StrictBool = Field(
        default=False,
        description="Run the scripts of its pages in a browser before they are read; needs the extra `browser`.",
        examples=[True],
    )
    budget_per_hour: float | None = Field(
        default=None,
        gt=0,
        le=3600,
        description="Most re-checks an hour on each of its hosts; else the gap between two requests is the limit.",
        examples=[120],
    )
    poll_minutes: float | None = Field(
        default=None,
        ge=1,
        le=1440,
        description="Minutes between two polls of its feeds, whatever they ask for; else as often as entries come.",
        examples=[5],
    )


class LexiconForm(Form):
    """Words and phrases for one notion, by language; claims name it as "@name"."""

    en: list[fields.Text] = Field(default=[], description="English terms.", examples=[["hostage", "captive"]])
    ar: list[fields.Text] = Field(default=[], description="Arabic terms.", examples=[["رهينة", "محتجز"]])
    he: list[fields.Text] = Field(default=[], description="Hebrew terms.", examples=[["חטוף", "בן ערובה"]])


def _check_scopes(value: dict[str, str]) -> dict[str, str]:
    for scope, marker in value.items():
        if scope != "default" and not marker.startswith("@"):
            raise fields.build_refusal(
                f"the scope {fields.quote(scope)} names no lexicon",
                f'write "@" and the name of the lexicon that marks it: {scope} = "@{marker}"',
            )
    return value


class ClaimForm(Form):
    """One thing that is said and watched: a number, a stance, a status or a quote."""

    id: fields.Id = Field(description="Its name in links and rules.", examples=["hostages_alive"])
    type: model.ClaimType = Field(description="What kind of thing it is.", examples=["count"])
    title: str = Field(
        default="", description="One plain phrase for people.", examples=["hostages described as alive"]
    )
    noun: fields.LexiconRef | None = Field(
        default=None, description="What is counted: the noun the number belongs to.", examples=["@hostage"]
    )
    unit: str = Field(
        default="",
        description='Amounts: "percent", "money" (any currency), "magnitude", or a unit as the engine names it (USD, km).',
        examples=["percent"],
    )
    require: list[fields.LexiconRef] = Field(
        default=[],
        description="Lexicons that must each have a term tied to the number.",
        examples=[["@alive"]],
    )
    veto: list[fields.Text] = Field(
        default=[],
        description="Lexicons, and built-in kinds of number (ratio, subset, …), that make a number not this claim.",
        examples=[["@seized", "ratio"]],
    )
    unless: dict[str, fields.LexiconRef] = Field(
        default={},
        description="Veto -> lexicon whose words in the number's own noun phrase lift that veto.",
        examples=[{"dug_out": "@captive"}],
    )
    scopes: Annotated[dict[str, str], AfterValidator(_check_scopes)] = Field(
        default={},
        description='Scope -> lexicon that marks it; "default" is the scope where no marker stands.',
        examples=[{"deal": "@offer", "default": "held"}],
    )
    alert: dict[model.ChangeKind, model.Tier] = Field(
        default={},
        description="Kind of change -> now, digest or review; a kind not named is told now.",
        examples=[{"value": "now", "attribution": "digest"}],
    )
    actor: fields.LexiconRef | None = Field(
        default=None, description="Stance and status: who holds it.", examples=["@hamas"]
    )
    topic: fields.LexiconRef | None = Field(
        default=None, description="Stance and status: about what.", examples=["@disarm"]
    )
    values: dict[str, fields.LexiconRef] = Field(
        default={},
        description="Stance and status: value -> lexicon of the words that say so.",
        examples=[{"refuses": "@refuse", "agreed": "@agree"}],
    )
    topics: dict[str, fields.LexiconRef] = Field(
        default={},
        description="Status: value -> lexicon of the only topics it is told of.",
        examples=[{"agreed": "@deal"}],
    )
    condition: fields.LexiconRef | None = Field(
        default=None,
        description="Stance: lexicon of the words that make it conditional.",
        examples=["@condition"],
    )
    not_actor_of: list[fields.Text] = Field(
        default=[],
        description="Stance: words after the actor that hand the stance to somebody else.",
        examples=[["must", "demands"]],
    )
    examples: list[fields.Text] = Field(
        default=[],
        description="Sentences in which it must be found; tried whenever the watchlist is read.",
        examples=[["twenty hostages who are still alive"]],
    )
    counter_examples: list[fields.Text] = Field(
        default=[],
        description="Sentences in which it must not be found; tried likewise.",
        examples=[["250 people were seized on Oct. 7"]],
    )


class EmailForm(hours_form.HoursForm):
    """Alerts by email. Without `host`, the mail server of the settings (CLAIMWATCH_SMTP_…) is used."""

    type: Literal["email"] = Field(description="email", examples=["email"])
    to: list[fields.Email] = Field(
        min_length=1,
        description="Who gets it; each gets a message of their own.",
        examples=[["desk@news.example"]],
    )
    sender: fields.Sender | None = Field(
        default=None,
        alias="from",
        description="Sender, if not that of the settings.",
        examples=["Claimwatch <alerts@news.example>"],
    )
    host: fields.Text | None = Field(
        default=None, description="A mail server of this channel's own.", examples=["smtp.news.example"]
    )
    port: Port | None = Field(
        default=None, description="Its port, if not the usual one of `tls`.", examples=[587]
    )
    tls: TlsMode | None = Field(
        default=None, description="none, starttls (the default) or tls.", examples=["starttls"]
    )
    username: str | None = Field(
        default=None, description="Login, where it asks for one.", examples=["claimwatch"]
    )
    password: fields.Secret | None = Field(
        default=None, description='"env:NAME" of its password.', examples=["env:DESK_SMTP_PASSWORD"]
    )


class SlackForm(hours_form.HoursForm):
    """Alerts to a Slack channel: through an incoming webhook (`url`), or by an app (`token` and `channel`), in threads."""

    type: Literal["slack"] = Field(description="slack", examples=["slack"])
    url: fields.Secret | None = Field(
        default=None,
        description='"env:NAME" of the webhook address, which is itself a secret.',
        examples=["env:SLACK_WEBHOOK_URL"],
    )
    token: fields.Secret | None = Field(
        default=None, description='"env:NAME" of an app\'s bot token.', examples=["env:SLACK_BOT_TOKEN"]
    )
    channel: fields.Text | None = Field(
        default=None, description="The channel the app writes to: its id, or #name.", examples=["C0123456789"]
    )
    api: fields.Url | None = Field(
        default=None,
        description="Where Slack's API is for the app, if not at https://slack.com/api.",
        examples=["https://slack-gov.com/api"],
    )
    buttons: bool = Field(
        default=False,
        description="Buttons in place of links, where the Slack app acknowledges clicks.",
        examples=[True],
    )


class WebhookForm(hours_form.HoursForm):
    """Alerts as JSON, posted to a program of yours."""

    type: Literal["webhook"] = Field(description="webhook", examples=["webhook"])
    url: fields.UrlOrSecret = Field(
        description='Where to post: an address, or "env:NAME" of one.',
        examples=["https://desk.example/claims"],
    )
    secret: fields.Secret | None = Field(
        default=None,
        description='"env:NAME" of the key each post is signed with.',
        examples=["env:ARCHIVE_WEBHOOK_SECRET"],
    )


class AppriseForm(hours_form.HoursForm):
    """Alerts to any other service, through Apprise."""

    type: Literal["apprise"] = Field(description="apprise", examples=["apprise"])
    url: fields.Secret = Field(
        description='"env:NAME" of an Apprise URL, which holds secrets.', examples=["env:APPRISE_URL"]
    )


ChannelForm = Annotated[EmailForm | SlackForm | WebhookForm | AppriseForm, Field(discriminator="type")]


#: Keys at the top of a file that are no tables.
SETTINGS = frozenset({"include", "timezone"})


class WatchlistForm(Form):
    """What Claimwatch watches, and whom it tells."""

    include: list[fields.Text] = Field(
        default=[],
        description="Other files of this form whose entries belong to it too; relative to this file's folder.",
        examples=[["gaza-negotiations.claims.toml"]],
    )
    timezone: time_fields.Zone | None = Field(
        default=None,
        description="Time zone of the channels' digests and quiet hours; UTC if left out.",
        examples=["Asia/Jerusalem"],
    )
    topics: list[TopicForm] = Field(default=[], description="The stories.")
    outlets: list[OutletForm] = Field(default=[], description="The publishers.")
    lexicon: dict[fields.Id, LexiconForm] = Field(
        default={}, description="Words for the claims, by name; a name in two files has the terms of both."
    )
    claims: list[ClaimForm] = Field(default=[], description="What is watched in the text.")
    channels: list[ChannelForm] = Field(default=[], description="Ways to people's screens.")
    alerts: list[rule_form.AlertForm] = Field(default=[], description="Which events go to which channels.")

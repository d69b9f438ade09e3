import copy
import functools
import json
import re
import tomllib
from datetime import date, time
from decimal import Decimal

import pytest

from monitor import errors, model
from monitor.app import settings, watchlist
from tests.monitor.app.watchlist.full import ENVIRON, FULL, WORDS


@pytest.fixture
def file(tmp_path):
    (tmp_path / "words.toml").write_text(WORDS, encoding="utf-8")
    path = tmp_path / "watchlist.toml"
    # A byte order mark, as some editors write.
    path.write_text("\ufeff" + FULL, encoding="utf-8")
    return path


def test_topics_and_outlets_are_read_as_written(file):
    watch = watchlist.load_watchlist(file, environ=ENVIRON).watch
    assert watch.topics == (model.Topic(id="talks", title="Talks", match="hostage* AND NOT opinion"),)
    assert watch.outlets == (
        model.Outlet(
            id="ledger",
            name="The Coastal Ledger",
            feeds=("https://ledger.example/rss", "http://ledger.example:8080/atom?x=1"),
            language="en",
            selectors=("article .body",),
            drop_selectors=(".reader-poll",),
            keep_selectors=("aside.figures",),
            headers=(("accept-language", "en"),),
        ),
    )


def test_lexicons_are_named_without_their_sign_and_merged_over_files(file):
    watch = watchlist.load_watchlist(file, environ=ENVIRON).watch
    assert watch.lexicons["hostage"] == {"en": ("hostage", "captive"), "he": ("חטוף",)}
    assert watch.lexicons["alive"] == {"en": ("alive",)}
    assert watch.claims == (
        model.ClaimDefinition(
            id="held",
            type=model.ClaimType.COUNT,
            title="hostages held",
            noun="hostage",
            require=("alive",),
            veto=("seized", "ratio"),
            scopes={"past": "done", "default": "held"},
            tiers={
                model.ChangeKind.VALUE: model.Tier.NOW,
                model.ChangeKind.HEDGE: model.Tier.DIGEST,
            },
        ),
        model.ClaimDefinition(
            id="disarm",
            type=model.ClaimType.STANCE,
            actor="movement",
            topic="weapons",
            values={"refuses": "refuse"},
            condition="if",
            not_actor_of=("must",),
        ),
    )


def test_rules_say_any_by_an_empty_tuple(file):
    counts, everything = watchlist.load_watchlist(file, environ=ENVIRON).watch.rules
    assert counts == model.AlertRule(
        id="counts",
        events=(model.EventKind.CLAIM_CHANGED,),
        topics=("talks",),
        claims=("held",),
        outlets=("ledger",),
        languages=("en", "he"),
        min_severity=model.Severity.HIGH,
        min_change=model.LeastChange(amount=Decimal(10), is_percent=True),
        when=model.When(cadence=model.Cadence.WEEKLY, weekday=0, at=time(7, 30)),
        silent_only=True,
        channels=("desk", "room"),
    )
    assert everything == model.AlertRule(
        id="all",
        min_severity=model.Severity.INFO,
        min_change=model.LeastChange(amount=Decimal(2)),
        channels=("desk",),
    )


def test_a_rule_without_a_severity_takes_the_models(tmp_path):
    path = tmp_path / "w.toml"
    path.write_text(
        '[[channels]]\nid = "c"\ntype = "webhook"\nurl = "https://x.example"\n[[alerts]]\nid = "r"\nchannels = ["c"]\n'
    )
    [rule] = watchlist.load_definitions(path).rules
    assert rule == model.AlertRule(id="r", channels=("c",))


def test_every_recipient_of_a_mail_is_an_address_of_its_channel(file):
    watch = watchlist.load_watchlist(file, environ=ENVIRON).watch
    assert {channel.id: channel.addresses for channel in watch.channels} == {
        "desk": ("a@news.example", "b@news.example"),
        "own-server": ("c@news.example",),
        "room": ("",),
        "app": ("",),
        "phones": ("",),
        "archive": ("",),
        "open": ("",),
    }


def test_a_channel_goes_by_its_own_clock_else_by_the_watchlists(file):
    channels = {
        channel.id: channel for channel in watchlist.load_watchlist(file, environ=ENVIRON).watch.channels
    }
    assert (str(channels["desk"].zone), str(channels["room"].zone)) == ("Europe/Paris", "Asia/Jerusalem")
    night = model.QuietHours(start=time(22), end=time(7), except_severity=model.Severity.HIGH)
    assert (channels["desk"].quiet, channels["room"].quiet) == (None, night)


def test_people_get_no_more_messages_than_they_can_read_and_programs_all(file):
    channels = {
        channel.id: channel.most_per_hour
        for channel in watchlist.load_watchlist(file, environ=ENVIRON).watch.channels
    }
    assert (channels["desk"], channels["room"], channels["archive"]) == (60, 12, None)


def test_the_time_zone_of_the_watchlist_may_stand_in_a_file_it_includes(tmp_path):
    path = tmp_path / "w.toml"
    path.write_text(
        'include = ["more.toml"]\n[[channels]]\nid = "c"\ntype = "webhook"\nurl = "https://x.example"\n'
    )
    (tmp_path / "more.toml").write_text('timezone = "Asia/Tokyo"\n')
    assert str(watchlist.load_definitions(path).channels[0].zone) == "Asia/Tokyo"


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("at once", model.AT_ONCE),
        ("hourly", model.When(cadence=model.Cadence.HOURLY)),
        ("Daily 07:00", model.When(cadence=model.Cadence.DAILY, at=time(7))),
        ("weekly Sunday 23:59", model.When(cadence=model.Cadence.WEEKLY, weekday=6, at=time(23, 59))),
    ],
)
def test_a_rule_says_when_in_words(words, when, tmp_path):
    path = tmp_path / "w.toml"
    path.write_text(
        '[[channels]]\nid = "c"\ntype = "webhook"\nurl = "https://x.example"\n[[alerts]]\nid = "r"\nchannels = ["c"]\n'
        f'when = "{words}"\n'
    )
    assert watchlist.load_definitions(path).rules[0].when == when


def test_mail_goes_through_the_server_of_the_settings_or_the_channels_own(file):
    channels = watchlist.load_watchlist(file, environ=ENVIRON).channels
    desk, own = channels["desk"], channels["own-server"]
    assert (desk.host, desk.port, desk.tls, desk.sender) == (
        "mail.example",
        587,
        "starttls",
        "alerts@news.example",
    )
    assert desk.password.get_secret_value() == "s3rver"
    assert (own.host, own.port, own.tls) == ("mail.news.example", 465, "tls")
    assert (own.username, own.password.get_secret_value()) == ("claims", "p4ss")
    assert own.sender == "Claims <claims@news.example>"


def test_bounces_of_a_server_of_its_own_go_to_the_sender_and_readers_write_to_one_address(file):
    given = {"CLAIMWATCH_SMTP_ENVELOPE": "b@news.example", "CLAIMWATCH_SMTP_UNSUBSCRIBE": "off@news.example"}
    channels = watchlist.load_watchlist(file, environ=ENVIRON | given).channels

    assert (channels["desk"].envelope, channels["own-server"].envelope) == ("b@news.example", "")
    assert channels["desk"].unsubscribe == channels["own-server"].unsubscribe == "off@news.example"


def test_secrets_come_from_the_environment_and_no_repr_shows_them(file):
    loaded = watchlist.load_watchlist(file, environ=ENVIRON)
    assert loaded.channels["room"].url.get_secret_value() == "https://hooks.example/room"
    app = loaded.channels["app"]
    assert (app.token.get_secret_value(), app.channel, app.has_buttons) == ("xoxb-1-t0ken", "#newsroom", True)
    assert app.api_url == "https://slack-gov.example/api"
    assert loaded.channels["phones"].url.get_secret_value() == "ntfys://ntfy.example/t0pic"
    assert loaded.channels["archive"].secret.get_secret_value() == "k3y"
    assert loaded.channels["open"].secret.get_secret_value() == ""
    assert not [
        secret
        for secret in ("k3y", "t0ken", "t0pic", "p4ss", "s3rver", "hooks.example")
        if secret in repr(loaded)
    ]


def test_definitions_are_read_without_any_secret(file):
    assert (
        watchlist.load_definitions(file).claims
        == watchlist.load_watchlist(file, environ=ENVIRON).watch.claims
    )


def test_definitions_with_problems_are_refused(tmp_path):
    path = tmp_path / "w.toml"
    path.write_text("nonsense = 1\n")
    with pytest.raises(errors.ConfigError, match=r"w\.toml: 1 problem to put right"):
        watchlist.load_definitions(path)


def test_an_empty_watchlist_is_valid(tmp_path):
    path = tmp_path / "w.toml"
    path.write_text("")
    loaded = watchlist.load_watchlist(path, environ={})
    assert (loaded.watch, loaded.channels, loaded.path) == (model.Watch(), {}, path)


def test_the_shipped_watchlist_loads_without_any_secret():
    watch = watchlist.load_watchlist(settings.shipped_watchlist(), environ={}).watch
    assert len(watch.outlets) >= 24
    assert {outlet.language for outlet in watch.outlets} == {"en", "ar", "he"}
    assert len(watch.topics) == 1
    assert watch.rules == watch.channels == ()


def test_the_shipped_watchlists_own_suggestions_load_once_taken(tmp_path):
    shipped = settings.shipped_watchlist()
    head, mark, tail = shipped.read_text(encoding="utf-8").partition("# ── Channels")
    taken = [line.removeprefix("# ") if _is_toml(line) else line for line in tail.splitlines()]
    for part in shipped.parent.glob("gaza-negotiations.*.toml"):
        (tmp_path / part.name).write_text(part.read_text(encoding="utf-8"), encoding="utf-8")
    path = tmp_path / "w.toml"
    path.write_text(head + mark + "\n".join(taken), encoding="utf-8")
    environ = ENVIRON | {"SLACK_WEBHOOK_URL": "https://hooks.example/x"}
    watch = watchlist.load_watchlist(path, environ=environ).watch
    assert [channel.id for channel in watch.channels] == ["desk", "newsroom"]
    assert len(watch.rules) == tail.count("[[alerts]]") == 6


def _is_toml(line: str) -> bool:
    bare = line.removeprefix("# ")
    return bare != line and (bare.startswith(("[", "]", " ")) or " = " in bare)


def test_the_schema_describes_every_key():
    schema = watchlist.watchlist_schema()
    json.dumps(schema)
    for name, table in {"WatchlistForm": schema, **schema["$defs"]}.items():
        for key, field in table.get("properties", {}).items():
            assert field.get("description") or "$ref" in field, f"{name}.{key}"


def _find_slots(value, path=()):
    """Yield the path of everything in a document."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inner:
        yield (*path, key)
        yield from _find_slots(item, (*path, key))


def _write(value) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_write(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_write(item) for item in value) + "]"
    return str(value) if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


@pytest.mark.parametrize("odd", [7, "", "env:", [[]], {"odd": 7}, date(2025, 9, 1)], ids=repr)
def test_whatever_stands_anywhere_it_loads_or_every_problem_has_a_line(file, odd):
    document = tomllib.loads(FULL)
    for path in _find_slots(document):
        changed = copy.deepcopy(document)
        parent = functools.reduce(lambda value, key: value[key], path[:-1], changed)
        parent[path[-1]] = odd
        if path[0] not in {"claims", "lexicon"}:
            # Claims are tried in the engine, which takes longer than all the rest.
            del changed["claims"]
        file.write_text(
            "".join(f"{key} = {_write(value)}\n" for key, value in changed.items()), encoding="utf-8"
        )
        for where, what, fix in _find_problems(file):
            assert re.search(r"\.toml:\d+", where), (path, where)
            assert what, path
            assert fix, path


def _find_problems(file):
    try:
        watchlist.load_watchlist(file, environ=ENVIRON)
    except errors.ConfigError as error:
        return error.problems or pytest.fail(str(error))
    return ()

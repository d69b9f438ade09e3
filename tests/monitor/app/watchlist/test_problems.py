"""One broken watchlist a row: where it is wrong, what is wrong, and what to write."""

from pathlib import Path

import pytest

from monitor import errors
from monitor.app import watchlist

#: Line 1 to 4; a broken part follows from line 5 on.
GOOD = """\
[[topics]]
id = "talks"
title = "Talks"
match = "hostage*"
"""
OUTLET = '[[outlets]]\nid = "ledger"\nname = "The Coastal Ledger"\nfeeds = ["https://ledger.example/rss"]\n'
LEXICON = '[lexicon.hostage]\nen = ["hostage"]\n'
CLAIM = '[[claims]]\nid = "held"\ntype = "count"\nnoun = "@hostage"\n'
SLACK = '[[channels]]\nid = "room"\ntype = "slack"\nurl = "env:ROOM_URL"\n'
EMAIL = '[[channels]]\nid = "desk"\ntype = "email"\nto = ["desk@news.example"]\n'
RULE = '[[alerts]]\nid = "counts"\nchannels = ["room"]\n'
SECRETS = {"ROOM_URL": "https://hooks.example/room"}

ROWS = {
    "a misspelt section": ('[[outlet]]\nid = "x"\n', ":5 outlet", 'no section "outlet"', 'did you mean "outlets"?'),
    "a misspelt key": (OUTLET + 'langage = "en"\n', ":9 outlets.langage", 'no key "langage"', '"language"'),
    "a key of nothing like it": (OUTLET + "zzz = 1\n", ":9 outlets.zzz", 'no key "zzz"', "keys here: budget_per_hour, drop, feeds, headers"),
    "a missing key": ('[[outlets]]\nid = "x"\nname = "X"\n', ":5 outlets.feeds", '"feeds" is missing', "write feeds = ["),
    "text for a list": (
        '[[outlets]]\nid = "x"\nname = "X"\nfeeds = "https://x.example"\n',
        ":8 outlets.feeds",
        "a list in brackets",
        'write feeds = ["https://',
    ),
    "a number for text": ('[[outlets]]\nid = "x"\nname = 7\nfeeds = ["https://x.example"]\n', ":7 outlets.name", "text in quotes", 'name = "BBC News"'),
    "an empty list": ('[[outlets]]\nid = "x"\nname = "X"\nfeeds = []\n', ":8 outlets.feeds", "empty", "write feeds"),
    "an empty text": ('[[outlets]]\nid = "x"\nname = " "\nfeeds = ["https://x.example"]\n', ":7 outlets.name", "empty", "write something"),
    "one bracket for two": ('[outlets]\nid = "x"\n', ":5 outlets", "a list", "[[outlets]]"),
    "a list of texts for tables": ('outlets = ["x"]\n', ":5 topics.outlets", "in the entry above", "top of the file"),
    "a lexicon as a list": ('[lexicon]\nhostage = ["hostage"]\n', ":6 lexicon.hostage", "a table", "[lexicon.hostage]"),
    "a lexicon's unknown language": ('[lexicon.hostage]\nenglish = ["hostage"]\n', ":6 lexicon.hostage.english", "no key", "ar, en, he"),
    "an id with a space": ('[[outlets]]\nid = "The BBC"\nname = "X"\nfeeds = ["https://x.example"]\n', ":6 outlets.id", "cannot be an id", '"the-bbc"'),
    "a bad web address, second of three": (
        '[[outlets]]\nid = "x"\nname = "X"\nfeeds = [\n  "https://x.example/1",\n  "htps://x.example/2",\n  "https://x.example/3",\n]\n',
        ":10 outlets.feeds",
        '"htps://x.example/2" is no web address',
        "https://",
    ),
    "a web address without a host": (OUTLET.replace("ledger.example", ""), ":8 outlets.feeds", "no web address", "https://"),
    "a web address with a space": (OUTLET.replace("/rss", "/a b"), ":8 outlets.feeds", "no web address", "https://"),
    "a web address with a bad port": (OUTLET.replace("/rss", ":99999/"), ":8 outlets.feeds", "no web address", "https://"),
    "a login in a web address": (OUTLET.replace("ledger.example", "me:pw@ledger.example"), ":8 outlets.feeds", "a login", "take"),
    "a bad selector": (OUTLET + 'selectors = ["article", "div["]\n', ":9 outlets.selectors", '"div[" is no CSS selector', "style sheet"),
    "a login header": (OUTLET + 'headers = { Cookie = "session=1" }\n', ":9 outlets.headers", "header Cookie carries a login", "leave it out"),
    "text for a table": (OUTLET + 'headers = "accept"\n', ":9 outlets.headers", "pairs in braces", 'headers = { accept-language = "he" }'),
    "a header on two lines": (OUTLET + 'headers = { accept = "a\\nb" }\n', ":9 outlets.headers", "no header", "on one line"),
    "a bad language": (OUTLET + 'language = "english"\n', ":9 outlets.language", "no language code", '"en"'),
    "the same id twice": (OUTLET + OUTLET.replace("/rss", "/atom"), ":10 outlets.id", 'the id "ledger" is taken: see', "another"),
    "the same feed twice": (OUTLET + OUTLET.replace('"ledger"', '"other"'), ":12 outlets.feeds", "listed already: see", "take one"),
    "a topic query that cannot be read": ('[[topics]]\nid = "t"\ntitle = "T"\nmatch = "(hostage"\n', ":8 topics.match", "character 1", ""),
    "a kind of claim there is not": (LEXICON + CLAIM.replace("count", "cuont"), ":9 claims.type", '"cuont" is not one', 'did you mean "count"?'),
    "a lexicon there is not": (LEXICON + CLAIM.replace("@hostage", "@hostages"), ":10 claims.noun", 'no lexicon "hostages"', '"hostage"'),
    "a lexicon there is not, in a list": (LEXICON + CLAIM + 'require = ["@hostage", "@dead"]\n', ":11 claims.require", 'no lexicon "dead"', "lexicons here: hostage"),
    "a lexicon there is not, in a table": (LEXICON + CLAIM + 'scopes = { deal = "@offer", default = "held" }\n', ":11 claims.scopes.deal", 'no lexicon "offer"', "hostage"),
    "a lexicon without its sign": (LEXICON + CLAIM.replace("@hostage", "hostage"), ":10 claims.noun", "does not name a lexicon", '"@hostage"'),
    "a scope without the sign": (LEXICON + CLAIM + 'scopes = { deal = "hostage" }\n', ":11 claims.scopes", "names no lexicon", 'deal = "@hostage"'),
    "a kind of change there is not": (LEXICON + CLAIM + 'alert = { valu = "now" }\n', ":11 claims.alert.valu", "not one of", '"value"'),
    "a tier there is not": (LEXICON + CLAIM + 'alert = { value = "soon" }\n', ":11 claims.alert.value", '"soon" is not', "choices here: digest, now, review"),
    "an unknown kind of channel": ('[[channels]]\nid = "c"\ntype = "slak"\n', ":5 channels", '"slak" is not one', '"slack"'),
    "a channel of no kind": ('[[channels]]\nid = "c"\n', ":5 channels", '"type" is missing', 'type = "email"'),
    "a secret in clear": (SLACK.replace("env:ROOM_URL", "https://hooks.example/T0P"), ":8 channels.url", "must not stand in the watchlist", '"env:'),
    "a secret that is not set": (SLACK.replace("ROOM_URL", "OTHER_URL"), ":8 channels.url", "OTHER_URL is not set", "OTHER_URL=…"),
    "a secret that is no address": (SLACK.replace("ROOM_URL", "NOT_A_URL"), ":8 channels.url", "NOT_A_URL holds no web address", "set NOT_A_URL"),
    "Slack by nothing": (SLACK.replace('url = "env:ROOM_URL"\n', ""), ":5 channels", "a webhook or an app", 'token = "env:'),
    "Slack by both": (SLACK + 'token = "env:TOKEN"\nchannel = "C01"\n', ":5 channels", "one of the two", 'channel = "C0'),
    "a Slack webhook with an API": (SLACK + 'api = "https://slack-gov.example/api"\n', ":5 channels", "one of the two", "token"),
    "a Slack app without a channel": (SLACK.replace("url", "token"), ":5 channels", "one of the two", 'channel = "C0'),
    "a token that is none": (SLACK.replace("url", "token") + 'channel = "C01"\n', ":5 channels", "begin with xoxb-", "Copy"),
    "a URL that Apprise cannot read": (SLACK.replace("slack", "apprise"), ":5 channels", "Apprise cannot read", "appriseit.com"),
    "an Apprise URL in clear": ('[[channels]]\nid = "c"\ntype = "apprise"\nurl = "ntfy://tops3cret"\n', ":8 channels.url", "must not stand", '"env:'),
    "a bad recipient": (EMAIL.replace("desk@news.example", "desk at news"), ":8 channels.to", '"desk at news" is no email', "desk@news.example"),
    "a bad sender": (EMAIL + 'from = "Claimwatch"\nhost = "mail.example"\n', ":9 channels.from", "no sender", "Claimwatch <"),
    "a port in quotes": (EMAIL + 'from = "a@b.example"\nhost = "mail"\nport = "25"\n', ":11 channels.port", "whole number", "write port = 587"),
    "a port there is not": (EMAIL + 'from = "a@b.example"\nhost = "mail"\nport = 70000\n', ":11 channels.port", "65535", "write port = 587"),
    "no mail server": (EMAIL + 'from = "a@b.example"\n', ":5 channels", "no mail server", "CLAIMWATCH_SMTP_HOST"),
    "no sender": (EMAIL + 'host = "mail.example"\n', ":5 channels", "sender", "CLAIMWATCH_SMTP_FROM"),
    "a sender that mail cannot carry": (EMAIL + 'from = "réd@b.example"\nhost = "mail.example"\n', ":5 channels", "no mail address", "Claimwatch <"),
    "a rule without channels": (SLACK + RULE.replace('["room"]', "[]"), ":11 alerts.channels", "empty", "write channels"),
    "a rule's unknown channel": (SLACK + RULE.replace("room", "rooom"), ":11 alerts.channels", 'no channel "rooom"', 'did you mean "room"?'),
    "a rule's unknown topic": (SLACK + RULE + 'topics = ["talk"]\n', ":12 alerts.topics", 'no topic "talk"', '"talks"'),
    "a rule's unknown claim": (SLACK + RULE + 'claims = ["held"]\n', ":12 alerts.claims", 'no claim "held"', "no claims here yet"),
    "a rule's unknown outlet": (SLACK + RULE + 'outlets = [\n"x"]\n', ":13 alerts.outlets", 'no outlet "x"', "no outlets"),
    "an unknown event": (SLACK + RULE + 'events = ["claim_change"]\n', ":12 alerts.events", '"claim_change" is not', '"claim_changed"'),
    "an unknown severity": (SLACK + RULE + 'severity = "hihg"\n', ":12 alerts.severity", '"hihg" is not', '"high"'),
    "a rule's bad language": (SLACK + RULE + 'languages = ["arabic"]\n', ":12 alerts.languages", "no language code", '"ar"'),
    "a least change of nothing": (SLACK + RULE + "min_change = 0\n", ":12 alerts.min_change", '"0" is no least change', 'min_change = "10%"'),
    "a least change in words": (SLACK + RULE + 'min_change = "ten"\n', ":12 alerts.min_change", '"ten" is no least change', "min_change = 2"),
    "a least change of many": (SLACK + RULE + "min_change = [2]\n", ":12 alerts.min_change", "no least change", "min_change = 2"),
    "a least change that is true": (SLACK + RULE + "min_change = true\n", ":12 alerts.min_change", "no least change", "min_change = 2"),
    "a time of no kind": (SLACK + RULE + 'when = "daily"\n', ":12 alerts.when", '"daily" is no time', 'when = "at once"'),
    "a time there is not": (SLACK + RULE + 'when = "daily 24:00"\n', ":12 alerts.when", "no time", '"daily 07:00"'),
    "a time as a number": (SLACK + RULE + "when = 7\n", ":12 alerts.when", "no time", '"daily 07:00"'),
    "a time zone there is not": (SLACK + 'timezone = "Asia/Jerusalm"\n', ":9 channels.timezone", "no time zone", 'did you mean "Asia/Jerusalem"?'),
    "a time zone that is a folder": (SLACK + 'timezone = "America"\n', ":9 channels.timezone", '"America" is no time zone', "America"),
    "a time zone that is nothing": (SLACK + 'timezone = "../x"\n', ":9 channels.timezone", "no time zone", 'timezone = "Asia/Jerusalem"'),
    "a time zone below an entry": (RULE.replace("room", "room") + SLACK + '[[outlets]]\nid = "x"\nname = "X"\nfeeds = ["https://x.example"]\ntimezone = "UTC"\n', ":16 outlets.timezone", "in the entry above", "top of the file"),
    "quiet hours of no length": (SLACK + 'quiet = "22:00-22:00"\n', ":9 channels.quiet", "no quiet hours", '"22:00-07:00"'),
    "quiet hours without an end": (SLACK + 'quiet = "22:00"\n', ":9 channels.quiet", "no quiet hours", '"22:00-07:00"'),
    "an exception to no quiet hours": (SLACK + 'quiet_except = "high"\n', ":9 channels.quiet_except", 'without "quiet"', "add quiet ="),
    "yes for true": (SLACK + RULE + 'silent_only = "yes"\n', ":12 alerts.silent_only", "true or false", "silent_only = true"),
    "an include below an entry": ('include = ["a.toml"]\n', ":5 topics.include", "in the entry above", "top of the file"),
}  # fmt: skip


@pytest.mark.parametrize("row", ROWS)
def test_a_broken_watchlist_says_where_what_and_what_to_write(row, tmp_path):
    text, where, what, fix = ROWS[row]
    file = tmp_path / "watchlist.toml"
    file.write_text(GOOD + text, encoding="utf-8")
    with pytest.raises(errors.ConfigError) as caught:
        watchlist.load_watchlist(file, environ=SECRETS | {"NOT_A_URL": "tops3cret"})
    problems = caught.value.problems
    assert len(problems) == 1, problems
    assert problems[0][0] == f"{file}{where}"
    assert what in problems[0][1]
    assert fix in problems[0][2]
    assert "tops3cret" not in str(problems)


def _problems(file: Path, **environ: str) -> tuple[tuple[str, str, str], ...]:
    with pytest.raises(errors.ConfigError) as caught:
        watchlist.load_watchlist(file, environ=environ)
    return caught.value.problems


def test_a_wrong_time_zone_of_the_watchlist_is_told_at_its_line(tmp_path):
    file = tmp_path / "w.toml"
    file.write_text('timezone = "Mars/Olympus"\n' + GOOD)
    [(where, what, _)] = _problems(file)
    assert where == f"{file}:1 timezone"
    assert what == '"Mars/Olympus" is no time zone'


def test_all_problems_are_told_at_once_by_line(tmp_path):
    file = tmp_path / "w.toml"
    file.write_text(GOOD + SLACK + RULE + 'severity = "x"\n' + OUTLET + 'langage = "en"\n')
    found = _problems(file)
    assert [where.partition(":")[2] for where, _, _ in found] == [
        "8 channels.url",
        "12 alerts.severity",
        "17 outlets.langage",
    ]


def test_a_secret_in_clear_is_never_repeated(tmp_path):
    file = tmp_path / "w.toml"
    file.write_text(SLACK.replace("env:ROOM_URL", "https://hooks.example/tops3cret"))
    assert "tops3cret" not in str(_problems(file))


def test_a_rule_that_names_a_broken_entry_is_not_blamed(tmp_path):
    file = tmp_path / "w.toml"
    file.write_text(GOOD + OUTLET + 'langage = "en"\n' + SLACK + RULE + 'outlets = ["ledger"]\n')
    found = _problems(file, **SECRETS)
    assert [what for _, what, _ in found] == ['there is no key "langage"']


def test_outlets_without_a_topic_are_refused(tmp_path):
    file = tmp_path / "w.toml"
    file.write_text(OUTLET)
    [(where, what, fix)] = _problems(file)
    assert where == f"{file}:1 outlets"
    assert "no topic" in what
    assert "[[topics]]" in fix


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('a = "open\nb = 1\n', 1, "illegal character"),
        ("[[topics]]\nid = \n", 2, "invalid value"),
        ("[[topics]\n", 1, "expected ']]'"),
        ("a = 1\na = 2\n", 2, "overwrite"),
        ("a = [1,\n\n", 1, "invalid value"),
        ("a = " + "[" * 20_000, 1, "too deeply"),
    ],
)
def test_what_is_no_toml_is_told_with_its_line(tmp_path, text, line, what):
    file = tmp_path / "w.toml"
    file.write_text(text)
    [(where, found, fix)] = _problems(file)
    assert where == f"{file}:{line}"
    assert what in found
    assert fix


def test_a_file_that_is_not_utf_8_is_refused(tmp_path):
    file = tmp_path / "w.toml"
    file.write_bytes('a = "é"'.encode("latin-1"))
    [(where, what, _)] = _problems(file)
    assert where == f"{file}:1"
    assert "UTF-8" in what


def test_a_watchlist_that_is_not_there_says_how_to_get_one(tmp_path):
    [(where, what, fix)] = _problems(tmp_path / "w.toml")
    assert where == f"{tmp_path / 'w.toml'}:1"
    assert "no file" in what
    assert "claimwatch init" in fix


def test_a_folder_is_no_watchlist(tmp_path):
    [(_, what, _)] = _problems(tmp_path)
    assert "cannot be read" in what


def test_a_missing_include_is_told_where_it_is_asked_for(tmp_path):
    file = tmp_path / "w.toml"
    file.write_text('include = [\n"nope.toml",\n]\n' + CLAIM)
    # The lexicon may be in the file that is missing: only the cause is told.
    [(where, what, fix)] = _problems(file)
    assert where == f"{file}:2 include"
    assert "no file" in what
    assert "w.toml" in fix


def test_an_include_that_is_no_text_is_told(tmp_path):
    file = tmp_path / "w.toml"
    file.write_text("include = [3]\n")
    [(where, what, fix)] = _problems(file)
    assert (where, what, fix) == (
        f"{file}:1 include",
        "it must be text in quotes",
        'write include = ["other.toml"]',
    )


def test_files_that_include_one_another_are_refused(tmp_path):
    first, second = tmp_path / "a.toml", tmp_path / "b.toml"
    first.write_text('include = ["b.toml"]\n')
    second.write_text('\ninclude = ["a.toml"]\n')
    [(where, what, _)] = _problems(first)
    assert where == f"{second}:2 include"
    assert '"a.toml"' in what


def test_a_problem_in_an_included_file_names_that_file(tmp_path):
    (tmp_path / "part.toml").write_text('\n\n[[claims]]\nid = "x"\ntype = "count"\nnon = "@hostage"\n')
    file = tmp_path / "w.toml"
    file.write_text('include = ["part.toml"]\n' + GOOD)
    [(where, _, fix)] = _problems(file)
    assert where == f"{tmp_path / 'part.toml'}:6 claims.non"
    assert '"noun"' in fix


def test_an_id_given_in_two_files_names_both(tmp_path):
    (tmp_path / "part.toml").write_text(OUTLET)
    file = tmp_path / "w.toml"
    file.write_text('include = ["part.toml"]\n' + GOOD + OUTLET.replace("/rss", "/atom"))
    [(where, what, _)] = _problems(file)
    assert where == f"{tmp_path / 'part.toml'}:2 outlets.id"
    assert f"{file}:7 outlets.id" in what


def test_a_login_is_never_sent_to_the_server_of_the_settings(tmp_path):
    file = tmp_path / "w.toml"
    file.write_text(EMAIL + 'username = "me"\npassword = "env:ROOM_URL"\n')
    found = _problems(file, CLAIMWATCH_SMTP_HOST="mail", CLAIMWATCH_SMTP_FROM="a@b.example")
    assert [where for where, _, _ in found] == [f"{file}:5 channels.username", f"{file}:6 channels.password"]
    assert all('means nothing without "host"' in what for _, what, _ in found)


def test_bad_mail_settings_are_told_with_the_watchlist_that_needs_them(tmp_path):
    file = tmp_path / "w.toml"
    file.write_text(EMAIL)
    [(where, _, _)] = _problems(file, CLAIMWATCH_SMTP_PORT="many")
    assert where == "CLAIMWATCH_SMTP_PORT"


def test_a_claim_that_fails_its_own_example_is_told_at_the_example(tmp_path):
    file = tmp_path / "w.toml"
    samples = 'examples = [\n  "20 hostages are held",\n  "20 trucks came",\n]\n'
    other = '[[claims]]\nid = "aid"\ntype = "count"\nnoun = "@truck"\ncounter_examples = ["20 trucks came"]\n'
    file.write_text(LEXICON + '[lexicon.truck]\nen = ["truck"]\n' + CLAIM + samples + other)
    found = _problems(file)
    assert [where for where, _, _ in found] == [
        f"{file}:11 claims.examples",
        f"{file}:17 claims.counter_examples",
    ]
    assert all('"20 trucks came"' in what for _, what, _ in found)
    assert all(fix for _, _, fix in found)


def test_a_claim_that_lacks_what_its_type_needs_is_told_beside_others(tmp_path):
    file = tmp_path / "w.toml"
    file.write_text(
        LEXICON
        + '[[claims]]\nid = "a"\ntype = "count"\n[[claims]]\nid = "b"\ntype = "stance"\nexamples = ["x"]\n'
    )
    assert [where for where, _, _ in _problems(file)] == [f"{file}:3 claims", f"{file}:6 claims"]


def test_a_lexicon_that_takes_in_itself_is_told(tmp_path):
    file = tmp_path / "w.toml"
    file.write_text('[lexicon.hostage]\nen = ["@captive"]\n[lexicon.captive]\nen = ["@hostage"]\n' + CLAIM)
    [(where, what, _)] = _problems(file)
    assert where == f"{file}:5 claims"
    assert "takes in itself" in what


def test_a_lexicon_that_takes_in_what_is_not_there_is_told_at_the_term(tmp_path):
    file = tmp_path / "w.toml"
    file.write_text('[lexicon.hostage]\nen = [\n"@free.past",\n"captive",\n]\n' + CLAIM)
    [(where, what, _)] = _problems(file)
    assert where == f"{file}:3 lexicon.hostage.en"
    assert 'no lexicon "free"' in what

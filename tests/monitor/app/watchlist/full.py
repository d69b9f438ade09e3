"""A watchlist with a bit of everything, the words it includes, and the secrets it wants."""

FULL = """
include = ["words.toml", "words.toml"]
timezone = "Asia/Jerusalem"

[[topics]]
id = "talks"
title = "Talks"
match = "hostage* AND NOT opinion"

[[outlets]]
id = "ledger"
name = "The Coastal Ledger"
language = "en"
feeds = ["https://ledger.example/rss", "http://ledger.example:8080/atom?x=1"]
selectors = ["article .body"]
drop = [".reader-poll"]
keep = ["aside.figures"]
headers = { accept-language = "en" }

[[claims]]
id = "held"
type = "count"
title = "hostages held"
noun = "@hostage"
require = ["@alive"]
veto = ["@seized", "ratio"]
scopes = { past = "@done", default = "held" }
alert = { value = "now", hedge = "digest" }

[[claims]]
id = "disarm"
type = "stance"
actor = "@movement"
topic = "@weapons"
values = { refuses = "@refuse" }
condition = "@if"
not_actor_of = ["must"]

[[channels]]
id = "desk"
type = "email"
to = ["a@news.example", "b@news.example"]
timezone = "Europe/Paris"

[[channels]]
id = "own-server"
type = "email"
to = ["c@news.example"]
from = "Claims <claims@news.example>"
host = "mail.news.example"
tls = "tls"
username = "claims"
password = "env:OWN_PASSWORD"

[[channels]]
id = "room"
type = "slack"
url = "env:ROOM_URL"
quiet = "22:00-07:00"
quiet_except = "high"
most_per_hour = 12

[[channels]]
id = "app"
type = "slack"
token = "env:SLACK_BOT_TOKEN"
channel = "#newsroom"
api = "https://slack-gov.example/api"
buttons = true

[[channels]]
id = "phones"
type = "apprise"
url = "env:APPRISE_URL"

[[channels]]
id = "archive"
type = "webhook"
url = "https://archive.example/in"
secret = "env:ARCHIVE_KEY"

[[channels]]
id = "open"
type = "webhook"
url = "http://archive.example/open"

[[alerts]]
id = "counts"
events = ["claim_changed"]
topics = ["talks"]
claims = ["held"]
outlets = ["ledger"]
languages = ["en", "he"]
severity = "high"
min_change = "10%"
when = "weekly mon 07:30"
silent_only = true
channels = ["desk", "room"]

[[alerts]]
id = "all"
severity = "info"
min_change = 2
channels = ["desk"]

[lexicon.hostage]
en = ["hostage"]
"""
WORDS = "\n".join(
    f'[lexicon.{name}]\nen = ["{name}"]\nar = []'
    for name in ("alive", "seized", "done", "movement", "weapons", "refuse", "if")
)
WORDS += '\n[lexicon.hostage]\nen = ["captive", "hostage"]\nhe = ["חטוף"]\n'
ENVIRON = {
    "ROOM_URL": "https://hooks.example/room",
    "APPRISE_URL": "ntfys://ntfy.example/t0pic",
    "SLACK_BOT_TOKEN": "xoxb-1-t0ken",
    "ARCHIVE_KEY": "k3y",
    "OWN_PASSWORD": "p4ss",
    "CLAIMWATCH_SMTP_HOST": "mail.example",
    "CLAIMWATCH_SMTP_PASSWORD": "s3rver",
    "CLAIMWATCH_SMTP_FROM": "alerts@news.example",
}

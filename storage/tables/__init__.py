"""The tables, as SQLModel classes: what is stored and under which key. docs/reference/database.md says it in prose.

Rows are never handed out: `storage.rows` turns them into values of the model. Statements are written with the names below.
"""

from storage.tables import comparing, fields, news, people, texts, watching

METADATA = fields.METADATA

outlet = fields.METADATA.tables["outlet"]
feed = fields.METADATA.tables["feed"]
subscription = fields.METADATA.tables["subscription"]
heat = fields.METADATA.tables["heat"]
host = fields.METADATA.tables["host"]
article = fields.METADATA.tables["article"]
address = fields.METADATA.tables["address"]
article_check = fields.METADATA.tables["article_check"]
version = fields.METADATA.tables["version"]
rereading = fields.METADATA.tables["rereading"]
snapshot = fields.METADATA.tables["snapshot"]
likeness = fields.METADATA.tables["likeness"]
text_sight = fields.METADATA.tables["text_sight"]
copy = fields.METADATA.tables["copy"]
claim = fields.METADATA.tables["claim"]
change = fields.METADATA.tables["change"]
event = fields.METADATA.tables["event"]
claim_change = fields.METADATA.tables["claim_change"]
unexplained = fields.METADATA.tables["unexplained"]
bulletin = fields.METADATA.tables["bulletin"]
alert = fields.METADATA.tables["alert"]
delivery = fields.METADATA.tables["delivery"]
channel = fields.METADATA.tables["channel"]
mute = fields.METADATA.tables["mute"]
pulse = fields.METADATA.tables["pulse"]
slot = fields.METADATA.tables["slot"]
word = fields.METADATA.tables["word"]
thread = fields.METADATA.tables["thread"]
mark = fields.METADATA.tables["mark"]
session = fields.METADATA.tables["session"]

__all__ = [
    "METADATA",
    "address",
    "alert",
    "article",
    "article_check",
    "bulletin",
    "change",
    "channel",
    "claim",
    "claim_change",
    "comparing",
    "copy",
    "delivery",
    "event",
    "feed",
    "heat",
    "host",
    "likeness",
    "mark",
    "mute",
    "news",
    "outlet",
    "people",
    "pulse",
    "rereading",
    "session",
    "slot",
    "snapshot",
    "subscription",
    "text_sight",
    "texts",
    "thread",
    "unexplained",
    "version",
    "watching",
    "word",
]

"""Fills a database as after months of a busy watch: `fill(url, versions=1_000_000)`. Used by `pages_at_size.py`.

Of the versions nine in ten are first texts of articles, the rest revisions with a change each; in the order of time, three
languages, every text of its own sentences. Rows are written in bulk, past the ports, in the shapes that the ports write.
"""

import itertools
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

import storage
from monitor import model
from storage import codec, rows, search_index, tables

NOW = datetime(2025, 12, 1, 12, 0, tzinfo=UTC)
SPAN = timedelta(days=90)
OUTLETS = 200
CLAIMS = 20
TOPIC = "talks"
#: One version in so many is a revision.
REVISION_EVERY = 10
_BATCH = 5_000
_LANGUAGES = ("en", "en", "en", "ar", "he")
_LETTERS = {
    "en": ("bdfgklmnprstvw", "aeiou"),
    "ar": ("بتثجحخدرزسشصضطعغفقكلمنهي", "اوي"),
    "he": ("בגדהזחטכלמנסעפצקרשת", "אוי"),
}
_SUBJECT = {
    "en": "Mediators say {n} hostages are alive and the ceasefire lasts {d} days.",
    "ar": "قال الوسطاء إن {n} رهينة على قيد الحياة وإن الهدنة تستمر {d} يوما.",
    "he": 'המתווכים אומרים כי {n} חטופים בחיים והפסקת האש תימשך {d} ימים, כך בצה"ל.',
}


def write_watch() -> model.Watch:
    """The watchlist that the rows belong to."""
    return model.Watch(
        topics=(model.Topic(id=TOPIC, title="The talks", match="hostages"),),
        outlets=tuple(
            model.Outlet(id=f"outlet-{n}", name=f"Outlet {n:03}", feeds=(f"https://o{n}.example/rss",))
            for n in range(OUTLETS)
        ),
        claims=tuple(
            model.ClaimDefinition(id=f"claim_{n}", type=model.ClaimType.COUNT, title=f"count number {n}")
            for n in range(CLAIMS)
        ),
        channels=(model.ChannelAddress(id="desk", addresses=("desk@news.example",)),),
    )


def fill(url: str, *, versions: int) -> None:
    """Fill an empty database. Takes minutes for a million."""
    store = storage.build_store(url)
    store.save_outlets(write_watch().outlets, now=NOW - SPAN)
    chance = random.Random(1)
    with store.database.engine.begin() as connection:
        if connection.dialect.name == "sqlite":
            connection.exec_driver_sql("PRAGMA synchronous=OFF")
        slots = [
            {"id": n + 1, "topic_id": TOPIC, "claim_id": f"claim_{n}", "scope": "", "unit": ""}
            for n in range(CLAIMS)
        ]
        connection.execute(sa.insert(tables.slot), slots)
        writer = _Writer(connection)
        for number in range(1, versions + 1):
            writer.add_version(number, chance, at=NOW - SPAN + SPAN * number / (versions + 1))
        writer.settle()
        connection.execute(sa.insert(tables.bulletin), [_bulletin(n) for n in range(2_000)])
        _set_sequences(connection)
        search_index.index_stored(connection)
    with store.database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("ANALYZE")
    store.close()


def write_words(language: str) -> list[str]:
    """Write a vocabulary of 20,000 words of a language's letters."""
    chance = random.Random(language)
    consonants, vowels = _LETTERS[language]
    syllables = [a + b for a in consonants for b in vowels]
    return ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(20_000)]


def _paragraphs(language: str) -> list[str]:
    """Write 4,000 paragraphs of words as frequent as words are (Zipf), from which texts are put together."""
    chance = random.Random(language)
    words = write_words(language)
    weights = list(itertools.accumulate(1 / (rank + 10) for rank in range(len(words))))
    return [" ".join(chance.choices(words, cum_weights=weights, k=40)) + "." for _ in range(4_000)]


class _Writer:
    """Gathers rows by table, and writes them by thousands."""

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self._rows: dict[sa.Table, list[dict[str, Any]]] = {}
        self._texts = {language: _paragraphs(language) for language in _LETTERS}
        self._count = self._article_count = self._change_count = self._alert_count = 0
        #: Of young articles: what their newest version is.
        self._young: dict[int, dict[str, Any]] = {}

    def add(self, table: sa.Table, row: dict[str, Any]) -> None:
        self._rows.setdefault(table, []).append(row)

    def flush(self) -> None:
        # In the order of their keys to each other.
        for table in tables.METADATA.sorted_tables:
            if gathered := self._rows.pop(table, []):
                self._connection.execute(sa.insert(table), gathered)

    def add_version(self, version_id: int, chance: random.Random, *, at: datetime) -> None:
        is_revision = version_id % REVISION_EVERY == 0
        if is_revision:
            article = self._young.pop(chance.choice(list(self._young)))
            article |= {"latest_number": 2, "believed_number": 2, "revision_count": 1, "last_revised_at": at}
        else:
            article = self._open_article(chance, at=at)
        self._add_text(version_id, article, chance, at=at)
        self._add_change(article, chance, at=at, is_revision=is_revision)
        if is_revision:
            self.add(tables.article, article)
        elif len(self._young) > 200:
            self.add(tables.article, self._young.pop(next(iter(self._young))))
        if version_id % _BATCH == 0:
            self.settle()

    def settle(self) -> None:
        """Write the young articles, and all else that was gathered."""
        for article in self._young.values():
            self.add(tables.article, article)
        self.flush()
        self._young = {}

    def _open_article(self, chance: random.Random, *, at: datetime) -> dict[str, Any]:
        self._article_count += 1
        number = self._article_count
        outlet = chance.randrange(OUTLETS)
        url = f"https://o{outlet}.example/news/{number}"
        is_live = NOW - at < timedelta(days=7)
        article = {
            "id": number,
            "outlet_id": f"outlet-{outlet}",
            "url": url,
            "canonical_url": url,
            "host": f"o{outlet}.example",
            "is_listed": True,
            "is_watched": True,
            "topic_ids": f'["{TOPIC}"]',
            "headline": "",
            "language": _LANGUAGES[outlet % len(_LANGUAGES)],
            "first_seen_at": at,
            "published_at": at,
            "latest_number": 1,
            "believed_number": 1,
            "revision_count": 0,
            "last_revised_at": None,
            "latest_seen_at": at,
            "last_checked_at": at,
            "last_seen_at": at,
            "last_failure": _FAILURE if number % 50 == 0 else None,
            "need": 1.0,
            "next_check_at": NOW + timedelta(minutes=number % 600) if is_live else None,
            "reason": "every ten minutes",
        }
        self._young[number] = article
        return article

    def _add_text(
        self, version_id: int, article: dict[str, Any], chance: random.Random, *, at: datetime
    ) -> None:
        language = article["language"]
        count, days = chance.randint(10, 60), chance.choice((30, 42, 60))
        sentence = _SUBJECT[language].format(n=count, d=days)
        pool = self._texts[language]
        text = model.Article(
            canonical_url=article["canonical_url"],
            headline=" ".join(chance.choice(pool).split()[:9]),
            byline="By Ruth Almog",
            language=language,
            published_at=article["published_at"],
            paragraphs=(sentence, *chance.choices(pool, k=6)),
        )
        article["headline"] = text.headline
        version = model.Version(
            number=article["latest_number"],
            content_hash=f"2:{version_id:064x}",
            article=text,
            seen_at=at,
            raw_sha256=f"{version_id:064x}",
            chain_sha256=f"{version_id:064x}",
        )
        columns = rows.version_columns(version) | {"id": version_id, "article_id": article["id"]}
        self.add(tables.version, columns)
        for number in chance.sample(range(CLAIMS), 2):
            claim = _claim(number, count, sentence)
            self.add(tables.claim, rows.claim_columns(claim) | {"version_id": version_id})
            if article["latest_number"] == 1:
                self.add(tables.word, _word(number, article, version_id=version_id, count=count, at=at))
        kinds = (model.CheckKind.NEW_VERSION, model.CheckKind.UNCHANGED)
        for kind in kinds:
            self.add(
                tables.article_check,
                {"article_id": article["id"], "checked_at": at, "kind": kind, "status": 200, "detail": ""},
            )

    def _add_change(
        self, article: dict[str, Any], chance: random.Random, *, at: datetime, is_revision: bool
    ) -> None:
        self._change_count += 1
        change = _revision(article, chance, at=at) if is_revision else _coverage(article, at=at)
        own = {"id": self._change_count, "article_id": article["id"]}
        self.add(tables.change, rows.change_columns(change) | own)
        for event in change.events:
            self.add(tables.event, rows.event_columns(event) | {"change_id": self._change_count})
        for item in change.claim_changes:
            body = codec.CLAIM_CHANGE.dump(item)
            row = {"change_id": self._change_count, "claim_id": item.claim_id, "tier": item.tier}
            self.add(tables.claim_change, row | {"body": body})
        for delta in change.unexplained:
            row = {
                "change_id": self._change_count,
                "kind": delta.kind,
                "body": codec.DELTA.dump(delta),
            }
            self.add(tables.unexplained, row)
        if is_revision and self._change_count % 5 == 0:
            self._add_alert(at)

    def _add_alert(self, at: datetime) -> None:
        self._alert_count += 1
        number = self._alert_count
        alert = {
            "id": number,
            "change_id": self._change_count,
            "bulletin_id": None,
            "dedupe_key": str(number),
            "severity": 3,
            "title": "A count changed",
            "rule_ids": '["counts"]',
            "created_at": at,
        }
        self.add(tables.alert, alert)
        delivery = {
            "alert_id": number,
            "key": f"{number}:desk",
            "channel_id": "desk",
            "address": "desk@news.example",
            "state": "dead" if number % 500 == 0 else "sent",
            "attempt_count": 1,
            "last_attempt_at": at,
        }
        self.add(tables.delivery, delivery)


_FAILURE = codec.FAILURE.dump(model.Failure(kind=model.FailureKind.TIMEOUT, detail="no answer in 20 s"))


def _claim(number: int, count: int, sentence: str) -> model.Claim:
    return model.Claim(
        claim_id=f"claim_{number}",
        type=model.ClaimType.COUNT,
        low=Decimal(count),
        high=Decimal(count),
        start=0,
        end=5,
        sentence=sentence,
    )


def _word(
    number: int, article: dict[str, Any], *, version_id: int, count: int, at: datetime
) -> dict[str, Any]:
    return {
        "slot_id": number + 1,
        "outlet_id": article["outlet_id"],
        "article_id": article["id"],
        "version_id": version_id,
        "figure": str(count),
        "said": f'["{count}"]',
        "said_at": at,
        "last_otherwise_at": None,
        "since": at,
    }


def _coverage(article: dict[str, Any], *, at: datetime) -> model.Change:
    event = model.Event(
        kind=model.EventKind.NEW_COVERAGE, severity=model.Severity.INFO, summary="Published “A text”."
    )
    return model.Change(
        old_number=0,
        new_number=1,
        last_seen_old_at=article["first_seen_at"],
        first_seen_new_at=at,
        severity=model.Severity.INFO,
        events=(event,),
    )


def _revision(article: dict[str, Any], chance: random.Random, *, at: datetime) -> model.Change:
    old, new = chance.sample(range(10, 60), 2)
    number = chance.randrange(CLAIMS)
    sentence = _SUBJECT["en"]
    change = model.ClaimChange(
        claim_id=f"claim_{number}",
        kind=model.ChangeKind.VALUE,
        old=_claim(number, old, sentence.format(n=old, d=42)),
        new=_claim(number, new, sentence.format(n=new, d=42)),
        old_text=str(old),
        new_text=str(new),
        summary=f"{old} became {new}",
    )
    event = model.Event(
        kind=model.EventKind.CLAIM_CHANGED if number else model.EventKind.TEXT_CHANGED,
        severity=model.Severity.HIGH if number else model.Severity.LOW,
        summary=change.summary,
        claim_id=change.claim_id if number else None,
        is_told=True,
        reason="rule counts",
    )
    delta = model.UnexplainedDelta(
        kind=model.DeltaKind.MODAL,
        field=model.TextField.BODY,
        old="will",
        new="may",
        old_sentence="It will open.",
        new_sentence="It may open.",
        old_start=3,
        new_start=3,
    )
    words = tuple(
        model.Segment(op=op, text=text) for op, text in ((model.Op.DELETE, "will"), (model.Op.INSERT, "may"))
    )
    one = model.SentenceDiff(
        op=model.SentenceOp.CHANGED, old="It will open.", new="It may open.", segments=words
    )
    return model.Change(
        old_number=1,
        new_number=2,
        last_seen_old_at=article["latest_seen_at"],
        first_seen_new_at=at,
        severity=event.severity,
        is_silent=True,
        claim_changes=(change,) if number else (),
        events=(event,),
        unexplained=(delta,) if number % 4 == 0 else (),
        diff=model.Diff(fields=(model.FieldDiff(field=model.TextField.BODY, sentences=(one,)),)),
    )


def _bulletin(number: int) -> dict[str, Any]:
    at = NOW - SPAN * (2_000 - number) / 2_001
    return {
        "outlet_id": None,
        "topic_id": TOPIC,
        "claim_id": f"claim_{number % CLAIMS}",
        "old_text": "20",
        "new_text": "22",
        "kind": model.EventKind.CONSENSUS_MOVED,
        "severity": 3,
        "summary": "Most outlets say 22.",
        "since": at,
        "created_at": at,
        "is_told": True,
        "reason": "rule counts",
    }


def _set_sequences(connection: sa.Connection) -> None:
    """PostgreSQL gives out ids after the highest one there is."""
    if connection.dialect.name != "postgresql":
        return
    for name in ("article", "version", "change", "alert"):
        top = sa.text(f"SELECT setval(pg_get_serial_sequence('{name}', 'id'), max(id)) FROM {name}")
        connection.execute(top)


def sample_ids(versions: int, *, count: int = 40) -> Iterator[int]:
    """Give ids spread over the articles, or changes, of so many versions."""
    chance = random.Random(2)
    return (chance.randint(1, versions * (REVISION_EVERY - 1) // REVISION_EVERY) for _ in range(count))

"""Reads the coverage files and turns what is written into editions, spells and planted events.

Raises `ConfigError` with the file, the article and what is wrong. Next: `form` for what may be written, `recorded` for
the shapes that come of it.
"""

import tomllib
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pydantic

from monitor import errors, model
from monitor.app.demo import form, recorded
from monitor.app.demo.recorded import Coverage, Planted

__all__ = ["Coverage", "Planted", "load_coverage"]

#: The coverage that ships with the demo.
BUNDLED = Path(__file__).with_name("coverage")

_MARKS = {
    "## ": recorded.BlockKind.SUBHEAD,
    "@ ": recorded.BlockKind.STAMP,
    "! ": recorded.BlockKind.NOTICE,
}


def load_coverage(folder: Path = BUNDLED) -> Coverage:
    """Load every outlet in a folder, by file name. Raises ConfigError."""
    mastheads: list[recorded.Masthead] = []
    planted: list[Planted] = []
    for path in sorted(folder.glob("*.toml")):
        written = _read(path)
        try:
            mastheads.append(_masthead(written))
            planted.extend(_planted(written))
        except ValueError as wrong:
            raise errors.ConfigError(f"{path.name}: {wrong}") from wrong
    _refuse_doubles("outlet", (masthead.id for masthead in mastheads))
    _refuse_doubles("article", (story.id for masthead in mastheads for story in masthead.stories))
    _refuse_doubles("planted event", (event.id for event in planted))
    return Coverage(
        mastheads=tuple(mastheads), planted=tuple(sorted(planted, key=lambda event: (event.at, event.id)))
    )


def _read(path: Path) -> form.OutletForm:
    try:
        return form.OutletForm.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, pydantic.ValidationError) as wrong:
        raise errors.ConfigError(f"{path.name}: {wrong}") from wrong


def _masthead(written: form.OutletForm) -> recorded.Masthead:
    return recorded.Masthead(
        id=written.id,
        name=written.name,
        language=written.language,
        tagline=written.tagline,
        layout=written.layout,
        feed_path=written.feed.path,
        feed_format=written.feed.format,
        feed_encoding=written.feed.encoding,
        has_validators=written.has_validators,
        is_compressed=written.is_compressed,
        selectors=written.selectors,
        sections=written.sections,
        teasers=written.teasers,
        stories=tuple(_story(article) for article in written.articles),
        spells=_spells(written.spells),
    )


def _story(article: form.ArticleForm) -> recorded.Story:
    return recorded.Story(
        id=article.id,
        path=article.path,
        section=article.section,
        is_on_topic=article.is_on_topic,
        editions=tuple(_editions(article)),
        touches=article.touches,
        flips=tuple(
            recorded.Flip(
                starts_at=flip.start,
                until=flip.until,
                every=timedelta(minutes=flip.every_minutes),
                headline=flip.headline,
            )
            for flip in article.flips
        ),
        spells=_spells(article.spells),
    )


def _spells(written: tuple[form.SpellForm, ...]) -> tuple[recorded.Spell, ...]:
    return tuple(
        recorded.Spell(kind=spell.kind, starts_at=spell.start, until=spell.until) for spell in written
    )


def _editions(article: form.ArticleForm) -> Iterator[recorded.Edition]:
    instants = (article.published_at, *(version.at for version in article.versions))
    if any(later <= earlier for earlier, later in pairwise(instants)):
        raise ValueError(f"{article.id}: versions stand out of order of time")
    text, headline, subheadline, byline = article.text, article.headline, article.subheadline, article.byline
    yield _edition(1, article.published_at, text, (headline, subheadline, byline))
    for number, version in enumerate(article.versions, start=2):
        text = _revised(article.id, text, version)
        headline = version.headline or headline
        subheadline = version.subheadline or subheadline
        byline = version.byline or byline
        yield _edition(number, version.at, text, (headline, subheadline, byline))


def _edition(number: int, at: datetime, text: str, head: tuple[str, str, str]) -> recorded.Edition:
    return recorded.Edition(
        number=number,
        starts_at=at,
        headline=head[0],
        subheadline=head[1],
        byline=head[2],
        blocks=tuple(_block(piece) for piece in text.split(model.PARAGRAPH_BREAK) if piece.strip()),
    )


def _block(piece: str) -> recorded.Block:
    # A paragraph may run over several lines in the file.
    line = " ".join(piece.split())
    for mark, kind in _MARKS.items():
        if line.startswith(mark):
            return recorded.Block(kind=kind, text=line.removeprefix(mark))
    return recorded.Block(kind=recorded.BlockKind.PARAGRAPH, text=line)


def _revised(article_id: str, text: str, version: form.VersionForm) -> str:
    for old, new in version.edits:
        if (count := text.count(old)) != 1:
            raise ValueError(f"{article_id}, version of {version.at}: {old!r} stands {count} times, not once")
        text = text.replace(old, new)
    pieces = (version.prepend.strip(), text.strip(), version.append.strip())
    return model.PARAGRAPH_BREAK.join(piece for piece in pieces if piece)


def _planted(written: form.OutletForm) -> Iterator[Planted]:
    for spell in written.spells:
        yield from _planted_in_spell(written, None, spell)
    for article in written.articles:
        ends = (*(version.at for version in article.versions[1:]), None)
        for number, (version, until) in enumerate(zip(article.versions, ends, strict=False), start=2):
            for event in version.planted:
                yield _event(written, article, event, at=version.at, until=until, edition=number)
        for spell in article.spells:
            yield from _planted_in_spell(written, article, spell)
        for flip in article.flips:
            for event in flip.planted:
                yield _event(written, article, event, at=flip.start, until=flip.until)


def _planted_in_spell(
    outlet: form.OutletForm, article: form.ArticleForm | None, spell: form.SpellForm
) -> Iterator[Planted]:
    for event in spell.planted:
        yield _event(outlet, article, event, at=spell.start, until=spell.until)
    for event in spell.planted_at_end:
        if spell.until is None:
            raise ValueError(f"{event.id}: the spell never ends")
        yield _event(outlet, article, event, at=spell.until, until=None)


def _event(
    outlet: form.OutletForm,
    article: form.ArticleForm | None,
    event: form.PlantedForm,
    *,
    at: datetime,
    until: datetime | None,
    edition: int | None = None,
) -> Planted:
    return Planted(
        id=event.id,
        outlet_id=outlet.id,
        article_id=article.id if article else None,
        path=article.path if article else None,
        edition=edition,
        at=at,
        until=until or recorded.STARTS_AT + recorded.SPAN,
        kinds=event.kinds,
        claim_id=event.claim,
        old=event.old,
        new=event.new,
        about=event.about,
        is_alert=event.is_alert,
    )


def _refuse_doubles(noun: str, ids: Iterable[str]) -> None:
    seen: set[str] = set()
    for each in ids:
        if each in seen:
            raise errors.ConfigError(f"The id of {noun} {each!r} is used twice.")
        seen.add(each)

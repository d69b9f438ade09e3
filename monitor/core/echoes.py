"""Echoes: one text at several addresses of one outlet is a wall, an error page or a template, whatever its words are; and
one that is another article's own was served here by mistake.

Asked only of texts that have nothing in common with the article's believed one, and of first ones. A text of one form
under a headline of its own is an article: a wall has one headline everywhere, or leaves each article its own. Refuses to judge what stands
at other outlets (a wire copy), at another form of the same address, or in the place of the same text as here (one article at
two addresses, rewritten). Next: `decide`, which notes the sights; `storage.echoes`, which keeps them.
"""

import hashlib
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor import model
from monitor.core import absence, entries, fingerprint, second, twins, verdicts
from monitor.core.brief import Brief

#: Sights longer ago say nothing.
SPAN = timedelta(days=3)
#: Other articles of the outlet that are looked at when a text in doubt has nothing of the old one.
WITNESSES = 2
#: A first text of more words is an article: its own or another's.
_SHORT_WORDS = 120
#: The share of a text's words whose paragraphs may stand in the believed one all the same: a date, a byline.
_COMMON_SHARE = 0.1
#: The same for a text that may be another article's: what stands below each article of an outlet may be long.
_OWN_SHARE = 0.5
#: Other addresses that show it, where none of them shows it in another article's place.
_MOST_BY_CHANCE = 1
#: Looks in a row at which a first text must be headed as another article to be believed: outlets do title two alike.
SAME_LOOKS = 3
#: A word with a digit may be the time, or the number of the request.
_TOLD_WORD = re.compile(r"\S*\d\S*")


def note_sight(
    outcome: model.CheckOutcome, text: model.Article | None, past: model.Past | None
) -> model.CheckOutcome:
    """Note a text that may be no article of its own, and ask for witnesses while it is in doubt."""
    is_new = outcome.version is not None or outcome.kind is model.CheckKind.CONFIRMED
    brought = outcome.believed or outcome.version
    claimed = frozenset(claim.field for claim in brought.claims) if brought else frozenset()
    sight = _find_sight(text, past, claimed=claimed) if text and is_new else None
    is_doubted = sight is not None and sight.key != "" and outcome.kind is model.CheckKind.SUSPECT
    return replace(outcome, sight=sight, witness_count=WITNESSES if is_doubted else 0)


def decide_echoes(
    brief: Brief,
    article: model.ArticleForCheck,
    outcome: model.CheckOutcome,
    echoes: Sequence[model.Echo],
    *,
    past: model.Past | None,
    now: datetime,
) -> model.CheckOutcome:
    """Decide a check again that read a text which stands at other addresses of its outlet: a failure, and no version,
    where it is none of its own. A text in doubt is set aside with it."""
    sight = outcome.sight
    if sight is None:
        return outcome
    if any(echo.is_own and echo.url == article.url for echo in echoes):
        return outcome
    elsewhere = [echo for echo in echoes if not twins.is_twin(article.url, echo.url)]
    others = [
        echo
        for echo in elsewhere
        if not echo.is_own and (echo.headline == sight.headline or not (echo.headline and sight.headline))
    ]
    if owner := _find_owner(sight, elsewhere):
        where = f"is that of another article of this outlet, {owner.url}"
    elif _is_shared(sight, others):
        places = f"{len(others)} other {'address' if len(others) == 1 else 'addresses'}"
        where = f"stands at {places} of this outlet, {others[0].url} for one"
    else:
        return outcome
    failure = model.Failure(
        kind=model.FailureKind.SHARED_TEXT, status=outcome.status, detail=f"{article.url}: the text {where}"
    )
    if owner and past is None and failure == article.last_failure and article.failure_count + 1 >= SAME_LOOKS:
        return outcome
    failed = replace(absence.decide_failure(brief, article, failure, now=now), sight=sight)
    held = past.held if past else None
    if held is None:
        return failed
    why = f"what came next {where}"
    return replace(failed, doubt_count=0, verdict=verdicts.dismiss_version(held, why=why, now=now))


def _find_owner(sight: model.TextSight, elsewhere: Sequence[model.Echo]) -> model.Echo | None:
    """Find the article whose own a text is; one that had the same text before was rewritten as this one was."""
    same = {echo.url for echo in elsewhere if sight.instead_of and echo.instead_of == sight.instead_of}
    return next((echo for echo in elsewhere if echo.is_own and echo.url not in same), None)


def _is_shared(sight: model.TextSight, others: Sequence[model.Echo]) -> bool:
    """Whether a text took the places of two different ones, or stands at three addresses."""
    replaced = sight.instead_of and any(echo.instead_of not in {"", sight.instead_of} for echo in others)
    elsewhere = [echo for echo in others if not sight.instead_of or echo.instead_of != sight.instead_of]
    return bool(replaced) or len(elsewhere) > _MOST_BY_CHANCE


def _key_of(*texts: str, is_claim: bool = False) -> str:
    """Return the key of a text: in one that says what is watched, another number makes another text."""
    told = texts if is_claim else (_TOLD_WORD.sub(" ", text) for text in texts)
    words = second.fold_sentences(told)
    return hashlib.sha256("\n".join(words).encode()).hexdigest()


def _key_of_headline(
    text: model.Article, past: model.Past | None, claimed: Collection[model.TextField]
) -> str:
    """Return the key of a headline that is the text's own; "" where the article had it already, whatever is put around it."""
    now, known = (
        f" {' '.join(second.fold_sentences((headline,)))} "
        for headline in (text.headline, past.latest.article.headline if past else "")
    )
    if past and known in now:
        return ""
    return _key_of(text.headline, is_claim=model.TextField.HEADLINE in claimed)


def _find_sight(
    text: model.Article, past: model.Past | None, *, claimed: Collection[model.TextField]
) -> model.TextSight | None:
    """Find what is to be noted of a new text; None where it is beyond doubt an article of its own."""
    body = second.fold_sentences(text.paragraphs)
    if not body:
        return None
    headline = _key_of_headline(text, past, claimed)
    sight = model.TextSight(
        key=_key_of(*text.paragraphs, is_claim=model.TextField.BODY in claimed),
        headline=headline,
        title=entries.key_of_title(text.headline) if headline else "",
    )
    if past is None:
        is_short = second.count_words(body) < _SHORT_WORDS
        return sight if is_short else model.TextSight(key="", title=sight.title)
    known = past.latest.article
    kept = second.Reading(known.text(model.TextField.BODY)).find_words(text.paragraphs)
    common = second.count_words(kept) / second.count_words(body)
    if common > _OWN_SHARE:
        return None
    sight = replace(sight, content_hash=fingerprint.content_hash(text))
    if common > _COMMON_SHARE:
        return replace(sight, key="")
    return replace(sight, instead_of=_key_of(known.headline, *known.paragraphs))

"""Search over plain tuples, as the port says; both fakes of the read side answer with it."""

from collections.abc import Iterable

from monitor import model
from monitor.core import search_marks, search_words


def find_texts(
    hits: Iterable[tuple[model.SearchHit, frozenset[model.EventKind]]], query: model.SearchFilter
) -> model.SearchPage:
    """Find among versions (with the kinds of events they came with), whose claims are still there."""
    found = []
    for hit, kinds in hits:
        if query.has_words and _fits(hit, kinds, query):
            is_best = query.order is model.SearchOrder.BEST and _is_in_headline(hit, query)
            found.append((model.SearchPlace(version_id=hit.version_id, is_in_headline=is_best), hit))
    found.sort(key=lambda one: _rank(one[0]), reverse=True)
    if query.after is not None:
        found = [one for one in found if _rank(one[0]) < _rank(query.after)]
    shown = found[: query.limit]
    return model.SearchPage(
        hits=tuple(hit for _, hit in shown),
        next_place=shown[-1][0] if len(found) > len(shown) else None,
    )


def _rank(place: model.SearchPlace) -> tuple[bool, int]:
    return place.is_in_headline, place.version_id


def _fits(hit: model.SearchHit, kinds: frozenset[model.EventKind], query: model.SearchFilter) -> bool:
    version = hit.version
    text = version.article
    headline = search_words.fold_words(text.headline)
    rest = search_words.fold_words("\n".join((text.subheadline, text.byline, *text.paragraphs)))
    return (
        all(
            (search_marks.holds(headline, term) or search_marks.holds(rest, term)) != term.is_excluded
            for term in query.terms
        )
        and query.outlet_id in (None, hit.article.outlet_id)
        and query.claim_id in (None, *(claim.claim_id for claim in version.claims))
        and query.kind in (None, *kinds)
        and query.language in (None, text.language)
        and (query.since is None or version.seen_at >= query.since)
        and (query.until is None or version.seen_at < query.until)
    )


def _is_in_headline(hit: model.SearchHit, query: model.SearchFilter) -> bool:
    words = search_words.fold_words(hit.version.article.headline)
    return all(term.is_excluded or search_marks.holds(words, term) for term in query.terms)

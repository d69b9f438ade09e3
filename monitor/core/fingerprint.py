"""The article part of a page as one small value, and the two hashes that say "unchanged".

`fingerprint` covers all that extraction can see, so that equal fingerprints give equal articles by construction
(`modified_at` apart): `extract` is handed an `ArticlePart` and nothing else of the page. `content_hash` covers the article that was read:
it says whether there is a new version. Refuses to guess: whatever differs, differs. Next: `extract`.
"""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import filterfalse

from selectolax.lexbor import LexborHTMLParser, LexborNode

from monitor import __version__, model
from monitor.core import beside, clean, facts, normal, own_selectors, part

#: Part of every hash: raise it when the way a page is read, or an article hashed, changes.
_FINGERPRINT_SCHEME = "3"
_CONTENT_SCHEME = "2"
#: Many pages say that they were modified whenever they are rendered; it makes no version, so it needs no reading.
_UNHASHED = frozenset({"modified", "modified_ld"})


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticlePart:
    """All of a page that its article is read from."""

    #: (name, text) of the head facts, and of the headline, byline and standfirst where the page shows them.
    facts: tuple[tuple[str, str], ...]
    #: Clean HTML, headline, byline and standfirst left out; see `clean`.
    body: str

    def fact(self, *names: str) -> str:
        """Return the first of these facts that the page has, or ""."""
        known = dict(self.facts)
        return next((known[name] for name in names if name in known), "")


def find_part(html: str, selectors: Sequence[str] = ()) -> ArticlePart:
    """Find the article part of a page. `selectors` are the outlet's own, tried before the built-in choice."""
    tree = LexborHTMLParser(html)
    found = facts.find_facts(tree)
    headline = facts.find_headline(tree, found)
    dropped = {node.mem_id for node in own_selectors.find_dropped(tree, selectors)}
    survey = part.Survey(tree, headline, dropped)
    roots = part.find_roots(tree, selectors, survey)
    shown: list[tuple[str, LexborNode | None]] = [("h1", headline)]
    kept = own_selectors.find_kept(tree, selectors)
    protected = survey.protected | {node.mem_id for node in (*roots, *kept)}
    reach = clean.Reach(roots, protected)
    for root in roots[:1]:
        # The first that is article and no part of a teaser or another box that is dropped.
        shown += [(name, next(filter(reach.is_read, nodes), None)) for name, nodes in _candidates(root)]
    found |= {name: clean.read_text(node) for name, node in shown if node is not None}
    skip = dropped | {node.mem_id for _, node in shown if node is not None}
    ahead, behind = _find_beside(roots, selectors)
    strays = clean.find_stray_corrections(tree, roots, survey)
    nodes = [*ahead, *roots, *behind, *filterfalse(reach.is_read, kept), *strays]
    body = clean.clean_nodes(nodes, skip=skip, protected=protected)
    return ArticlePart(facts=tuple(sorted(found.items())), body=body)


def _find_beside(
    roots: Sequence[LexborNode], selectors: Sequence[str]
) -> tuple[list[LexborNode], list[LexborNode]]:
    """Find what stands beside the article and is its own; an outlet that names its article says all that is read."""
    if not roots or own_selectors.names_article(selectors):
        return [], []
    before, behind = beside.find_points(roots[0])
    return before, [*behind, *beside.find_notes(roots[0])]


def _candidates(root: LexborNode) -> tuple[tuple[str, list[LexborNode]], ...]:
    return ("byline", facts.find_bylines(root)), ("standfirst", facts.find_standfirsts(root))


def reader_of(selectors: Sequence[str]) -> str:
    """Name the way pages are read now: the release, its scheme, and the outlet's own selectors.

    Texts that two readers made may differ where the outlet changed nothing, so they are never held against each other.
    """
    return f"{__version__}/{_FINGERPRINT_SCHEME}/{_sha256(json.dumps(list(selectors)))[:12]}"


def fingerprint(article_part: ArticlePart) -> str:
    """Hash an article part, the time it says it was modified apart: "3:" and 64 hex digits."""
    facts_of_text = [fact for fact in article_part.facts if fact[0] not in _UNHASHED]
    text = json.dumps([facts_of_text, article_part.body], ensure_ascii=False, separators=(",", ":"))
    return f"{_FINGERPRINT_SCHEME}:{_sha256(text)}"


def content_hash(article: model.Article) -> str:
    """Hash what an article says: "2:" and 64 hex digits, over headline, subheadline, byline and paragraphs.

    Only what nobody can see is evened out (Unicode composition, white space, zero-width and direction marks): every
    digit, sign and punctuation mark counts.
    """
    texts = [article.headline, article.subheadline, article.byline, *article.paragraphs]
    framed = json.dumps([normal.fold_invisible(text) for text in texts], ensure_ascii=False)
    return f"{_CONTENT_SCHEME}:{_sha256(framed)}"


def _sha256(text: str) -> str:
    # Lone surrogates cannot be encoded, and pages hold them.
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()

"""Own address: under which address a page says that its article is known. Next: `twins`, which judges what it names.

A page names itself in `rel=canonical` (head, body or HTTP Link header), `og:url` and structured data. Each may be wrong: one for
all pages, the front page, another edition, the site a syndicated text came from. The first that names this very article on
the same site is believed; else the address that answered stands.
"""

import re
from collections.abc import Iterator

from monitor import model
from monitor.core import fingerprint, twins, urls

#: Facts in which a page names its address, most deliberate first.
_FACTS = ("canonical", "canonical_2", "canonical_3", "url_og", "url_ld")
_MAX_HEADER = 4_000
#: One link of an HTTP Link header (RFC 8288), `<target>; rel="canonical"`, and the relations it names.
_LINK = re.compile(r"<([^<>]*)>([^<>]*)")
_RELATIONS = re.compile(r"\brel\s*=\s*(?:\"([^\"]*)\"|([^\s;,\"]+))", re.IGNORECASE)


def find_own_address(page: model.FetchedPage, part: fingerprint.ArticlePart, *, headline: str) -> str:
    """Return the canonical address of a page's article, or what stands for it: the canonical form of the final URL."""
    own = urls.canonical_url(page.final_url) or page.final_url
    # What a page names is relative to its own `base`, where it has one.
    base = urls.canonical_url(part.fact("base"), base=page.final_url) or page.final_url
    for named in _find_named(page, part):
        address = urls.canonical_url(named, base=base)
        if address and urls.is_same_site(address, own) and twins.is_same_port(address, own):
            is_own = _is_this_article(address, own, headline=headline)
            if is_own or (part.fact("amp") and twins.is_original(address, own)):
                return address
    return own


def _is_this_article(address: str, own: str, *, headline: str) -> bool:
    if urls.is_front_page(address):
        return False
    return twins.is_twin(address, own) or twins.is_named_after(address, headline)


def _find_named(page: model.FetchedPage, part: fingerprint.ArticlePart) -> Iterator[str]:
    yield from (named for fact in _FACTS if (named := part.fact(fact)))
    for name, value in page.headers:
        if name == "link":
            links = _LINK.findall(value[:_MAX_HEADER])
            yield from (target for target, about in links if _is_canonical(about))


def _is_canonical(about: str) -> bool:
    relations = _RELATIONS.search(about)
    return relations is not None and "canonical" in (relations[1] or relations[2] or "").lower().split()

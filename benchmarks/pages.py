"""500 articles of 20 outlets as pages of about 100 KB, with the noise that real pages have at each fetch.

Phase 0 is what is first seen; in phase 1, 25 articles have another number, 25 a cosmetic edit, and the rest only noise.
"""

import json
import random
from functools import cache

OUTLETS = 20
ARTICLES_EACH = 25
NUMBERS_CHANGED = 25
COSMETIC_EDITS = 25

#: Sentences are put together from these, so that hardly two in all the articles are the same.
_WHO = (
    "The delegation",
    "A spokeswoman for the hosts",
    "One of the mediators",
    "An official who saw the draft",
    "The head of the aid mission",
    "A former negotiator",
    "The families' lawyer",
    "A diplomat from a third country",
    "The deputy minister",
    "A resident of the border town",
    "The envoy's office",
    "An adviser to the cabinet",
)
_DID = (
    "declined to say when the next round would begin",
    "described the mood in the room as tense but polite",
    "left without a word to the reporters outside",
    "warned that the crossings could not handle more traffic",
    "asked lawmakers for a timetable and for guarantees",
    "compared the talks to a staircase climbed twice",
    "spoke of a list that had been set aside in the spring",
    "said nothing in the text was closer than it looked",
    "promised to come back with an answer",
    "pointed to a map that had been redrawn by hand",
    "called the wording of the annex unusual",
    "waited for a call that came after dark",
)
_WHERE = (
    "at a hotel by the water",
    "in a side room of the ministry",
    "on the steps of the old post office",
    "near the fence at the edge of the field",
    "in a conference hall that smelled of fresh paint",
    "behind a door with {n} locks",
    "after {n} hours of waiting",
    "over coffee that had gone cold",
    "while {n} cars stood with their engines running",
    "as rain came in from the sea",
)

_SECTIONS = ("World", "Region", "Politics", "Business", "Opinion", "Culture", "Sport", "Weather")


def index_of(outlet: int, number: int) -> int:
    """Return the article's place among all."""
    return outlet * ARTICLES_EACH + number


def has_number_changed(index: int) -> bool:
    return index % 20 == 3  # 25 of 500


def has_cosmetic_edit(index: int) -> bool:
    return index % 20 == 11  # 25 of 500


@cache
def paragraphs(index: int) -> tuple[str, ...]:
    """Return the article's text as first published, about 700 words."""
    chance = random.Random(index)
    living, dead = 18 + index % 9, 20 + index % 7
    body = [
        (
            f"Negotiators returned to the table on Sunday. Israel says {living} hostages are alive in Gaza, "
            f"and {dead} hostages are dead."
        ),
        f"The text speaks of a {30 + index % 40}-day truce, people who saw it said.",
    ]
    body += [" ".join(_sentence(chance) for _ in range(4)) for _ in range(7)]
    return tuple(body)


def _sentence(chance: random.Random) -> str:
    where = chance.choice(_WHERE).format(n=chance.randint(2, 99))
    return (
        f"{chance.choice(_WHO)} {chance.choice(_DID)} {where}, on day {chance.randint(1, 999)} of the effort."
    )


def text_in_phase(index: int, phase: int) -> tuple[str, ...]:
    """Return the article's text in a phase."""
    body = list(paragraphs(index))
    if phase and has_number_changed(index):
        living = 18 + index % 9
        body[0] = body[0].replace(f"says {living} hostages", f"says {living + 2} hostages")
    if phase and has_cosmetic_edit(index):
        body[1] = (
            body[1].replace("people who saw it said", "people who saw it said,").replace("said,.", "said .")
        )
    return tuple(body)


@cache
def _padding() -> str:
    """Return what every page of an outlet carries: styles, scripts, a long footer."""
    chance = random.Random(0)
    rules = "".join(f".c{chance.randrange(10**6)}{{margin:{chance.randrange(40)}px}}" for _ in range(1500))
    config = json.dumps({f"slot-{n}": {"sizes": [[300, 250], [728, 90]], "id": n} for n in range(650)})
    links = "".join(f'<li><a href="/topic/{n}">Topic number {n} of the archive</a></li>' for n in range(330))
    return (
        f"<style>{rules}</style><script>window.config={config}</script>",
        f"<ul class='footer'>{links}</ul>",
    )


def render_page(base_url: str, outlet: int, number: int, *, phase: int, fetch: int) -> bytes:
    """Render one page as it is at this fetch; `fetch` makes the noise."""
    index = index_of(outlet, number)
    chance = random.Random(fetch * 1009 + index)
    head, foot = _padding()
    title = f"Talks resume as families wait, part {index}"
    ld = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": title,
        "datePublished": "2025-09-01T08:00:00Z",
        "dateModified": f"2025-09-01T{9 + phase:02}:00:00Z",
        "author": {"@type": "Person", "name": "Ruth Almog"},
    }
    related = "".join(
        f'<li><a href="/related/{chance.randrange(9999)}">{chance.randrange(2, 90)} hurt in crash on highway '
        f"{chance.randrange(1, 99)}</a></li>"
        for _ in range(8)
    )
    nav = "".join(f'<li><a href="/{name.lower()}">{name}</a></li>' for name in _SECTIONS)
    body = "".join(f"<p>{paragraph}</p>\n" for paragraph in text_in_phase(index, phase))
    nonce = f"{chance.getrandbits(64):x}"
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{title} - Outlet {outlet}</title>
<link rel="canonical" href="{base_url}/news/{number}"><meta property="og:title" content="{title}">
<meta name="csrf-token" content="{nonce}"><script nonce="{nonce}">var t={chance.randrange(10**12)};</script>
<script type="application/ld+json">{json.dumps(ld)}</script>{head}</head>
<body data-request="{nonce}"><header><nav><ul>{nav}</ul></nav></header>
<div class="ticker">Markets {chance.randrange(1000, 9999)} up {chance.randrange(1, 9)} percent</div>
<main><article class="story"><h1>{title}</h1><p class="byline">By Ruth Almog</p>
<div class="share-bar"><span class="share-count">{chance.randrange(10, 9999)} shares</span></div>
{body}<aside class="related"><h3>Related</h3><ul>{related}</ul></aside></article>
<section class="comments"><h2>{chance.randrange(5, 900)} comments</h2></section></main>
<aside class="most-read"><ol>{related}</ol></aside><footer>{foot}<p>Page made in {chance.randrange(900)} ms</p></footer>
</body></html>""".encode()


def render_feed(base_url: str, outlet: int) -> bytes:
    """Render the outlet's RSS feed."""
    items = "".join(
        f"<item><title>Talks resume as families wait, part {index_of(outlet, number)}</title>"
        f"<link>{base_url}/news/{number}?utm_source=rss</link><guid>{base_url}/news/{number}</guid>"
        "<description>Hostages, Gaza ceasefire: Hamas and Israel return to the talks.</description>"
        "<pubDate>Mon, 01 Sep 2025 08:00:00 GMT</pubDate></item>"
        for number in range(ARTICLES_EACH)
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>Outlet {outlet}</title><link>{base_url}</link>{items}</channel></rss>"
    ).encode()

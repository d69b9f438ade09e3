"""Pages of invented outlets in the layouts the web has; `{0}`, `{1}` … stand where a test puts its own words."""

import json

FACTS = (
    "Mediators met for hours at a hotel by the water and left without a word to reporters.",
    "The second session opened late because an aircraft had been held on the ground.",
    "Relatives gathered outside the ministry, some with photographs, and waited until dark.",
    "Aid groups warned that the crossings could not handle more traffic without a second lane.",
)


def noise(seed: int) -> tuple[str, str]:
    """Return what stands before and after the article, other at each fetch."""
    links = "".join(
        f'<li><a href="/x{seed}{n}">{seed + n} hurt in crash on highway {n}</a></li>' for n in range(6)
    )
    before = (
        f'<header><nav><ul><li><a href="/">Home</a></li></ul></nav></header><div class="ticker">Markets {seed} up</div>'
        f'<script nonce="{seed:x}">var t={seed};</script><div class="cookie-banner" id="c{seed}">We use cookies {seed}.</div>'
    )
    after = (
        f'<aside class="most-read"><p>The list of what others read today, number {seed} of many.</p><ol>{links}</ol></aside>'
        f'<section class="comments"><p>A reader thinks that {seed} is far too many, and says so at length.</p></section>'
        f"<footer><p>Page made in {seed} milliseconds by a machine in a cellar.</p></footer>"
    )
    return before, after


def wire(
    *sentences: str, headline: str = "Talks resume in Doha as families wait", seed: int = 7, extra: str = ""
) -> str:
    """A wire service: article element, byline, share bar, related box inside, structured data."""
    before, after = noise(seed)
    data = {
        "@context": "https://schema.org",
        "@graph": [
            {"@type": "Organization", "name": "Coastal Wire"},
            {
                "@type": ["NewsArticle"],
                "headline": headline,
                "datePublished": "2025-09-01T08:00:00+03:00",
                "dateModified": "2025-09-01T09:30:00Z",
                "author": [{"@type": "Person", "name": "Ruth Almog"}, {"name": "Sami Nasser"}],
            },
        ],
    }
    body = "".join(f"<p>{text}</p>" for text in (*sentences, *FACTS))
    return f"""<!doctype html><html lang="en-GB"><head><title>{headline} - Coastal Wire</title>
<link rel="canonical" href="/news/talks"><meta property="og:title" content="{headline}">
<meta name="csrf" content="{seed}"><script type="application/ld+json">{json.dumps(data)}</script></head>
<body data-request="{seed}">{before}<main><article class="story has-comments"><h1>{headline}</h1>
<p class="byline">By Ruth Almog in Haifa</p><div class="share-bar"><span>{seed} shares</span></div>
<time datetime="2025-09-01">{seed} minutes ago</time><div class="meta">Updated {seed} minutes ago</div>
{body}<aside class="related"><h3>Related</h3><a href="/r{seed}">{seed} arrested in port</a></aside>{extra}</article></main>
{after}</body></html>"""


def tabloid(*sentences: str, seed: int = 7) -> str:
    """Div soup: no article element, no p, line breaks, classes that mislead."""
    before, after = noise(seed)
    body = "<br><br>".join((*sentences, *FACTS))
    return f"""<html><head><title>Families wait by the sea | The Daily Harbour</title>
<meta property="og:site_name" content="The Daily Harbour"></head><body>{before}
<div id="page-{seed}" class="wrap"><div class="hl"><h1>Families wait by the sea</h1></div>
<div class="widget read-more"><div class="txt">{body}</div></div></div>{after}</body></html>"""


def broadcaster(*sentences: str, seed: int = 7) -> str:
    """A broadcaster: headline apart from the text, standfirst, lists, table, quote, figure, no structured data."""
    before, after = noise(seed)
    body = "".join(
        f'<div data-id="{seed}"><p class="c{seed}">{text}</p></div>' for text in (*sentences, *FACTS)
    )
    return f"""<html lang="en"><head><title>Envoy returns to Cairo</title></head><body>{before}<main id="m{seed}">
<div class="head"><h1>Envoy returns to Cairo</h1><p class="standfirst">A third round begins on Sunday, two ministers said.</p></div>
<div class="text">{body}<ul><li>Alive: 20</li><li>Dead: 28</li></ul>
<table><tr><th>Held</th><td>48</td></tr><tr><th>Freed</th><td>140</td></tr></table>
<blockquote>We were 11 in that room.</blockquote></div></main>{after}</body></html>"""


def arabic(*sentences: str, seed: int = 7) -> str:
    before, after = noise(seed)
    body = "".join(f"<p>{text}</p>" for text in sentences)
    return f"""<html dir="rtl"><head><title>استئناف المحادثات في الدوحة | صحيفة المرفأ</title></head><body>{before}
<article><h1>استئناف المحادثات في الدوحة</h1>{body}
<p>اجتمع الوسطاء ساعات طويلة في فندق على الشاطئ ثم غادروا دون أن يدلوا بأي تصريح للصحفيين.</p></article>{after}</body></html>"""


def hebrew(*sentences: str, seed: int = 7) -> str:
    before, after = noise(seed)
    body = "".join(f"<p>{text}</p>" for text in sentences)
    return f"""<html lang="he" dir="rtl"><head><title>השיחות בדוחא חודשו</title></head><body>{before}
<article><h1>השיחות בדוחא חודשו</h1><div class="byline">מאת רות אלמוג</div>{body}
<p>המתווכים נפגשו במשך שעות במלון על שפת הים ועזבו בלי לומר מילה לעיתונאים שהמתינו בחוץ.</p></article>{after}</body></html>"""


LAYOUTS = (wire, tabloid, broadcaster, arabic, hebrew)

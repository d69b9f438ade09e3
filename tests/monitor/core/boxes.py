"""Boxes that rotate on article pages: what stands in them is other at each fetch, and none of it is the article.

`{n}` stands for a number, `{h}` for another page's headline, `{c}` for a class name a build step makes up. Next: `noise`.
"""

import itertools
import random
import re

#: Headlines of other pages, of no outlet.
HEADLINES = (
    "14 hurt as ferry runs aground near the old harbour",
    "Council votes 9 to 4 to close the swimming bath",
    "Three recipes for the first days of autumn",
    "Minister says 200 new trams will run by 2031",
    "The lighthouse keeper who wrote 60 letters a day",
    "Storm takes the roofs off 31 houses in the valley",
    "How a village of 400 people bought its own forest",
    "Court frees 2 men held over the theft of a clock",
    "What the price of bread says about the year 1911",
    "Football: the last 5 minutes that decided the cup",
)

BOXES = {
    "view count": '<div class="post-views"><span class="view-count">{n} views</span></div>',
    "view count, no name": "<div>{n} views</div>",
    "share count": '<div class="share-bar"><span class="share-count">{n}</span> shares</div>',
    "share count, no name": '<div class="{c}"><span>{n}</span> <span>shares</span></div>',
    "comment count": '<a class="comments-link" href="#comments">{n} comments</a>',
    "comment count, no name": '<div class="{c}"><a href="#c">Comments ({n})</a></div>',
    "readers now": "<div class='live-readers'>{n} people are reading this now</div>",
    "hours ago": "<div class='meta'>{m} hours ago</div>",
    "updated ago": "<p>Updated {m} minutes ago</p>",
    "time element": "<time class='{c}'>{m} min ago</time>",
    "reading time": "<div>{m} min read</div>",
    "related list": '<div class="related-articles"><h3>Related</h3><ul><li><a href="/{n}">{h}</a></li><li><a href="/x{n}">{h}</a></li></ul></div>',
    "related list, no name": '<div class="{c}"><h3>Related stories</h3><ul><li><a href="/{n}">{h}</a></li><li><a href="/x{n}">{h}</a></li></ul></div>',
    "related cards, no name": '<div class="{c}"><a href="/{n}"><h4>{h}</h4></a><a href="/x{n}"><h4>{h}</h4></a></div>',
    "related, bare links": '<ul><li><a href="/{n}">{h}</a></li><li><a href="/x{n}">{h}</a></li></ul>',
    "read also, named": '<div class="read-also"><p>Read also: <a href="/{n}">{h}</a></p></div>',
    "read also, paragraph": '<p><strong>READ MORE:</strong> <a href="/{n}">{h}</a></p>',
    "read also, no words": '<p><a href="/{n}">{h}</a></p>',
    "read also, bold link": '<p class="{c}"><strong><a href="/{n}">{h}</a></strong></p>',
    "read also, Arabic": '<p>اقرأ أيضا: <a href="/{n}">وزير يعلن افتتاح {n} مدرسة جديدة في الجنوب</a></p>',
    "read also, Hebrew": '<p>קראו גם: <a href="/{n}">השר הודיע על פתיחת {n} בתי ספר חדשים</a></p>',
    "newsletter": '<div class="newsletter-signup"><h4>Sign up</h4><p>Join {n} readers of our morning letter.</p><form><input></form></div>',
    "newsletter, form": '<div class="{c}"><p>Join {n} readers of our morning letter.</p><form action="/s"><input type="email"><button>Sign up</button></form></div>',
    "ad label": '<div class="ad-slot" id="gpt-{n}"><span>Advertisement</span></div>',
    "ad label, no name": '<div id="{c}">ADVERTISEMENT</div>',
    "ad text": '<div class="ad-container" id="gpt-{n}"><p>{h}, now for {n} only.</p></div>',
    "sponsored card": '<div class="taboola-{n}"><a href="https://ads.example/{n}">{h}</a><span>Sponsored</span></div>',
    "most read": '<div class="most-read"><h3>Most read</h3><ol><li><a href="/{n}">{h}</a></li><li><a href="/x{n}">{h}</a></li></ol></div>',
    "most read, no name": '<section class="{c}"><h2>Most read</h2><ol><li><a href="/{n}">1 {h}</a></li><li><a href="/x{n}">2 {h}</a></li></ol></section>',
    "cookie bar": '<div id="cookie-consent"><p>We and our {n} partners store cookies.</p><button>Accept</button></div>',
    "nonce": '<script nonce="{c}{n}">var t={n};</script>',
    "style": "<style>.{c}{{margin:{m}px}}</style>",
    "attributes": '<div class="{c}" data-ab="{n}" id="{c}{n}"></div>',
    "ticker": '<div class="ticker"><p>Index {n} points up {m}</p></div>',
    "market widget": '<div class="market-data"><span>Oil</span> <span>{m}.{m}</span> <span>+{m}%</span></div>',
    "weather": '<div class="weather-widget">Haifa {m}° · Cairo {m}°</div>',
    "poll": '<div class="poll-results"><p>Should the bath be closed?</p><ul><li>Yes {m}%</li><li>No {m}%</li></ul><p>{n} votes</p></div>',
    "caption rotation": '<div class="carousel"><div class="slide"><img src="/{n}.jpg"><p>{h}</p></div></div>',
    "video up next": '<div class="video-playlist"><span>Up next</span><a href="/v{n}">{h}</a><span>0{m}:1{m}</span></div>',
    "aside teaser": '<aside class="{c}"><h4>{h}</h4><a href="/{n}">Read</a></aside>',
    "nav": '<nav><a href="/{n}">{h}</a></nav>',
    "iframe": '<iframe src="/embed/{n}" title="{h}"></iframe>',
    "live badge": '<div class="live-badge">LIVE {m}:{m}</div>',
    "comments": '<section class="comments"><h2>{n} comments</h2><p>A reader thinks that {n} is far too many, and says so.</p></section>',
    "hidden": '<div style="display:none">{h} {n}</div>',
    "footer copyright": "<footer class='site-footer'><p>Page made in {n} ms. © {n}</p></footer>",
}

_HOLE = re.compile(r"\{([nhcm])\}")


def fill(box: str, seed: int) -> str:
    """Fill a box as one fetch would."""
    chance = random.Random(seed)
    headlines = itertools.cycle(chance.sample(HEADLINES, len(HEADLINES)))

    def word(hole: re.Match[str]) -> str:
        match hole[1]:
            case "n":
                return str(chance.randrange(1000, 99_999))
            case "m":
                return str(chance.randrange(2, 59))
            case "h":
                return next(headlines)
            case _:
                return "".join(chance.choices("bcdfghjkmnpqrstvwxz", k=7))

    return _HOLE.sub(word, box).replace("{{", "{").replace("}}", "}")

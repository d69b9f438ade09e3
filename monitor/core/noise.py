"""Noise: which elements and lines of a page are not the article. Word lists and patterns, no tree.

Refuses to call anything noise that says it is a correction. Next: `part`, which walks the tree with it; `correction_text`, the wording.
"""

import re
from enum import Enum
from functools import lru_cache
from itertools import pairwise


class Verdict(Enum):
    """What an element's names say about it."""

    PLAIN = "plain"
    NOISE = "noise"
    DOUBTFUL = "doubtful"
    """Noise where it holds no prose."""
    SIDE = "side"
    """A name that says where it stands, not what it is: noise where it leads elsewhere."""
    SHARE = "share"
    """Noise where it is for passing the article on; a share of the vote is the story's."""
    COUNTER = "counter"
    """Noise where it holds a figure that ticks, and no sentence."""
    POLL = "poll"
    """Noise where readers vote in it; a pollster's figures are the story's."""
    FACTS = "facts"
    """A box that says its numbers are the story's; never doubtful."""
    CORRECTION = "correction"
    """Kept wherever on the page it stands."""


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


#: Elements that hold no article text of their own. `aside` and `footer` are looked into by `part`.
NOISE_TAGS = _names(
    "script style noscript svg form button iframe nav template select option input textarea label object embed"
    " canvas video audio map dialog menu picture img"
    " amp-ad amp-embed amp-sticky-ad amp-consent amp-social-share amp-next-page amp-user-notification"
)

_CORRECTION = _names(
    "correction corrections corrected clarification clarifications erratum errata editorsnote editornote"
    " editorialnote amendment retraction"
)
#: Two words of a name that stand side by side.
_CORRECTION_PAIRS = _names(
    "editors-note editor-note editor's-note editorial-note article-update update-note update-box"
)

_NOISE = _names(
    "adsbygoogle relatedposts relatedarticles relatednews relatedstories related recommended recommendation recommendations mostread mostviewed mostpopular trending newsletter newsletters"
    " advert adverts advertisement ad ads adslot advertising outbrain taboola comments commentlist disqus viewcount cookie"
    " cookies gdpr consent breadcrumb breadcrumbs pagination pager navbar nav navigation taglist skiplink morestories sronly"
)
_NOISE_PAIRS = _names(
    "most-read most-viewed most-popular most-shared read-next read-also see-also more-stories more-news up-next skip-link"
    " sr-only screen-reader visually-hidden view-count views-count share-count comment-list comments-area comment-section"
    " inline-related also-read site-header site-footer page-footer global-header global-footer article-tags post-tags"
    " tag-list post-navigation latest-news top-stories"
)
_FACTS = _names(
    "facts factbox factfile factsheet keyfacts keypoints takeaways timeline infobox explainer bulletpoints tldr faq"
)
_FACTS_PAIRS = _names(
    "fact-box fact-file fact-sheet fact-list key-fact key-points key-point key-takeaways key-figures key-numbers key-developments a-glance"
    " in-numbers by-numbers the-numbers in-brief info-box data-box stat-box stats-box bullet-points we-know need-know live-summary"
    " summary-box summary-points story-highlights article-highlights story-summary quick-summary key-summary"
)
#: Names that hold the article itself often enough: noise only where there is no prose to speak of.
_DOUBTFUL = _names(
    "sharebar sharetools social socials signup subscribe subscription promo promos promotion sponsored sponsor toolbar menu"
    " popup modal overlay login tags teasers readmore toc ticker marketing donate donation playlist"
)
#: Whole names only: builders of pages put each paragraph into a box of the like ("elementor-widget-text-editor"), and
#: every card of another page has its "card-summary".
_WHOLE = {"widget": Verdict.DOUBTFUL, "summary": Verdict.FACTS, "bullets": Verdict.FACTS}
_DOUBTFUL_PAIRS = _names(
    "weather-widget sidebar-widget market-data stock-quote live-badge story-list link-list article-list story-card promo-card read-more more-on sign-up social-media you-may author-bio entry-footer"
)
#: More words than this in one name are the slug of a heading, not the name of a box.
_MAX_NAME_WORDS = 4
#: What the words of a name and its pairs tell, the weightiest first.
_TELLING = (
    (Verdict.CORRECTION, _CORRECTION | _CORRECTION_PAIRS),
    (Verdict.NOISE, _NOISE | _NOISE_PAIRS),
    (Verdict.FACTS, _FACTS | _FACTS_PAIRS),
    (Verdict.DOUBTFUL, _DOUBTFUL | _DOUBTFUL_PAIRS),
    (Verdict.SHARE, _names("share sharing")),
    (Verdict.SIDE, _names("sidebar noprint no-print")),
    (Verdict.POLL, _names("poll polls quiz")),
    (Verdict.COUNTER, _names("counter")),
)
_TOLD = frozenset().union(*(told for _, told in _TELLING))
_ORDER = tuple(verdict for verdict, _ in _TELLING)
#: Names that tell a state of the page, not what the element is: "has-comments", "no-ads".
_STATE = re.compile(r"(?:has|no|with|without|is|js|not|show|hide|enable|supports)[-_]", re.IGNORECASE)
#: Letters behind a digit at the end of a run are made up by a build step: "e1ad" and "styles__Ee5Ad" name no ad.
_WORDS = re.compile(r"\d[a-zA-Z]{1,2}(?![a-zA-Z])|([A-Z]?[a-z']+|[A-Z]+(?![a-z]))")


@lru_cache(maxsize=8192)
def judge_names(names: str) -> Verdict:
    """Judge an element by its class, id and role, joined by spaces. Cached: pages repeat their names."""
    # A list: an enum's hash is slow.
    found = [_judge_name(name) for name in names.split()]
    return next((verdict for verdict in _ORDER if verdict in found), Verdict.PLAIN)


def _judge_name(name: str) -> Verdict:
    lowered = name.lower()
    if lowered in _WHOLE:
        return _WHOLE[lowered]
    words = [word.lower() for word in _WORDS.findall(name) if word]
    known = {lowered, *words, *(f"{a}-{b}" for a, b in pairwise(words))}
    if known.isdisjoint(_TOLD) or _STATE.match(name) or len(words) > _MAX_NAME_WORDS:
        return Verdict.PLAIN
    return next(verdict for verdict, told in _TELLING if known & told)


_VOTING = re.compile(
    r"\?.*(?:\d\s*(?:votes?\b|הצבעות|מצביעים|صوت|أصوات)|\b(?:vote now|cast your vote|total votes)\b)",
    re.IGNORECASE | re.DOTALL,
)
_SIGNING_UP = re.compile(
    r"\b(?:newsletters?|letter|briefing|inbox|subscribe|sign up|e-?mail)\b|ניוזלטר|דיוור|הירשמו|הרשמו|النشرة|نشرتنا|اشترك|بريدك",
    re.IGNORECASE,
)


def is_vote(text: str) -> bool:
    """Whether a box asks its readers something and counts their votes."""
    return _VOTING.search(text) is not None


def is_invitation(text: str) -> bool:
    """Whether what stands beside a form invites to have news sent."""
    return _SIGNING_UP.search(text) is not None


#: What stands before a link to another story.
LEADS_ON = (
    r"(?:also read|read (?:more|also|next)|related(?: (?:story|article|news|coverage))?|see also|more on this(?: story)?"
    r"|recommended|קראו עוד|קראו גם|ראו גם|עוד בנושא|اقرأ أيضا|اقرأ أيضاً|اقرأ المزيد|شاهد أيضا|مواضيع ذات صلة)"
)

_PART_BREAK = re.compile(r"[|·•]")
_TOKEN = re.compile(r"[\w']+")
#: Whole lines that count or tick; \d+ stands once in each, so that none of them can backtrack far.
_COUNTER = re.compile(
    r"(?:\d[\d.,]* ?[km]? ?(?:views?|shares?|comments?|reads?|likes?|reactions?|readers?|retweets?|reposts?)\s*){1,4}"
    r"|(?:views?|shares?|comments?|reads?|likes?|join the conversation)\W{1,3}\d[\d.,]*[km]?\)?"
    r"|[\u2600-\u27bf\U0001f300-\U0001faff]\ufe0f?\s?\d[\d.,]*[km]?"
    r"|\d[\d.,]* (?:people|readers|users|others)(?: are)?(?: currently| now)? (?:reading|viewing|here|online|right now)"
    r"(?: (?:this|the|story|article|page|right|now|it)){0,4}"
    r"|\d+[ -]?min(?:ute)?s? (?:read|listen)|\d+ min"
    r"|(?:your )?(?:video|ad|advertisement) will (?:play|begin|start|end) in \d[\d:]*(?: ?s(?:econds?)?)?"
    r"|(?:please )?wait \d+ seconds?(?: to continue)?"
    r"|(?:estimated )?reading time:? ?\d+ ?min(?:ute)?s?"
    r"|זמן קריאה:? ?\d+ דק\w*|\d+ דקות קריאה|(?:مدة|وقت|زمن) القراءة:? ?\d+ (?:دقيقة|دقائق)"
    r"|(?:(?:עודכן|פורסם):? ?)?לפני (?:\d+ )?(?:שני|דק|שע|יום|ימים)\w*"
    r"|(?:(?:آخر تحديث|نشر|تحديث):? ?)?(?:قبل|منذ) (?:\d+ )?(?:ثان|ثوان|دق|ساع|يوم|أيام)\w*"
    r"|\d[\d.,]* ?(?:צפיות|תגובות|שיתופים|مشاهدة|تعليق|تعليقات|مشاركة)"
    r"|(?:copyright |©|\(c\))[ ©]{0,3}(?:\d{4}\b|by\b)[^\n]{0,120}|[^\n©]{1,40}© ?\d{4}[^\n]{0,80}all rights reserved\.?"
    r"|share this(?: (?:story|article|page|post))?|you may(?: also)? like|read later|(?:next|previous) article"
    r"|(?:get|subscribe to|sign up (?:for|to)) our newsletters?|report inappropriate content"
    r"|advertisements?|sponsored|פרסומת|إعلان|اعلان",
    re.IGNORECASE,
)
_STAMP_WORDS = _names("updated modified published posted עודכן פורסם تحديث نشر")
_DATE_WORDS = _names(
    "january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sep sept oct nov dec"
    " monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun"
    " בינואר בפברואר במרץ באפריל במאי ביוני ביולי באוגוסט בספטמבר באוקטובר בנובמבר בדצמבר"
    " يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر"
)
#: What else a date that stands alone may say.
_TIME_WORDS = _names("at on am pm a p m gmt utc bst est edt cet cest ist idt et בשעה الساعة")
_CLOCK_WORDS = (
    _DATE_WORDS
    | _TIME_WORDS
    | _names(
        "last just now today yesterday moments ago s h d t z"
        " sec secs second seconds min mins minute minutes hr hrs hour hours day days week weeks"
        " לאחרונה היום אתמול ב בתאריך"
        " آخر تم في بتاريخ اليوم أمس صباحا مساء بتوقيت غرينتش القدس مكة المكرمة"
    )
)
_AGO = re.compile(
    r"\b\d{1,3} ?(?:s|m|h|d|(?:sec|min|hr|second|minute|hour|day|week|month)s?) ago\b"
    r"|(?:قبل|منذ) \d{1,3} (?:د|س|ث|ثان|دق|ساع|يوم|أيام|شهر|أشهر|أسبوع)\w*|לפני \d{1,3} (?:שני|דק|שע|יום|ימים|חודש|שבוע)\w*",
    re.IGNORECASE,
)
#: What parts a name from a date in a line that a page prints above its text.
_DATE_BREAK = re.compile(r"[|·•]| [–—-]+ ")
#: Digits and the letters a to f in one word: nobody counts like that.
_MACHINE_ID = re.compile(r"\b(?=[a-f-]{0,20}\d)(?=[\d-]{0,20}[a-f])[\da-f]{4,}[\da-f-]{4,}\b", re.IGNORECASE)
_TIME_OF_DAY = re.compile(r"\d{1,2}[:.]\d\d ?[ap]\.?m\.?", re.IGNORECASE)
_CLOCK_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th|am|pm|h|m|s|d|min|hr|t\d\d|z)?")
#: What pages count of their readers.
_READERS = _names(
    "views viewed viewing shares shared reads reading likes liked readers visitors visits online clicks downloads subscribers followers"
)
#: A line with a part that ticks is no longer; text beyond it is never looked at.
_LONGEST_VOLATILE = 160


def drop_volatile(line: str) -> str:
    """Return a line without the parts that tick by themselves: "Updated 3 minutes ago", "1,204 views", "4 min read".

    Parts stand between "|", "·" or "•"; what is left is joined by " | ", and is the line itself where nothing ticks.
    """
    if len(line) > _LONGEST_VOLATILE:
        return line
    parts = [part.strip() for part in _PART_BREAK.split(line)]
    kept = [part for part in parts if part and not (_COUNTER.fullmatch(part) or _is_stamp(part))]
    return line if len(kept) == sum(map(bool, parts)) else " | ".join(kept)


def count_telling_words(line: str) -> int:
    """Count the words of a counter's line that are no unit of time; none where it counts readers."""
    words = [
        word for word in _TOKEN.findall(drop_volatile(" ".join(line.split())).casefold()) if word.isalpha()
    ]
    if not _READERS.isdisjoint(words):
        return 0
    return sum(word not in _CLOCK_WORDS for word in words)


def drop_dates(line: str) -> str:
    """Return a line without its parts that are a date or a time of day and nothing else, or tick, and without what says
    how long ago something was ("Nov 11, 2020 | 6:00 PM", "Ada Moss – 3 min ago"). Nothing is left of a line that a machine
    numbered ("Item 3f09-a2c4e1 · 8 uses")."""
    if len(line) > _LONGEST_VOLATILE:
        return line
    if _MACHINE_ID.search(line):
        return ""
    parts = [_AGO.sub("", part).strip() for part in _DATE_BREAK.split(line)]
    return " | ".join(
        part for part in parts if part and not (_is_date(part) or _is_stamp(part) or _COUNTER.fullmatch(part))
    )


def _is_date(text: str) -> bool:
    if _TIME_OF_DAY.fullmatch(text):
        return True
    words = [word.lower() for word in _TOKEN.findall(text)]
    return not _DATE_WORDS.isdisjoint(words) and all(
        word in _DATE_WORDS or word in _TIME_WORDS or _CLOCK_NUMBER.fullmatch(word) for word in words
    )


def _is_stamp(line: str) -> bool:
    """Whether a line is a moment and nothing else: it says "updated", or ends in "ago"."""
    words = [word.lower() for word in _TOKEN.findall(line)]
    if not words or not (_STAMP_WORDS.intersection(words) or (words[-1] == "ago" and len(words) <= 3)):
        return False
    return all(
        word in _STAMP_WORDS or word in _CLOCK_WORDS or _CLOCK_NUMBER.fullmatch(word) for word in words
    )

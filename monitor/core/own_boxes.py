"""Own boxes: what is the article's although its name, its hiding or a link in it says otherwise.

Fact boxes with a link, answers that unfold, the shares of a vote. Refuses what leads elsewhere, asks for something or is made to be
filled in. Next: `clean`, which reads them; `beside`, which looks around the article.
"""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from monitor.core import folded, linked, noise, part

CONTROLS = "form, button, input, iframe, select"
_HEADINGS = "h2, h3, h4, h5"
_ROWS = "tr, li, dt"
_SENTENCES = "p, li, tr, dl, blockquote"
_FIGURE_TAGS = frozenset({"table", "tbody", "tr", "td", "th", "dl", "dt", "dd", "li", "p"})
#: Fewer rows are no list.
_MIN_ROWS = 2
#: Words of a sentence; a point has more.
_MIN_WORDS = 3
_DIGIT = re.compile(r"\d")
_PERCENT = re.compile(r"\d\s?(?:%|٪|per ?cent|אחוז|بالمئة|في المئة)", re.IGNORECASE)
#: Boxes whose points may each be a link to the entry that tells more.
_POINTS = re.compile(
    r"key[-_]?(?:points?|takeaways?|developments?|facts?)|takeaways|bullet[-_]?points?|(?:live|summary|story)[-_](?:summary|points|highlights)|we[-_]know",
    re.IGNORECASE,
)
#: No box has more points.
_MAX_POINTS = 100
#: Longer than any heading.
_LONGEST_HEADING = 40
#: What stands over the points of an article.
_FACTS_HEADING = re.compile(
    r"[\W_]*(?:(?:the |our )?key (?:points?|facts?|figures?|numbers?|takeaways?|developments?)|takeaways?|at a glance|in brief|in short"
    r"|(?:in|by the) numbers|summary|highlights|the essentials|(?:here[’']?s )?what (?:we|to|you need to) know(?: so far)?"
    r"|(?:ال)?نقاط (?:ال)?(?:رئيسية|أساسية)|(?:أبرز|أهم) (?:النقاط|التطورات|الأرقام|ما جاء)|ملخص|(?:ال)?خلاصة|باختصار|بالأرقام|ماذا نعرف"
    r"|עיקרי הדברים|ה?נקודות ה?(?:עיקריות|מרכזיות)|בקצרה|בקיצור|תקציר|במספרים|מה ידוע(?: עד כה)?)[\W_]*",
    re.IGNORECASE,
)


def leads_elsewhere(node: LexborNode) -> bool:
    """Whether a box has a link that is more than a few words of a sentence, and nothing that says it holds facts."""
    return linked.has_standing_link(node) and not holds_facts(node)


def holds_facts(node: LexborNode) -> bool:
    """Whether a box says by its name, its heading, its rows or its quote that it is no way to other pages."""
    return (
        part.judge_names(node.attributes) is noise.Verdict.FACTS
        or node.css_first("blockquote") is not None
        or any(is_facts_heading(heading) for heading in node.css(_HEADINGS))
        or _holds_rows(node)
    )


def is_facts_heading(node: LexborNode) -> bool:
    """Whether an element says that the article's own points stand below it, and nothing else."""
    text = node.text().strip()
    return len(text) <= _LONGEST_HEADING and _FACTS_HEADING.fullmatch(text) is not None


def is_own(node: LexborNode) -> bool:
    """Whether a box that its name or its hiding calls no part of the article is one nevertheless."""
    attributes = node.attributes
    match part.judge_names(attributes):
        case noise.Verdict.SIDE:
            is_own_name = _speaks_for_itself(node)
        case noise.Verdict.SHARE:
            is_own_name = _counts_shares(node)
        case noise.Verdict.PLAIN | noise.Verdict.FACTS | noise.Verdict.CORRECTION:
            is_own_name = part.is_hidden(attributes)
        case _:
            return False
    return is_own_name and (not part.is_hidden(attributes) or folded.unfolds(node))


def find_linked_points(box: LexborNode) -> Iterator[LexborNode]:
    """Yield the links in a box of key points that are points themselves: some words in a line of their own."""
    if linked.is_called(_POINTS, box):
        for link in box.css("a[href]")[:_MAX_POINTS]:
            if len(link.text().split()) > _MIN_WORDS and link.css_first("h2, h3, h4, p, div, figure") is None:
                yield link


def is_list_of_sentences(node: LexborNode) -> bool:
    """Whether a box is a list of two points or more, without links and each some words long."""
    if node.css_first("a[href]") is not None or len(items := node.css("li")) < _MIN_ROWS:
        return False
    said = sum(len(item.text().strip()) for item in items)
    is_most = said * 2 > len(node.text().strip())
    return is_most and all(len(item.text().split()) > _MIN_WORDS for item in items)


def _holds_rows(node: LexborNode) -> bool:
    """Whether a box holds a table or a list most of whose rows lead nowhere."""
    rows = node.css(_ROWS)
    own = sum(1 for row in rows if _is_unlinked(row) or (row.tag == "tr" and _has_own_figure(row)))
    return own >= _MIN_ROWS and own * 2 > len(rows)


def _is_unlinked(row: LexborNode) -> bool:
    return row.css_first("a[href]") is None and bool(row.text().strip())


def _has_own_figure(node: LexborNode) -> bool:
    """Whether a row has a cell with a figure that is no link."""
    return any(_DIGIT.search(cell.text()) and cell.css_first("a") is None for cell in node.css("td, th"))


def _speaks_for_itself(node: LexborNode) -> bool:
    """Whether a box at the side holds sentences or rows of its own, leads nowhere and asks for nothing."""
    if node.css_first(CONTROLS) is not None or leads_elsewhere(node):
        return False
    return any(len(one.text(separator=" ").split()) >= _MIN_WORDS for one in node.css(_SENTENCES))


def _counts_shares(node: LexborNode) -> bool:
    """Whether shares are counted here, of votes or of anything: rows with figures, or parts of a hundred."""
    if node.css_first(f"a[href], {CONTROLS}") is not None:
        return False
    text = node.text(separator=" ")
    is_row = node.tag in _FIGURE_TAGS and bool(noise.drop_volatile(text.strip()))
    return (_DIGIT if is_row else _PERCENT).search(text) is not None

"""The parts of a Slack message that hold what an article says, as rich text: its words are parts of their own, and mean nothing else.

In Slack's older mrkdwn a mark counts only beside a space, so that "$~3.5~" or a number with a Hebrew prefix would show the signs and
no mark; and signs in others' words have no escape. Here neither matters. Next: `slack_message`, which puts it together.
"""

from slack_sdk.models import blocks

from alerts import marks, message, places, sayings, text
from monitor import model
from monitor.core import bidi

_Parts = blocks.RichTextElementParts
_Part = _Parts.Text | _Parts.Link
#: Slack takes 3,000 characters of an address in a button, and less in a text; a longer one is shown as words only.
_MAX_URL = 1_000


def say_source(said: message.Message) -> blocks.RichTextBlock:
    """Say where: the outlet, the article, and what kind of news it is."""
    parts = [_bold(text.isolate(text.shorten(said.outlet_name, 100)))]
    if said.headline:
        headline = text.isolate(text.shorten(said.headline, 200))
        parts += [_plain(" · "), _link(said.article_url, headline)]
    return _block(_section(*parts, _plain(f" · {said.label} · {said.severity}")))


def say_passage(passage: places.Passage) -> blocks.RichTextBlock:
    """Say one place of the article, before and now."""
    head = [_bold(passage.summary), _plain("\n")] if passage.summary else []
    if passage.new_value:
        place = f"{passage.place}: ".removeprefix(": ")
        head += [_plain(f"{place}{passage.old_value} → "), _bold(passage.new_value)]
    else:
        head.append(_plain(passage.place))
    before = _say_side(passage.old) or [_italic("nothing stood there")]
    now = _say_side(passage.new) or [_italic("nothing stands there")]
    quote = [_bold("Before:"), _plain(" "), *before, _plain("\n"), _bold("Now:"), _plain(" "), *now]
    return _block(_section(*head), _quote(*quote), _section(_italic(passage.certainty)))


def say_evidence(line: sayings.EvidenceLine) -> blocks.RichTextBlock:
    """Say what one outlet says."""
    copy = [_plain(" · a copy of a text that others have too")] if line.is_copy else []
    headline = text.isolate(text.shorten(line.headline, 150)) or "Article"
    return _block(
        _section(
            _bold(text.isolate(text.shorten(line.outlet_name, 100))),
            _plain(f" · {line.part}: "),
            _bold(line.value),
            *copy,
        ),
        _quote(_plain(text.isolate(text.shorten(line.sentence, 300)))),
        _section(_link(line.url, headline), _plain(f" · {line.since}")),
    )


def _say_side(side: marks.Segments) -> list[_Part]:
    """Return a sentence with its marked words struck (before) or bold (now), kept in its own direction."""
    words = [segment.text for segment in side]
    if not "".join(words).strip():
        return []
    words[0], words[-1] = words[0].lstrip(), words[-1].rstrip()
    marked = [
        _Parts.Text(text=one, style=_STYLES.get(segment.op)) for one, segment in zip(words, side, strict=True)
    ]
    return [_plain(bidi.FSI), *marked, _plain(bidi.PDI)]


_STYLES = {
    model.Op.DELETE: _Parts.TextStyle(strike=True),
    model.Op.INSERT: _Parts.TextStyle(bold=True),
}


def _block(*lines: blocks.RichTextSectionElement | blocks.RichTextQuoteElement) -> blocks.RichTextBlock:
    return blocks.RichTextBlock(elements=[line for line in lines if line.elements])


def _section(*parts: _Part) -> blocks.RichTextSectionElement:
    return blocks.RichTextSectionElement(elements=[part for part in parts if part.text])


def _quote(*parts: _Part) -> blocks.RichTextQuoteElement:
    return blocks.RichTextQuoteElement(elements=[part for part in parts if part.text])


def _plain(words: str) -> _Part:
    return _Parts.Text(text=words)


def _bold(words: str) -> _Part:
    return _Parts.Text(text=words, style=_Parts.TextStyle(bold=True))


def _italic(words: str) -> _Part:
    return _Parts.Text(text=words, style=_Parts.TextStyle(italic=True))


def _link(url: str, words: str) -> _Part:
    return _Parts.Link(url=url, text=words) if 0 < len(url) <= _MAX_URL else _plain(words)

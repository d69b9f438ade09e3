"""A Slack message in Block Kit: what the mail says, in the shapes and lengths that Slack takes.

Everything from outside is escaped here and only here. Slack's formatting signs have no escape, so in others' text they
are replaced by signs that look alike: an article cannot strike out its own words. Next: `slack`.
"""

from typing import Any

from slack_sdk.models import blocks

from alerts import digests, marks, message, text
from monitor import model

#: Slack's limits: https://docs.slack.dev/reference/block-kit/blocks
MAX_HEADER = 150
MAX_SECTION = 3_000
#: A section that is too long is tried again with shorter sentences.
_LENGTHS = (600, 200, 60)

_ESCAPES = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;",
    "*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb",
})  # fmt: skip


def render_slack(delivery: model.DeliveryForSend, *, base_url: str) -> dict[str, Any]:
    """Render an alert as the payload of an incoming webhook; slack-sdk checks each block as it is made."""
    said = digests.render_said(delivery, base_url=base_url)
    sections = [
        blocks.HeaderBlock(text=blocks.PlainTextObject(text=_header(said.title), emoji=False)),
        _context(_source(said)),
        *(_section(statement) for statement in map(escape, said.statements)),
        *(_section(_passage(passage)) for passage in said.passages),
        *(_section(_evidence(line)) for line in said.evidence),
        _section(_facts(said)),
        _context(_links(said)),
    ]
    return {
        "text": escape(said.subject),
        "blocks": [block.to_dict() for block in sections],
        "unfurl_links": False,
        "unfurl_media": False,
    }


def escape(words: str) -> str:
    """Return others' words as Slack shows them literally: no mention, no link, no formatting."""
    return words.translate(_ESCAPES)


def _header(title: str) -> str:
    length = MAX_HEADER
    while len(header := escape(text.shorten(title, length))) > MAX_HEADER:
        length -= 10
    return header


def _section(words: str) -> blocks.SectionBlock:
    # verbatim: Slack makes no links and no mentions of its own out of article text.
    return blocks.SectionBlock(text=blocks.MarkdownTextObject(text=words, verbatim=True))


def _context(words: str) -> blocks.ContextBlock:
    return blocks.ContextBlock(elements=[blocks.MarkdownTextObject(text=words, verbatim=True)])


def _source(said: message.Message) -> str:
    headline = escape(text.isolate(text.shorten(said.headline, 200)))
    outlet = escape(text.isolate(text.shorten(said.outlet_name, 100)))
    article = f" · {_link(said.article_url, headline)}" if said.headline else ""
    return f"*{outlet}*{article} · {said.label} · {said.severity}"


def _passage(passage: message.Passage) -> str:
    # The shortest always fits: every part of it is cut, and no sign grows to more than five.
    return next(words for words in (_passage_in(passage, n) for n in _LENGTHS) if len(words) <= MAX_SECTION)


def _passage_in(passage: message.Passage, length: int) -> str:
    lines = [f"*{escape(passage.summary)}*"] if passage.summary else []
    values = f": {escape(passage.old_value)} → *{escape(passage.new_value)}*" if passage.new_value else ""
    lines += [
        f"{passage.place}{values}",
        f">*Before:* {_side(passage.old, '~', length)}",
        f">*Now:* {_side(passage.new, '*', length)}",
    ]
    if passage.certainty:
        lines.append(f"_{passage.certainty}_")
    return "\n".join(lines)


def _side(side: marks.Segments, sign: str, length: int) -> str:
    if not side:
        return "_nothing stood there_"
    words = "".join(
        escape(segment.text) if segment.op is model.Op.EQUAL else f"{sign}{escape(segment.text)}{sign}"
        for segment in marks.shorten_side(side, length)
    )
    return text.isolate(words.strip())


def _evidence(line: message.EvidenceLine) -> str:
    """Say what one outlet says, in one section: every part of it is cut, so it always fits."""
    outlet = escape(text.isolate(text.shorten(line.outlet_name, 100)))
    copy = " · a copy of a text that others have too" if line.is_copy else ""
    sentence = escape(text.isolate(text.shorten(line.sentence, 300)))
    lines = [
        f"*{outlet}* · {line.part}: *{escape(line.value)}*{copy}",
        f">{sentence}",
        f"{_link(line.url, escape(text.isolate(text.shorten(line.headline, 150))) or 'Article')} · {line.since}",
    ]
    return "\n".join(lines)


def _facts(said: message.Message) -> str:
    lines = [f"*When:* {said.window}"]
    if said.disclosure:
        lines.append(f"*Notice:* {said.disclosure}")
    if said.notice:
        lines.append(f">{escape(text.isolate(text.shorten(said.notice, 400)))}")
    if said.evidence_left_out:
        lines.append(f"{said.evidence_left_out} more outlets on the page")
    if said.omitted_count:
        lines.append(f"{said.omitted_count} more on the change page")
    return "\n".join(lines)


def _links(said: message.Message) -> str:
    # Links, not buttons: a button of an app without an interactivity address shows a warning sign.
    links = [_link(said.change_url, "See the evidence")]
    if said.article_url:
        links.append(_link(said.article_url, "Open the article"))
    rules = f" · rule {escape(text.shorten(said.rules, 100))}" if said.rules else ""
    return " · ".join(links) + rules


def _link(url: str, words: str) -> str:
    # Slack takes 3,000 characters in all; a longer address is shown as words only.
    target = url.replace("&", "&amp;")
    return f"<{target}|{words}>" if url and len(target) <= 1_000 else words

"""A message for any service that Apprise knows: a title and plain lines, the first of them what matters most.

Some of those services read signs in plain text as markup, as a mention of everybody, or as a link; others show what they get. So
others' words lose the signs that any of them reads, as in `slack_message`. Next: `apprise_sender`.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from alerts import digests, marks, message, places, sayings, text
from monitor import model

#: Look-alikes of the signs of Markdown, of mentions and of markup.
_SIGNS = str.maketrans({
    "*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb", "<": "\u2039", ">": "\u203a", "@": "\uff20", "|": "\u00a6",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """What Apprise takes."""

    title: str
    body: str


def render_notice(delivery: model.DeliveryForSend, *, base_url: str) -> Notice:
    """Render an alert, or a digest of several, in plain lines; `base_url` is where the report page is served."""
    said = digests.render_said(delivery, base_url=base_url)
    return Notice(title=disarm(said.subject), body="\n".join(_lines(said)))


def disarm(words: str) -> str:
    """Return others' words without a sign that some service would read; a link of Markdown is none without its ](."""
    return words.replace("->", "→").translate(_SIGNS).replace("](", "] (")


def _lines(said: message.Message) -> Iterator[str]:
    outlet = disarm(text.isolate(said.outlet_name))
    yield f"{outlet} · {said.label} · {said.severity}"
    if said.headline:
        yield disarm(text.isolate(said.headline))
    yield from map(disarm, said.statements)
    for passage in said.passages:
        yield from _say_passage(passage)
    for line in said.evidence:
        yield from _say_evidence(line)
    for group in said.groups:
        yield from _say_group(group)
    yield from _say_facts(said)
    yield f"{'All alerts' if said.groups else 'Evidence'}: {said.change_url}"
    if said.article_url:
        yield f"Article: {said.article_url}"


def _say_facts(said: message.Message) -> Iterator[str]:
    yield f"When: {said.window}"
    if said.disclosure:
        yield f"Notice: {said.disclosure}"
    if said.notice:
        yield disarm(text.isolate(said.notice))
    if said.evidence_left_out:
        yield f"{said.evidence_left_out} more outlets on the page"
    if said.omitted_count:
        yield f"{said.omitted_count} more on the page"
    if said.advice:
        yield f"To do: {said.advice}"
    if said.course:
        yield f"Over time: {disarm(said.course.own_words)}"
        if said.course.others_words:
            yield f"Others last said: {disarm(said.course.others_words)}"


def _say_passage(passage: places.Passage) -> Iterator[str]:
    if passage.summary:
        yield disarm(passage.summary)
    values = f": {disarm(passage.old_value)} → {disarm(passage.new_value)}" if passage.new_value else ""
    yield f"{passage.place}{values}".removeprefix(": ")
    yield f"Before: {_say_side(passage.old) or 'nothing stood there'}"
    yield f"Now: {_say_side(passage.new) or 'nothing stands there'}"
    if passage.certainty:
        yield passage.certainty


def _say_side(side: marks.Segments) -> str:
    words = (segment.text if segment.op is model.Op.EQUAL else f"[{segment.text}]" for segment in side)
    return disarm(text.isolate("".join(words).strip()))


def _say_evidence(line: sayings.EvidenceLine) -> Iterator[str]:
    copy = " · a copy of a text that others have too" if line.is_copy else ""
    yield f"{disarm(text.isolate(line.outlet_name))} · {line.part}: {disarm(line.value)}{copy} · {line.since}"
    yield disarm(text.isolate(line.sentence))


def _say_group(group: message.Group) -> Iterator[str]:
    yield disarm(text.isolate(group.title))
    for line in group.lines:
        yield f"• {disarm(text.isolate(line.outlet_name))}: {disarm(line.title)} · {line.severity} · {line.window} · {line.url}"

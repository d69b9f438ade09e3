"""A Slack message in Block Kit: what the mail says, in the shapes and lengths that Slack takes.

What an article says is rich text (`slack_rich`). The few of others' words beside it are escaped here and only here: Slack's formatting
signs have no escape, so in them they are replaced by signs that look alike. Next: `slack`, `slack_bot`.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from slack_sdk.models import blocks

from alerts import digests, history, message, slack_rich, text
from monitor import model

#: Slack's limits: https://docs.slack.dev/reference/block-kit/blocks
MAX_HEADER = 150
MAX_SECTION = 3_000
#: Characters of all blocks together. Slack names no number: above 13,200 it answers msg_blocks_too_long, and at times from
#: 11,300 on (github.com/slackapi/bolt-js, issues 2509 and 2867).
MAX_BLOCKS = 10_000

_ESCAPES = str.maketrans({
    "&": "&amp;", "<": "&lt;", ">": "&gt;",
    "*": "\u2217", "_": "\u02cd", "~": "\u223c", "`": "\u02cb",
})  # fmt: skip

#: The colon before an emoji's name, as in :skull:; a time, as in 12:15:30, has none.
_EMOJI = re.compile(r":(?=[\d_+'-]*[a-z][a-z\d_+'-]*:)")


def render_slack(
    delivery: model.DeliveryForSend, *, base_url: str, has_buttons: bool = False
) -> dict[str, Any]:
    """Render an alert as the payload of an incoming webhook; slack-sdk checks each block as it is made."""
    said = digests.render_said(delivery, base_url=base_url)
    found = next(
        found
        for shorter in _shorten(said)
        if len(json.dumps(found := _blocks(shorter, has_buttons=has_buttons), ensure_ascii=False))
        <= MAX_BLOCKS
    )
    return {"text": escape(said.subject), "blocks": found, "unfurl_links": False, "unfurl_media": False}


def _blocks(said: message.Message, *, has_buttons: bool) -> list[dict[str, Any]]:
    sections = [
        blocks.HeaderBlock(text=blocks.PlainTextObject(text=_header(said.title), emoji=False)),
        slack_rich.say_source(said),
        *(_section(_cut(statement)) for statement in said.statements),
        *map(slack_rich.say_passage, said.passages),
        *map(slack_rich.say_evidence, said.evidence),
        *(_section(words) for group in said.groups for words in _group(group)),
        _section(_facts(said)),
        *([_context(_course(said.course))] if said.course else []),
        *(_buttons(said) if has_buttons else [_context(_links(said))]),
    ]
    return [block.to_dict() for block in sections]


def _shorten(said: message.Message) -> Iterator[message.Message]:
    """Give the message, and then each time one part less, counted: the last alert of a digest, the last outlet, place, statement.
    Without any of them it always fits: every other part of it is cut."""
    yield said
    while said.groups:
        *first, last = said.groups
        kept = (*first, replace(last, lines=last.lines[:-1])) if len(last.lines) > 1 else tuple(first)
        said = replace(said, groups=kept, omitted_count=said.omitted_count + 1)
        yield said
    while said.evidence:
        said = replace(said, evidence=said.evidence[:-1], evidence_left_out=said.evidence_left_out + 1)
        yield said
    while said.passages:
        said = replace(said, passages=said.passages[:-1], omitted_count=said.omitted_count + 1)
        yield said
    while said.statements:
        said = replace(said, statements=said.statements[:-1], omitted_count=said.omitted_count + 1)
        yield said


def escape(words: str) -> str:
    """Return others' words as Slack shows them literally: no mention, no link, no formatting, no emoji by its name."""
    return _EMOJI.sub("\u2236", words).translate(_ESCAPES)


def _cut(words: str) -> str:
    """Return others' words escaped, short enough for a section though each sign grew to five."""
    return escape(text.shorten(words, MAX_SECTION // 5 - 20))


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


def _group(group: message.Group) -> Iterator[str]:
    """Say one story's alerts of a digest, in as few sections as hold them."""
    section = f"*{escape(text.shorten(group.title, 200))}*"
    for line in map(_line, group.lines):
        if len(section) + 1 + len(line) > MAX_SECTION:
            yield section
            section = line
        else:
            section = f"{section}\n{line}"
    yield section


def _line(line: message.Line) -> str:
    outlet = escape(text.isolate(text.shorten(line.outlet_name, 100)))
    title = _link(line.url, escape(text.shorten(line.title, message.MAX_TITLE)))
    return f"• {outlet}: {title} · {line.severity} · {line.window}"


def _facts(said: message.Message) -> str:
    lines = [f"*When:* {said.window}"]
    if said.disclosure:
        lines.append(f"*Notice:* {said.disclosure}")
    if said.notice:
        lines.append(f">{escape(text.isolate(text.shorten(said.notice, 400)))}")
    if said.advice:
        lines.append(f"*To do:* {said.advice}")
    if said.evidence_left_out:
        lines.append(f"{said.evidence_left_out} more outlets on the page")
    if said.omitted_count:
        lines.append(f"{said.omitted_count} more on the {'page' if said.groups else 'change page'}")
    return "\n".join(lines)


def _links(said: message.Message) -> str:
    # Links where nobody says that the app acknowledges buttons: Slack reports each click to it, one that opens a page, too,
    # and shows a warning sign where no 200 comes back (github.com/slackapi/node-slack-sdk, issue 869).
    links = [_link(url, words) for words, url in _targets(said)]
    return " · ".join([*links, *_rules(said)])


def _buttons(said: message.Message) -> list[blocks.Block]:
    buttons = [
        blocks.ButtonElement(
            text=blocks.PlainTextObject(text=words, emoji=False), url=url, action_id=f"open-{number}"
        )
        for number, (words, url) in enumerate(_targets(said))
        if 0 < len(url) <= blocks.ButtonElement.url_max_length
    ]
    row: list[blocks.Block] = [blocks.ActionsBlock(elements=buttons)] if buttons else []
    return row + [_context(words) for words in _rules(said)]


def _course(course: history.History) -> str:
    others = f" Others last said: {course.others_words}." if course.others_words else ""
    return f"*Over time* {_cut(f'{course.own_words}.{others}')}"


def _targets(said: message.Message) -> list[tuple[str, str]]:
    article = [("Open the article", said.article_url)] if said.article_url else []
    return [("See all alerts" if said.groups else "See the evidence", said.change_url), *article]


def _rules(said: message.Message) -> list[str]:
    return [f"rule {escape(text.shorten(said.rules, 100))}"] if said.rules else []


def _link(url: str, words: str) -> str:
    # Slack takes 3,000 characters in all; a longer address is shown as words only.
    target = url.replace("&", "&amp;")
    return f"<{target}|{words}>" if url and len(target) <= 1_000 else words

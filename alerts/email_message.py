"""A mail from an alert: headers that thread, repeat and file well; a plain and an HTML body that say the same.

Pure. Every word from outside is on one line before it meets a header, and escaped by Jinja2 before it meets HTML.
The bodies are `templates/alert/`. Next: `email`, which hands it over.
"""

import hashlib
import re
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from urllib.parse import quote

import jinja2

from alerts import address, chart, digests, marks, message, mime, subjects, text
from monitor import model

#: What cannot stand in a part of a domain name.
_NO_LABEL = re.compile("[^A-Za-z0-9-]+")


def render_email(
    delivery: model.DeliveryForSend, *, base_url: str, from_address: str, unsubscribe: str = ""
) -> EmailMessage:
    """Render a mail, the same bytes on every try; `from_address` may carry a name, `unsubscribe` is whom to write to
    end them, if not that. Raises ValueError when the recipient is no mail address."""
    said = digests.render_said(delivery, base_url=base_url)
    sender = address.parse_address(from_address)
    seed = f"{delivery.key}\n{delivery.dated_at}"
    mail = EmailMessage(policy=mime.POLICY)
    mail["Subject"] = said.subject
    mail["From"] = str(sender)
    mail["To"] = str(address.parse_address(delivery.recipient.address))
    mail["Date"] = format_datetime(delivery.dated_at)
    mail["Message-ID"] = _message_id(seed, sender)
    thread = _message_id(_find_thread(delivery), sender)
    mail["In-Reply-To"] = thread
    mail["References"] = thread
    _add_list_headers(mail, delivery.recipient.channel_id, sender=sender, unsubscribe=unsubscribe)
    mail["MIME-Version"] = "1.0"
    return mime.join(
        mail, "alternative", _render_bodies(said, sender, unsubscribe=unsubscribe, seed=seed), seed=seed
    )


def _find_thread(delivery: model.DeliveryForSend) -> str:
    """Return what all mails of one thread are about: a subject, or a channel's digests; a test is about itself."""
    if delivery.digest is not None:
        return f"digest\n{delivery.recipient.channel_id}"
    return subjects.find_subject(delivery) or delivery.key


def _add_list_headers(mail: EmailMessage, channel_id: str, *, sender: Address, unsubscribe: str) -> None:
    """Say that no person wrote this, which channel of ours it is, and whom to write to be left out of it.

    No Precedence: "bulk" is what some servers deliver last, and an alert is to be in time.
    """
    # Machines that answer mail leave this one alone: RFC 3834, and Exchange's own; bounces are still wanted.
    mail["Auto-Submitted"] = "auto-generated"
    mail["X-Auto-Response-Suppress"] = "OOF, AutoReply"
    # RFC 2919 and RFC 2369. No List-Unsubscribe-Post: nothing here answers one click.
    mail["List-Id"] = f"<{_NO_LABEL.sub('-', channel_id)}.claimwatch.{sender.domain}>"
    subject = quote(f"unsubscribe {text.clean_text(channel_id)}")
    mail["List-Unsubscribe"] = (
        f"<mailto:{quote(unsubscribe or sender.addr_spec, safe='@')}?subject={subject}>"
    )


def _render_bodies(
    said: message.Message, sender: Address, *, unsubscribe: str, seed: str
) -> tuple[EmailMessage, EmailMessage]:
    """Render the plain body and the page, with its chart where there is one."""
    stop = f"To stop these mails, {f'write “unsubscribe” to {unsubscribe}' if unsubscribe else 'answer with “unsubscribe”'}."
    content_id = f"figure-over-time@{sender.domain}" if said.course else ""
    plain = _render(said, "body.txt", stop=stop)
    page = mime.text_part(_render(said, "body.html", stop=stop, chart=content_id), "html")
    if said.course:
        picture = mime.picture_part(
            chart.draw_chart(said.course), content_id=content_id, name="figure-over-time.png"
        )
        page = mime.join(mime.new_part(), "related", (page, picture), seed=seed)
    return mime.text_part(text.flow(plain), "plain; format=flowed"), page


def _message_id(seed: str, sender: Address) -> str:
    digest = hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"<{digest}@{sender.domain}>"


def _render(said: message.Message, name: str, **values: object) -> str:
    folder = "digest" if said.groups else "alert"
    return _templates().get_template(f"{folder}/{name}").render(message=said, **values)


@cache
def _templates() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("alerts"),
        autoescape=jinja2.select_autoescape(["html"]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["isolate"] = text.isolate
    environment.filters["mark"] = _mark_plain
    return environment


def _mark_plain(side: marks.Segments) -> str:
    """Write one side of a passage as plain text, changed words in brackets."""
    words = (segment.text if segment.op is model.Op.EQUAL else f"[{segment.text}]" for segment in side)
    return text.isolate("".join(words).strip())

"""A mail from an alert: headers that thread, repeat and file well; a plain and an HTML body that say the same.

Pure. Every word from outside is on one line before it meets a header, and escaped by Jinja2 before it meets HTML.
The bodies are `templates/alert/`. Next: `email`, which hands it over.
"""

import hashlib
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from functools import cache
from urllib.parse import quote

import jinja2

from alerts import address, digests, marks, message, text
from monitor import model


def render_email(delivery: model.DeliveryForSend, *, base_url: str, from_address: str) -> EmailMessage:
    """Render a mail; `from_address` may carry a name. Raises ValueError when the recipient is no mail address."""
    said = digests.render_said(delivery, base_url=base_url)
    sender = address.parse_address(from_address)
    mail = EmailMessage(policy=SMTP)
    mail["Subject"] = _render("subject.txt", said).strip()
    mail["From"] = sender
    mail["To"] = address.parse_address(delivery.recipient.address)
    mail["Date"] = format_datetime(delivery.dated_at)
    mail["Message-ID"] = _message_id(f"{delivery.key}\n{delivery.dated_at}", sender)
    about = f"{delivery.alert.outlet_id}\n{delivery.alert.article_id}"
    thread = _message_id(f"digest\n{delivery.recipient.channel_id}" if said.groups else about, sender)
    mail["In-Reply-To"] = thread
    mail["References"] = thread
    # Machines that answer mail leave this one alone: RFC 3834.
    mail["Auto-Submitted"] = "auto-generated"
    subject = quote(f"unsubscribe {text.clean_text(delivery.recipient.channel_id)}")
    mail["List-Unsubscribe"] = f"<mailto:{quote(sender.addr_spec, safe='@')}?subject={subject}>"
    # Quoted-printable: seven-bit on every road, and no line longer than a server takes.
    mail.set_content(_render("body.txt", said), cte="quoted-printable")
    mail.add_alternative(_render("body.html", said), subtype="html", cte="quoted-printable")
    return mail


def _message_id(seed: str, sender: Address) -> str:
    digest = hashlib.sha256(seed.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return f"<{digest}@{sender.domain}>"


def _render(name: str, said: message.Message) -> str:
    folder = "digest" if said.groups else "alert"
    return _templates().get_template(f"{folder}/{name}").render(message=said)


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

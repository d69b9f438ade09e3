"""What to change when a channel will not deliver: one sentence for the person who set it up.

SMTP and HTTP codes never meet here: a refused mail is CLIENT_ERROR with 5xx, a refused post CLIENT_ERROR with 4xx.
"""

from monitor import model

_BY_STATUS = {
    (
        model.FailureKind.CLIENT_ERROR,
        530,
    ): "Set the channel’s username and password: the server wants a login.",
    (model.FailureKind.CLIENT_ERROR, 534): "Use an application password: the server wants a stronger login.",
    (model.FailureKind.CLIENT_ERROR, 535): "Check the channel’s username and password.",
    (
        model.FailureKind.CLIENT_ERROR,
        550,
    ): "Check the address, and that the server lets this sender write to it.",
    (
        model.FailureKind.CLIENT_ERROR,
        553,
    ): "Check the channel’s sender address: the server does not accept it.",
    (model.FailureKind.CLIENT_ERROR, 554): "Ask the mail server’s administrator why it refuses this sender.",
    (
        model.FailureKind.SERVER_ERROR,
        552,
    ): "Let the mailbox’s owner make room: it is full. It is tried again for a day.",
    (model.FailureKind.SERVER_ERROR, 452): "Nothing, unless it goes on: the mailbox or the server is full.",
    (
        model.FailureKind.CLIENT_ERROR,
        401,
    ): "Check the webhook’s URL and secret: the receiver does not know us.",
    (model.FailureKind.CLIENT_ERROR, 403): "Ask for a new webhook URL: this one may no longer post.",
    (model.FailureKind.CLIENT_ERROR, 413): "Let the receiver take bodies of 1 MB.",
}
_BY_KIND = {
    model.FailureKind.DNS: "Check the channel’s host name, and that this machine can look names up.",
    model.FailureKind.CONNECTION: "Check host and port, and that a firewall lets this machine out.",
    model.FailureKind.TIMEOUT: "Check host and port: a server that stays silent is often a firewall, or TLS on a plain port.",
    model.FailureKind.TLS: 'Check tls: "tls" is for port 465, "starttls" for 587; the certificate must fit the host name.',
    model.FailureKind.BAD_RESPONSE: 'Check tls and login: the server does not offer what they ask for ("starttls" and a login are off on plain relays).',
    model.FailureKind.RATE_LIMITED: "Nothing: it is sent again when the server allows. If it happens often, alert on fewer events.",
    model.FailureKind.SERVER_ERROR: "Nothing: it is sent again by itself. If it goes on, ask whoever runs the server.",
    model.FailureKind.NOT_FOUND: "Make a new webhook and set its URL: this one is unknown.",
    model.FailureKind.GONE: "Make a new webhook and set its URL: this one was withdrawn.",
    model.FailureKind.CLIENT_ERROR: "Check the channel’s address: the server refuses what we send to it.",
}


def explain_failure(failure: model.Failure) -> str:
    """Return what to change in the settings, one plain sentence."""
    by_kind = _BY_KIND.get(failure.kind, "Check the channel’s settings.")
    return _BY_STATUS.get((failure.kind, failure.status or 0), by_kind)

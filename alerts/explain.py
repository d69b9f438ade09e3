"""What to change when a channel will not deliver: one sentence for the person who set it up.

SMTP and HTTP codes never meet here: a refused mail is CLIENT_ERROR with 5xx, a refused post CLIENT_ERROR with 4xx.
"""

from monitor import model

_CLIENT = model.FailureKind.CLIENT_ERROR
_LOG_IN = "Set CLAIMWATCH_SMTP_USERNAME and CLAIMWATCH_SMTP_PASSWORD: the server wants a login."
_FOLLOW = "Set the address that it sends on to as the channel’s URL: redirects are not followed."
_BY_STATUS = {
    **{(_CLIENT, status): _FOLLOW for status in (301, 302, 303, 307, 308)},
    (_CLIENT, 530): _LOG_IN,
    (_CLIENT, 534): "Use an application password: the server wants a stronger login.",
    (
        _CLIENT,
        535,
    ): "Check CLAIMWATCH_SMTP_USERNAME and CLAIMWATCH_SMTP_PASSWORD; many providers want an application password here.",
    (_CLIENT, 550): "Check the address, and that the server lets this sender write to it.",
    (_CLIENT, 553): "Check CLAIMWATCH_SMTP_FROM: the server does not accept this sender.",
    (_CLIENT, 554): "Ask the mail server’s administrator why it refuses this sender.",
    (
        model.FailureKind.SERVER_ERROR,
        552,
    ): "Let the mailbox’s owner make room: it is full. It is tried again for a day.",
    (model.FailureKind.SERVER_ERROR, 452): "Nothing, unless it goes on: the mailbox or the server is full.",
    (_CLIENT, 401): "Check the webhook’s URL and secret: the receiver does not know us.",
    (_CLIENT, 403): "Ask for a new URL: this one may not post here, or no longer.",
    (_CLIENT, 413): "Let the receiver take bodies of 1 MB.",
    (
        model.FailureKind.BAD_RESPONSE,
        200,
    ): "Check what stands between this machine and the server: a proxy or a sign-in page answered in its place.",
    (
        model.FailureKind.BAD_RESPONSE,
        -1,
    ): "Check CLAIMWATCH_SMTP_HOST and CLAIMWATCH_SMTP_PORT: something other than a mail server answers there.",
}
#: Words of mail servers that say more than their number, in small letters.
_BY_WORDS = {
    "starttls command": "Set CLAIMWATCH_SMTP_TLS=starttls: the server takes nothing in the clear.",
    "relay": "Set CLAIMWATCH_SMTP_USERNAME and CLAIMWATCH_SMTP_PASSWORD, or let the server’s administrator add this machine: "
    "the server sends mail only for whom it knows.",
}
_BY_KIND = {
    model.FailureKind.DNS: "Check the channel’s host name, and that this machine can look names up.",
    model.FailureKind.CONNECTION: "Check host and port, and that a firewall lets this machine out.",
    model.FailureKind.TIMEOUT: "Check host and port: a server that stays silent is often a firewall, or TLS on a plain port.",
    model.FailureKind.TLS: 'Check the certificate: it must be in date and fit the host name. For mail, CLAIMWATCH_SMTP_TLS too: "tls" is for port 465, "starttls" for 587.',
    model.FailureKind.BAD_RESPONSE: 'Check CLAIMWATCH_SMTP_TLS and the login: the server does not offer what they ask for (plain relays take neither "starttls" nor a login).',
    model.FailureKind.RATE_LIMITED: "Nothing: it is sent again when the server allows. If it happens often, alert on fewer events.",
    model.FailureKind.SERVER_ERROR: "Nothing: it is sent again by itself. If it goes on, ask whoever runs the server.",
    model.FailureKind.NOT_FOUND: "Make a new webhook and set its URL: this one is unknown.",
    model.FailureKind.GONE: "Make a new webhook and set its URL: this one was withdrawn.",
    model.FailureKind.CLIENT_ERROR: "Check the channel’s address: the server refuses what we send to it.",
}
#: Slack's own names of errors, and what to do. A webhook says some of them, too.
_ASK_FOR_RIGHT = "Ask whoever administers the Slack workspace to let the app post in this channel."
_COPY_ANEW = "Copy the app’s Bot User OAuth Token anew (its page OAuth & Permissions), and set it as the channel’s token."
_OUR_FAULT = "Read the alert on the page, and report this with its line in the log: Slack takes no message of this form, a fault of Claimwatch’s."
_BY_NAME = {
    "account_inactive": "Install the Slack app in the workspace again, and set its new token: the old one’s account is closed.",
    "action_prohibited": _ASK_FOR_RIGHT,
    "channel_is_archived": "Unarchive the Slack channel, or make a webhook for another.",
    "channel_not_found": "Check the channel’s id; into a private channel the app must be invited first: /invite @its-name.",
    "ekm_access_denied": _ASK_FOR_RIGHT,
    "invalid_auth": _COPY_ANEW,
    "invalid_token": "Make a new Slack webhook and set its URL: this one is not valid.",
    "invalid_blocks": _OUR_FAULT,
    "invalid_blocks_format": _OUR_FAULT,
    "is_archived": "Unarchive the Slack channel, or set another as the channel’s channel.",
    "messages_tab_disabled": "Switch the app’s Messages tab on, or set a channel in place of the person.",
    "missing_scope": "Add the scope chat:write to the app (its page OAuth & Permissions; chat:write.public for channels it has not joined), and install it again.",
    "msg_blocks_too_long": _OUR_FAULT,
    "msg_too_long": _OUR_FAULT,
    "no_permission": "Add the scope chat:write to the app (its page OAuth & Permissions), and install it again.",
    "no_service": "Make a new Slack webhook and set its URL: this one was removed, or its app disabled.",
    "no_team": "Make a new Slack webhook and set its URL: its workspace is gone.",
    "not_allowed_token_type": "Set the app’s bot token, which begins with xoxb-.",
    "not_authed": _COPY_ANEW,
    "not_in_channel": "Invite the app into the Slack channel: /invite @its-name.",
    "org_login_required": _ASK_FOR_RIGHT,
    "posting_to_general_channel_denied": _ASK_FOR_RIGHT,
    "restricted_action": _ASK_FOR_RIGHT,
    "restricted_action_read_only_channel": _ASK_FOR_RIGHT,
    "restricted_action_thread_only_channel": "Set another channel: in this one nobody may begin a thread.",
    "team_access_not_granted": _ASK_FOR_RIGHT,
    "team_disabled": "Set a channel of another workspace: this one is closed.",
    "token_expired": _COPY_ANEW,
    "token_revoked": _COPY_ANEW,
}


def explain_failure(failure: model.Failure) -> str:
    """Return what to change in the settings, one plain sentence."""
    names = (word.strip(":,.()") for word in failure.detail.split())
    by_name = next((_BY_NAME[name] for name in names if name in _BY_NAME), None)
    if by_name:
        return by_name
    said = failure.detail.lower()
    by_words = next((hint for words, hint in _BY_WORDS.items() if words in said), None)
    if by_words and failure.kind is _CLIENT:
        return by_words
    by_kind = _BY_KIND.get(failure.kind, "Check the channel’s settings.")
    return _BY_STATUS.get((failure.kind, failure.status or 0), by_kind)

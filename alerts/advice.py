"""What a reader can do about an event: one plain sentence a kind, for the foot of what a message says.

Next: `message`, which says it.
"""

from monitor import model

#: For a kind that has no advice of its own yet.
FALLBACK = "See the evidence before you act on it."

_ADVICE = {
    model.EventKind.CLAIM_CHANGED: "Search what you have published for what it said before.",
    model.EventKind.CLAIM_ADDED: "Compare it with what you have published.",
    model.EventKind.CLAIM_REMOVED: "Search what you have published for it: this article says it no more.",
    model.EventKind.CLAIM_HEDGED: "If you have used it, check that you say it with the same certainty.",
    model.EventKind.CLAIM_REATTRIBUTED: "If you have used it, check whom you name as the source.",
    model.EventKind.CLAIM_INCONSISTENT: "Take neither figure over before the outlet settles it.",
    model.EventKind.HEADLINE_CHANGED: "If you quote the old headline, check the quote.",
    model.EventKind.TEXT_CHANGED: "Read the marked words: no watched claim explains them.",
    model.EventKind.SILENT_EDIT: "Compare the two texts; the outlet does not say that it changed them.",
    model.EventKind.QUOTE_ALTERED: "If you have used the quotation, check it against both texts.",
    model.EventKind.VERSION_CONFIRMED: "Nothing more to do: another look found the same text.",
    model.EventKind.NEW_COVERAGE: "Nothing to do; its next edits are told as your rules ask.",
    model.EventKind.CORRECTION_NOTICE: "If you have used the earlier text, check what you took from it.",
    model.EventKind.REVERTED: "Check which of the two texts you have used.",
    model.EventKind.FLAPPING: "Quote neither text without the time you saw it.",
    model.EventKind.ARTICLE_REMOVED: "If you cite it, say that it is gone; its last text is kept as evidence.",
    model.EventKind.ARTICLE_RETURNED: "Compare it with the text that was kept when it went.",
    model.EventKind.ARTICLE_BLOCKED: "Look at the page yourself: no change in it is noticed until it can be seen again.",
    model.EventKind.OUTLET_BLOCKED: "Look at the outlet yourself: no change there is noticed until it answers again.",
    model.EventKind.OUTLET_UNREACHABLE: "Look at the outlet yourself: no change there is noticed until it answers again.",
    model.EventKind.OUTLET_REACHABLE: "Nothing to do: its articles are checked again.",
    model.EventKind.OUTLET_SILENT: "Look at its front page: its feeds may have moved.",
    model.EventKind.SERVICE_WAS_DOWN: "What you read of the story in that time may have changed unseen: look again.",
    model.EventKind.SERVICE_BLIND: "Look at this machine's network: no change anywhere is noticed until it is mended.",
    model.EventKind.SERVICE_STALLED: "Look at the service: what it has not looked at, it cannot tell you.",
    model.EventKind.SERVICE_RESUMED: "Nothing to do: it works again.",
    model.EventKind.CONSENSUS_MOVED: "If you have used the old figure, check it against the outlets named here.",
    model.EventKind.OUTLET_DIVERGES: "Read its sentence and its source before you take either figure over.",
    model.EventKind.NEW_COVERAGE: "Read it: nobody has compared its claims with yours yet.",
    model.EventKind.OUTLET_LAST: "Read its sentence: it may be late, or know better.",
    model.EventKind.DELIVERY_FAILED: "Read what the server said, mend that, and send them again from the page or with `claimwatch alerts resend`.",
    model.EventKind.CHANNEL_OFF: "Mend the channel as its server says: what waits is sent once it is on again.",
}


def find_advice(kind: model.EventKind) -> str:
    """Return what to do about an event of this kind."""
    return _ADVICE.get(kind, FALLBACK)

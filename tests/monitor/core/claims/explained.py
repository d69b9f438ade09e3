"""What is explained of one sentence, and of the last number or date in it."""

from monitor.core import claims
from monitor.core.claims import explain
from tests.monitor.core.claims import stories

ENGINE = stories.engine()

DATED = stories.engine(
    stories.definition("deadline", "date", noun="deadline", veto=("old",), require=("vote",)),
    stories.definition("vote_day", "date", noun="vote", scopes={"default": "set"}),
    deadline={"en": ("deadline",)},
    vote={"en": ("vote",)},
    old={"en": ("original",)},
)


def read(text: str, engine: claims.Engine = ENGINE):
    (sentence,) = explain.explain_text(engine, text).sentences
    return sentence


def reason(text: str, claim_id: str, engine: claims.Engine = ENGINE) -> str:
    """Say what was answered for the last number or date that was asked about."""
    sentence = read(text, engine)
    asked = [one for one in (*sentence.numbers, *sentence.dates) if one.options]
    return next(one.reason for one in asked[-1].options if one.claim_id == claim_id)

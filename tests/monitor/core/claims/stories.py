"""Two small stories for tests of the engine, so that nothing in it can lean on the one that ships."""

from monitor import model
from monitor.core import claims
from monitor.core.claims.compiled import compile_definitions
from monitor.core.claims.sentence import Sentence, parse_sentence
from monitor.core.claims.tables import LANGUAGES
from monitor.core.claims.tokens import find_script

LEXICONS: dict[str, dict[str, tuple[str, ...]]] = {
    "person": {
        "en": ("person", "villager", "resident"),
        "ar": ("شخص", "شخصا", "أشخاص", "ضحية"),
        "he": ("איש", "אנשים", "הרוגים"),
    },
    "dead": {"en": ("dead", "kill", "die"), "ar": ("قتل", "قتيل"), "he": ("נהרגו", "הרוגים")},
    "hurt": {"en": ("injure", "hurt", "wound"), "ar": ("أصيب",), "he": ("נפצעו",)},
    "rescue": {
        "en": ("set free", "let … out", "rescue", "dig … out", "pull out"),
        "ar": ("إنقاذ",),
        "he": ("חולצו",),
    },
    "coming": {"en": ("@rescue.future", "plan")},
    "over": {"en": ("@rescue.past",)},
    "visitor": {"en": ("tourist",)},
    "curfew": {"en": ("curfew",), "ar": ("حظر تجول",), "he": ("עוצר",)},
    "raise": {"en": ("raise", "pay rise")},
    "union": {"en": ("union", "drivers"), "he": ("הוועד",)},
    "strike": {"en": ("strike", "walk out", "@stay"), "he": ("לשבות",)},
    "stay": {"en": ("stay out",)},
    "refuse_words": {"en": ("refuse", "rule out"), "he": ("מסרב",)},
    "refuses": {"en": ("@refuse_words", "@stay", "@strike.not", "@willing.not"), "he": ("@refuse_words",)},
    "willing": {"en": ("willing", "ready"), "he": ("מוכן",)},
    "undecided": {"en": ("undecided", "has not ruled out")},
    "condition": {"en": ("if", "unless")},
    "unless": {"en": ("unless", "only if")},
    "talks": {"en": ("talks", "deal"), "ar": ("محادثات",)},
    "reached": {"en": ("reach", "sign")},
    "failed": {"en": ("collapse",), "ar": ("انهارت",)},
    "last_year": {"en": ("last year", "last time", "the YYYY dispute")},
}


def definition(claim_id: str, claim_type: str, **fields: object) -> model.ClaimDefinition:
    return model.ClaimDefinition(**({"id": claim_id, "type": model.ClaimType(claim_type)} | fields))


DEFINITIONS = (
    definition("dead", "count", title="dead", noun="person", require=("dead",), veto=("visitor",)),
    definition("hurt", "count", title="injured", noun="person", require=("hurt",)),
    definition(
        "rescued",
        "count",
        title="people rescued",
        noun="person",
        require=("rescue",),
        scopes={"coming": "coming", "over": "over", "default": "over"},
        tiers={model.ChangeKind.VALUE: model.Tier.REVIEW},
    ),
    definition("homeless", "count", title="people in the village", noun="person"),
    definition("curfew_days", "duration", title="length of the curfew", noun="curfew"),
    definition("raise_percent", "amount", title="raise on offer", noun="raise"),
    definition(
        "strike_stance",
        "stance",
        title="The union on a strike",
        actor="union",
        topic="strike",
        values={
            "refuses": "refuses",
            "willing": "willing",
            "undecided": "undecided",
            "conditional": "unless",
        },
        condition="condition",
        not_actor_of=("must", "urge"),
    ),
    definition(
        "talks",
        "status",
        title="state of the talks",
        topic="talks",
        values={"agreed": "reached", "failed": "failed"},
        veto=("last_year", "year"),
    ),
    definition("quote", "quote", title="quotation"),
)


def engine(*definitions: model.ClaimDefinition, **lexicons: dict[str, tuple[str, ...]]) -> claims.Engine:
    """Build an engine; the one of both stories is built once."""
    if not definitions and not lexicons:
        return _ENGINE
    return claims.build_engine(definitions or DEFINITIONS, LEXICONS | lexicons)


_ENGINE = claims.build_engine(DEFINITIONS, LEXICONS)


COMPILED = compile_definitions(DEFINITIONS, LEXICONS)


def sentence(text: str) -> Sentence:
    """Read one sentence with the terms of both stories."""
    code = find_script(text) or "en"
    return parse_sentence(text, matcher=COMPILED.matchers[code], language=LANGUAGES[code])


def found(text: str, claim_id: str | None = None) -> list[str]:
    """Print what the engine finds: "dead 12", "curfew_days 14"."""
    return [
        f"{claim.claim_id} {claims.print_value(claim)}"
        for claim in engine().find_in_text(text)
        if claim_id in (None, claim.claim_id)
    ]

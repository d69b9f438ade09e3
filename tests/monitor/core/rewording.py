"""Sentences in three languages written from their meaning, so that the truth is known before any code is asked.

A meaning is a template with its values; a dress is how it is written: digits or words, quotes, dashes, spaces, marks.
Two texts of one meaning differ in dress only; two of two meanings never do.
"""

from dataclasses import dataclass, replace

from hypothesis import strategies as st

from tests.monitor.core import spelt_numbers


@dataclass(frozen=True)
class Number:
    """A number's meaning: its kind and value."""

    kind: str
    value: int

    def forms(self, code: str) -> list[str]:
        """List the ways to write it."""
        value = self.value
        dashes = "-–‑−"
        percents = {"en": (" percent", " per cent"), "ar": (" في المئة", " بالمئة"), "he": (" אחוזים",)}[code]
        if self.kind == "count":
            return spelt_numbers.list_counts(value, code)
        if self.kind == "ordinal":
            return spelt_numbers.list_ordinals(value % 99 + 1) if code == "en" else [f"{value}."]
        if self.kind == "percent":
            return [f"{value}%", f"{value} %", *(f"{value}{word}" for word in percents)]
        return {
            "decimal": [f"{value}.5"],
            "range": [f"{value}{dash}{value + 2}" for dash in dashes],
            "negative": [f"{dash}{value}" for dash in "-–−"],
            "dollars": [f"${value}", f"$ {value}"],
            "euros": [f"€{value}"],
            "more": [f"{value}+"],
            "vague": ["dozens"] if value % 2 else ["hundreds"],
            "half": [f"{value}½"],
            "label": [f"{value}/7"],
        }[self.kind]


KINDS = (
    "count",
    "count",
    "ordinal",
    "percent",
    "decimal",
    "range",
    "negative",
    "dollars",
    "euros",
    "more",
    "vague",
    "half",
    "label",
)
NUMBERS = st.builds(
    Number,
    kind=st.sampled_from(KINDS),
    value=st.one_of(
        st.integers(3, 99), st.integers(100, 99_999), st.integers(10, 99).map(lambda n: n * 100_000)
    ),
).filter(lambda one: one.value != 2)
COUNTS = st.builds(Number, kind=st.just("count"), value=st.integers(3, 99))


def is_same(one: Number, other: Number, code: str) -> bool:
    """Whether two numbers mean the same: kinds that fold their values (ordinals, vague words) meet."""
    return one == other or not set(one.forms(code)).isdisjoint(other.forms(code))


#: Parts of a sentence that stand for each other's contrary, by language: none may become another unseen.
NEGATIONS = {
    "en": ("will", "will not", "won't", "will never"),
    "ar": ("سوف", "لن"),
    "he": ("כן", "לא", "מעולם לא"),
}
HEDGES = {
    "en": (
        "exactly",
        "about",
        "at least",
        "up to",
        "nearly",
        "possibly",
        "fewer than",
        "just under",
        "more than",
    ),
    "ar": ("بالضبط", "نحو", "على الأقل", "أكثر من", "أقل من"),
    "he": ("בדיוק", "כמעט", "לפחות", "יותר מאשר", "פחות מאשר"),
}
VERBS = {
    "en": (
        "said",
        "claimed",
        "denied",
        "insisted",
        "confirmed",
        "admitted",
        "alleged",
        "stated",
        "warned",
        "argued",
    ),
    "ar": ("قالت", "زعمت", "نفت", "أكدت", "أعلنت"),
    "he": ("אמרו", "טענו", "הכחישו", "אישרו", "הודיעו"),
}
TERMS = {
    "en": ("villagers", "Abu Kassem", "rescue team", "curfew"),
    "ar": ("أشخاص", "حظر تجول", "محادثات"),
    "he": ("אנשים", "עוצר", "הוועד"),
}
TEMPLATES = {
    "en": "On Friday{comma} officials {verb} they {negation} move {hedge} {number} {term} {dash} and left {quote}the old road{end}{stop}",
    "ar": "يوم أمس{comma} المصادر {verb} إنها {negation} تنقل {hedge} {number} {term} {dash} ثم غادرت {quote}الطريق القديم{end}{stop}",
    "he": "אתמול{comma} גורמים {verb} שהם {negation} יעבירו {hedge} {number} {term} {dash} ואז עזבו {quote}את הדרך{end}{stop}",
}


@dataclass(frozen=True)
class Meaning:
    """What a sentence says."""

    code: str
    number: Number
    negation: str
    hedge: str
    verb: str
    term: str


@dataclass(frozen=True)
class Dress:
    """How a sentence is written; `form` picks among the ways to write its number."""

    form: int = 0
    comma: str = ","
    dash: str = "–"
    quotes: str = "“”"
    space: str = " "
    mark: str = ""

    def write(self, meaning: Meaning) -> str:
        """Write a meaning down."""
        forms = meaning.number.forms(meaning.code)
        text = TEMPLATES[meaning.code].format(
            comma=self.comma,
            verb=meaning.verb.replace("'", self.apostrophe),
            negation=meaning.negation.replace("'", self.apostrophe),
            hedge=meaning.hedge,
            number=forms[self.form % len(forms)],
            term=meaning.term,
            dash=self.dash,
            quote=self.quotes[0],
            end=self.quotes[1],
            stop=".",
        )
        return text.replace(" ", self.mark + self.space)

    @property
    def apostrophe(self) -> str:
        return "'" if self.quotes == '""' else "’"


def meanings(code: str) -> st.SearchStrategy[Meaning]:
    """Generate what may be said in a language."""
    picks = {name: st.sampled_from(table[code]) for name, table in PARTS.items()}
    return st.builds(Meaning, code=st.just(code), number=NUMBERS, **picks)


PARTS = {"negation": NEGATIONS, "hedge": HEDGES, "verb": VERBS, "term": TERMS}
DRESSES = st.builds(
    Dress,
    form=st.integers(0, 20),
    comma=st.sampled_from((",", "")),
    dash=st.sampled_from(("-", "–", "—", "--")),
    quotes=st.sampled_from(("“”", '""', "«»", "„“", "‘’")),
    space=st.sampled_from((" ", "\u00a0", "  ", "\u2009", " \u00a0")),
    mark=st.sampled_from(("", "\u200f", "\u200e", "\u200b", "\u061c", "\u2069", "\ufeff", "\u00ad")),
)
CODES = st.sampled_from(("en", "ar", "he"))


@st.composite
def changed_pairs(draw: st.DrawFn) -> tuple[Meaning, Meaning]:
    """Generate two meanings that differ in one part, in whatever else they agree."""
    one = draw(CODES.flatmap(meanings))
    part = draw(st.sampled_from(("number", *PARTS)))
    if part == "number":
        other = draw(NUMBERS.filter(lambda number: not is_same(one.number, number, one.code)))
        return one, replace(one, number=other)
    was = getattr(one, part)
    return one, replace(
        one, **{part: draw(st.sampled_from([word for word in PARTS[part][one.code] if word != was]))}
    )

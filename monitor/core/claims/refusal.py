"""Refusals: what keeps a number from being a definition's claim, whatever is said of it.

Its noun or unit is another one, a word vetoes it, or a further required word is missing. Refuses to look at what ties it
to the definition. Next: `ties`, then `find`.
"""

from monitor import model
from monitor.core.claims import amount, beside, clauses, veto
from monitor.core.claims.heads import Counted
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.numerals import PERIOD
from monitor.core.claims.quantity import Quantity
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tables import YEAR, YEARS
from monitor.core.claims.ties import first_required, reaches, stays
from monitor.core.claims.verdict import Refusal, Why

#: Vetoes that hold for every claim of a kind, whatever its definition says.
_VETOES = {
    model.ClaimType.COUNT: frozenset(
        {"age", "date", "former", "including", "label", "money", "ordinal", "rank", "ratio", "size", "subset"}
    ),
    model.ClaimType.DURATION: frozenset(
        {"date", "deadline", "elapsed", "former", "label", "money", "ordinal", "rank"}
    ),
    model.ClaimType.AMOUNT: frozenset({"age", "date", "former", "label", "ordinal", "rank"}),
}
#: Most words from "went" or "lasted" to a time: "went on for".
MAX_LASTING = 3
#: Lead to a year.
_LEADS_TO_YEAR = frozenset(
    {"from", "in", "since", "circa", "until", "before", "early", "late", "منذ", "מאז", "משנת"}
)
#: Stand for what the sentence before named.
_STANDING_IN = frozenset({"it", "they", "one", "this", "that"})
#: What is said of a whole stands right behind its noun: "48 of the 251 hostages seized".
_BEHIND_WHOLE = 2
#: End an aside.
_CLOSERS = frozenset({",", ")", "-", "--", ";", "."})
#: The veto of a number that is only a part of one before it.
PART = "including"


def find_refusal(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> Refusal | None:
    """Find why noun, unit, a veto or a further required word that is missing keep a number from being a claim; None
    where nothing does."""
    is_theirs = not one.owners or not one.owners.isdisjoint((definition.noun, *definition.require))
    if not is_theirs or not _unit_fits(sentence, one, definition):
        is_unit = is_theirs and definition.noun in one.nouns
        return Refusal(Why.UNIT if is_unit else Why.NOUN, definition.noun or "")
    vetoes = _VETOES[definition.type] & set(one.quantity.vetoes)
    if vetoes and (vetoes := vetoes - _waived(sentence, one, definition)):
        return Refusal(Why.VETO, min(vetoes))
    if (vetoed := _find_veto(sentence, one, definition)) is not None:
        return vetoed
    if _is_kind_of(sentence, one):
        return Refusal(Why.VETO, "subset")
    lacking = [name for name in definition.require[1:] if not sentence.hits.get(name)]
    return Refusal(Why.LACKING, lacking[0]) if lacking else None


def _find_veto(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> Refusal | None:
    """Find the first of a definition's own vetoes that holds and is not lifted."""
    for name in definition.veto:
        if name in one.quantity.vetoes:
            return Refusal(Why.VETO, name)
        if veto.is_lifted(sentence, one, definition.unless.get(name)):
            continue
        if name == "year" and (year := veto.find_year_hung_on(sentence, one)) is not None:
            return Refusal(Why.VETO, name, year)
        for hit in sentence.hits.get(YEAR if name == "year" else name, ()):
            if _is_vetoed_by(sentence, one, hit, definition=definition):
                return Refusal(Why.VETO, name, hit)
    return None


def _is_kind_of(sentence: Sentence, one: Counted) -> bool:
    """Whether a number only says how many are of a kind that nothing is known of: "105 of them minors —"."""
    words, behind = sentence.words, one.quantity.last + 1
    kind = sentence.after(behind, "#pronoun")
    if kind == behind or kind >= len(words) or not words[kind][0].isalpha() or sentence.starting.get(kind):
        return False
    return kind + 1 >= len(words) or words[kind + 1] in _CLOSERS


def _is_vetoed_by(sentence: Sentence, one: Counted, hit: Hit, *, definition: model.ClaimDefinition) -> bool:
    """Whether a veto word is said of a number: in its clause, or right behind a whole's noun. A year reaches over
    clauses."""
    own = first_required(sentence, definition)
    is_other = clauses.is_of_source(sentence, one, hit) or veto.is_beside(sentence, one, hit, definition)
    is_other = is_other or veto.is_of_part(sentence, one, hit)
    if is_other or veto.is_inside(hit, own) or beside.is_beside_count(sentence, one, hit, definition):
        return False
    is_behind_whole = one.is_whole and one.right < hit.first <= one.right + _BEHIND_WHOLE
    if is_behind_whole or veto.is_hung_on(sentence, one, hit):
        return True
    if veto.is_in_reach(sentence, one, hit):
        return hit.name == YEAR or veto.is_of_clause(sentence, one, hit)
    verbs = own if definition.require else sentence.hits.get(definition.noun or "", ())
    return veto.is_of_subject(sentence, one, hit, verbs=verbs)


def _waived(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> frozenset[str]:
    """Name the vetoes that do not hold: a subset is a claim where the required word is said of it alone ("48
    hostages, including 20 alive"), and time that went by is the noun's where it is said of it ("after nine days of
    strikes", "a nine-day strike", "had held for nine days before")."""
    if definition.type is model.ClaimType.DURATION:
        is_bound = definition.noun in one.nouns and not one.is_borrowed
        is_attributive = sentence.words[one.quantity.last + 1 : one.quantity.last + 2] == ("-",)
        start = one.quantity.hedge_first
        is_lasting = sentence.before(start, "#veto_before_deadline") > sentence.before(start, "#lasting")
        names = {"deadline"} if is_lasting or (is_bound and is_attributive) else set()
        is_before = any(hit.last < one.quantity.first for hit in sentence.hits.get(definition.noun or "", ()))
        return frozenset(names | {"elapsed"} if is_bound or is_before else names)
    hits = first_required(sentence, definition)
    is_said = any(hit.first > one.quantity.last and reaches(sentence, one, hit) for hit in hits)
    is_said = is_said or (not definition.require and stays(sentence, one))
    return frozenset({PART}) if is_said else frozenset()


def _unit_fits(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> bool:
    quantity = one.quantity
    is_ours = definition.noun in one.nouns
    if definition.type is model.ClaimType.DURATION:
        is_other = sentence.is_at(quantity.reach + 1, "#part") and (one.is_borrowed or not is_ours)
        is_near = (is_ours and not _is_beyond(sentence, one, definition.noun or "")) or _has_near(
            sentence, one, definition.noun or ""
        )
        is_other = is_other or (one.is_carried and not _has_lasted(sentence, one))
        return quantity.unit == PERIOD and is_near and not is_other
    if definition.type is model.ClaimType.AMOUNT:
        return amount.fits(sentence, one, definition)
    if quantity.may_be_year and one.is_borrowed and _is_year(sentence, quantity):
        return False
    is_whole = quantity.low == quantity.low.to_integral_value()
    return is_ours and not quantity.unit and is_whole


def _is_beyond(sentence: Sentence, one: Counted, noun: str) -> bool:
    """Whether a semicolon parts a time from the noun it would take: "they walked out; the ban lasts 30 days"."""
    before = [hit.last for hit in sentence.hits.get(noun, ()) if hit.last < one.quantity.first]
    is_taken = one.is_borrowed and not one.is_carried and bool(before)
    return is_taken and ";" in sentence.words[before[-1] : one.quantity.first]


def _is_year(sentence: Sentence, quantity: Quantity) -> bool:
    """Whether four digits without a noun of their own are a year: of these days and not hedged, or led to like one, "dates
    from 1874", "built in about 1790"."""
    is_recent = quantity.low >= YEARS.start and quantity.hedge is model.Hedge.EXACT
    return is_recent or sentence.words[quantity.hedge_first - 1] in _LEADS_TO_YEAR


def _has_lasted(sentence: Sentence, one: Counted) -> bool:
    """Whether a verb right before a time says that what was named before went on for it: "It lasted 12 days", not "He left
    two days later", "The flight lasted two days"."""
    verbs, start = sentence.language.lasting_verbs, one.quantity.hedge_first
    is_lasting = any(word in verbs for word in sentence.words[max(0, start - MAX_LASTING) : start])
    return not verbs or (is_lasting and not _STANDING_IN.isdisjoint(sentence.words[:start]))


def _has_near(sentence: Sentence, one: Counted, noun: str) -> bool:
    """Whether a noun stands in a number's window with no other clause between."""
    return any(reaches(sentence, one, hit) for hit in sentence.hits.get(noun, ()))

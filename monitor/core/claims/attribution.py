"""Attribution: who is named as saying a thing, and whether the verb merely reports, doubts or denies.

"X said (that) …", "…, X said", "…, said X", "according to X", "by X's count", "X believes" (which also doubts).
Refuses to invent: a source is always words of the sentence itself. Next: `find`.
"""

from dataclasses import dataclass

from monitor import model
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.sources import (
    AUXILIARIES,
    EDGES,
    MAX_SOURCE,
    PRONOUNS,
    cut_source,
    denies_thing,
    find_before,
    find_before_aside,
    find_behind_adverbial,
    find_end,
    find_glued,
    is_adverbial,
    is_deed,
    is_joined_verb,
    is_stop,
    is_thing_said,
    is_told,
)

#: Each class of verb with the name of its hits.
VERBS = tuple((verb, f"#verb_{verb}") for verb in model.VerbClass)
#: Somebody is told: what follows is never the speaker.
_TELLING = frozenset({"told", "tells", "tell", "informed"})
#: Before a verb of saying: its subject is told or told of.
_PASSIVES = frozenset({"was", "were", "been", "being"})
_PRESENT = frozenset({"is", "are"})
#: Subjects of the verb behind them: what stands behind that is its object ("the dairy, which posted | a loss").
_SUBJECTS = frozenset({"which", "who", "that"})
#: "X's … belief": so many words after "'s" at most, and what must follow.
_OPINION_REACH = 3
_OPENS_OPINION = frozenset({"that", '"', ":"})
#: A verb follows: "the ministry, which claims at least 20".
_RELATIVES = frozenset({"who", "which"})
#: Longest subject of a verb that closes what is said.
_MAX_CLOSING = 4
#: Also plural nouns: they are verbs only with something behind them and a name or plural before them.
_NOUN_LIKE = frozenset(
    {"reports", "report", "claims", "claim", "estimates", "counts", "states", "notes", "figures"}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """One source in a sentence and the tokens it speaks for (`first` to `last`, both included)."""

    source: str
    verb: model.VerbClass
    #: The verb itself doubts ("believes").
    is_reported: bool = False
    first: int
    last: int
    #: Taken from the sentence before, for "he said".
    is_inferred: bool = False
    #: Where the source and verb stand; the nearest one speaks for a number.
    place: int


def find_attributions(sentence: Sentence, *, of_quotation: bool = False) -> tuple[Attribution, ...]:
    """Find the sources of a sentence, in order; `of_quotation`: those whose verb only brings a quotation, too."""
    found = [*_find_openers(sentence), *_find_counts(sentence), *_find_opinions(sentence)]
    quoting = ((model.VerbClass.NEUTRAL, "#verb_quoting"),) if of_quotation else ()
    for verb, name in (*VERBS, *quoting):
        for hit in sentence.hits.get(name, ()):
            found.extend(_read_verb(sentence, hit.first, hit.last, verb))
    for hit in sentence.hits.get("#belief", ()):
        found.extend(_read_verb(sentence, hit.first, hit.last, model.VerbClass.NEUTRAL, is_reported=True))
    return tuple(sorted(found, key=lambda attribution: attribution.place))


def find_attribution(attributions: tuple[Attribution, ...], place: int) -> Attribution | None:
    """Choose the source that speaks for a place: the nearest whose reach it lies in."""
    fitting = [one for one in attributions if one.first <= place <= one.last]
    return min(fitting, key=lambda one: abs(one.place - place), default=None)


def _of_whole(
    sentence: Sentence, source: str, *, place: int, verb: model.VerbClass = model.VerbClass.NEUTRAL
) -> Attribution:
    """Build the attribution of a source that speaks for its whole sentence."""
    return Attribution(source=source, verb=verb, first=0, last=len(sentence.words), place=place)


def _find_openers(sentence: Sentence) -> list[Attribution]:
    """Find "according to X"; it speaks for the whole sentence."""
    found = []
    for hit in sentence.hits.get("#source", ()):
        source = cut_source(sentence, hit.last + 1, find_end(sentence, hit.last + 1))
        if source:
            found.append(_of_whole(sentence, source, place=hit.first))
    for hit in sentence.hits.get("#glued_source", ()):
        source = find_glued(sentence, hit.last + 1)
        if source and not sentence.is_at(hit.first, "#source"):
            found.append(_of_whole(sentence, source, place=hit.first))
    return found


def _find_counts(sentence: Sentence) -> list[Attribution]:
    """Find "by X's count"."""
    nouns = sentence.language.source_nouns
    found = []
    for place in _find_possessives(sentence.words):
        if place + 1 < len(sentence.words) and sentence.words[place + 1] in nouns:
            first = next(
                (
                    at + 1
                    for at in range(place - 1, max(-1, place - MAX_SOURCE), -1)
                    if sentence.words[at] in ("by", "on", "from")
                ),
                -1,
            )
            if first >= 0:
                source = cut_source(sentence, first, place)
                found.append(_of_whole(sentence, source, place=place))
    return found


def _find_opinions(sentence: Sentence) -> list[Attribution]:
    """Find "X's firm belief that"; it speaks for what follows."""
    words, found = sentence.words, []
    for place in _find_possessives(words):
        nouns = range(place + 1, min(place + 1 + _OPINION_REACH, len(words) - 1))
        noun = next((at for at in nouns if words[at] in sentence.language.opinion_nouns), None)
        if noun is None or words[noun + 1] not in _OPENS_OPINION:
            continue
        first = place
        while first > 0 and sentence.cut(first - 1, first - 1)[0].isupper():
            first -= 1
        source = cut_source(sentence, first, place)
        if source:
            last = _end_of_opinion(words, noun)
            found.append(
                Attribution(source=source, verb=model.VerbClass.NEUTRAL, first=noun, last=last, place=noun)
            )
    return found


def _find_possessives(words: tuple[str, ...]) -> list[int]:
    return [place for place, word in enumerate(words) if word == "'s"] if "'s" in words else []


def _end_of_opinion(words: tuple[str, ...], noun: int) -> int:
    """Return where an opinion ends: with its quotation, where it is one, else with the sentence."""
    opening = next((at for at in (noun + 1, noun + 2) if words[at : at + 1] == ('"',)), None)
    if opening is None or '"' not in words[opening + 1 :]:
        return len(words)
    return words.index('"', opening + 1)


def _read_verb(
    sentence: Sentence, first: int, last: int, verb: model.VerbClass, *, is_reported: bool = False
) -> list[Attribution]:
    """Read the source of one verb, on whichever side it stands."""
    words = sentence.words
    if is_deed(sentence, first, last) or (words[first] in _NOUN_LIKE and not _is_verb(sentence, first)):
        return []
    is_told = first > 0 and words[first - 1] in _PASSIVES
    is_told = is_told or words[last + 1 : last + 2] == ("by",)  # "the strike announced by the union"
    if is_told or (first > 0 and words[first - 1] in _PRESENT and not words[first].endswith("ing")):
        return _read_passive(sentence, last, verb)
    if first > 1 and words[first - 1] in _RELATIVES and words[first - 2] == ",":
        return _read_relative(sentence, first, verb, is_reported=is_reported)
    while last + 1 < len(words) and (behind_day := sentence.after(last + 1, "#day")) > last + 1:
        last = behind_day - 1
    source, start, is_before = _find_source(sentence, first, last)
    if not source:
        return []
    is_behind = start > 0 and (not is_before or _trails(sentence, start, last))
    return [
        Attribution(
            source=source,
            verb=verb,
            is_reported=is_reported,
            first=0 if is_behind else first,
            last=len(words),
            place=first,
        )
    ]


def _read_relative(
    sentence: Sentence, first: int, verb: model.VerbClass, *, is_reported: bool
) -> list[Attribution]:
    """Read who speaks in an aside, as far as it goes: "the ministry, which claims 20 were killed, …"."""
    source = cut_source(sentence, *find_before(sentence, first - 2))
    behind = sentence.words[first:]
    last = first + behind.index(",") if "," in behind else len(sentence.words)
    found = Attribution(
        source=source, verb=verb, is_reported=is_reported, first=first, last=last, place=first
    )
    return [found] if source else []


def _find_source(sentence: Sentence, first: int, last: int) -> tuple[str, int, bool]:
    """Find the source of a verb from `first` to `last`: before it, behind it, or before an aside. Returns its words, where
    it begins (or the verb does), and whether it stands before."""
    words = sentence.words
    start, end = (first, first) if is_joined_verb(sentence, first) else find_before(sentence, first)
    if is_adverbial(sentence, start, end, last + 1):
        start, end = first, first
    if end - start == 1 and words[start] in PRONOUNS:
        return "", start, True
    if _is_broken_off(words, start, end):
        start, end = find_before_aside(sentence, start)
    behind = last + 1 if is_thing_said(sentence, last + 1) else find_end(sentence, last + 1)
    is_verb_first = sentence.language.code == "ar" and not denies_thing(sentence, start, first)
    is_verb_first = is_verb_first and bool(cut_source(sentence, last + 1, behind))
    if start < end and not is_verb_first and (source := cut_source(sentence, start, end)):
        return source, start, True
    is_clause = not AUXILIARIES.isdisjoint(words[last + 1 : behind + 1])
    if (
        words[first] not in _TELLING
        and not is_clause
        and not is_told(sentence, first, last + 1)
        and (source := cut_source(sentence, last + 1, behind))
    ):
        return "" if words[first - 1] in _SUBJECTS else source, first, False
    if sentence.language.code == "ar" and (source := find_behind_adverbial(sentence, last + 1)):
        return source, first, False
    if is_joined_verb(sentence, first):
        return "", first, False
    start, end = find_before_aside(sentence, first)
    return cut_source(sentence, start, end), start, True


def _is_broken_off(words: tuple[str, ...], start: int, end: int) -> bool:
    """Whether an aside parts a verb from its subject: "Avi Tresser, 44, | of the logistics corps said", "Noa Levy, 19, |
    begged the minister"."""
    if start < end:
        return words[start] == "of"
    return start > 1 and words[start - 1] == "," and words[start - 2][0].isdigit()


def _read_passive(sentence: Sentence, last: int, verb: model.VerbClass) -> list[Attribution]:
    """Read who told it: "the paper was told by two diplomats". Without "by" it is not said."""
    words = sentence.words
    if words[last + 1 : last + 2] != ("by",):
        return []
    source = cut_source(sentence, last + 2, find_end(sentence, last + 2))
    return [_of_whole(sentence, source, place=last, verb=verb)] if source else []


def _trails(sentence: Sentence, start: int, verb_last: int) -> bool:
    """Whether "X said" comes after what X said: the sentence ends, pauses or turns to the day behind the verb."""
    behind, words = verb_last + 1, sentence.words
    if words[start - 1] == "," and words[behind : behind + 1] and words[behind].endswith("ly"):
        behind += 1  # "…, two envoys said privately."
    if behind >= len(words) or words[behind] in EDGES or words[start - 1] == '"':
        return True
    if words[verb_last] in _TELLING and words[start - 1] == ",":
        # "…, two officials told the paper.": nothing is left that they could have told.
        return len(words) - behind <= MAX_SOURCE and not {"that", "of", "about"} & set(words[behind:])
    if words[start - 1] == "," and sentence.is_at(behind, "#preposition") and "that" not in words[behind:]:
        return True  # "…, the mayor said in the hall"
    if words[behind] in PRONOUNS:  # "they think it can work": what they think comes now
        return False
    return is_stop(sentence, behind) and words[behind] != "that"


def _is_closing(sentence: Sentence, place: int) -> bool:
    """Whether a comma and a short subject stand before the last word of what is said: "…, Hartwell claims.", ", the
    bosses claim."; in ", insurance claims." nobody is named."""
    start, _ = find_before(sentence, place)
    subject = sentence.words[start:place]
    if not 0 < len(subject) <= _MAX_CLOSING or sentence.words[start - 1 : start] != (",",):
        return False
    if any(sentence.is_at(at, "#source", "#preposition", "#day") for at in range(start, place)):
        return False
    is_opened = len(subject) > 1 and sentence.is_at(start, "#article")
    is_named = all(
        sentence.cut(at, at)[0].isupper() or sentence.is_at(at, "#part")
        for at in range(start + is_opened, place)
    )
    is_plural = subject[-1].endswith("s")
    agrees = is_plural != sentence.words[place].endswith("s")
    return is_named or (agrees and (is_opened or is_plural))


def _is_verb(sentence: Sentence, place: int) -> bool:
    """Whether a word like "claims" is used as a verb: something before it can act, something behind it follows."""
    if place == 0 or sentence.cut(place, place)[0].isupper():
        return False
    if place + 1 >= len(sentence.words) or sentence.words[place + 1] in EDGES:
        return _is_closing(sentence, place)
    behind, before = sentence.words[place + 1], sentence.words[place - 1]
    if behind[0].isdigit() or sentence.is_at(place + 1, "#article") or before in _RELATIVES:
        return True
    is_name = sentence.cut(place - 1, place - 1)[0].isupper()
    return is_name or (before.endswith("s") and before != "'s")

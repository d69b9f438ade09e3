"""Vetoes: whether a word that keeps a number from being a claim is said of it.

A veto word holds in its own clause. A clause may hang on it ("the disaster of 1974, when 3,200 died"), stand right
behind it ("in 1974, 3,200 died"), or go on where an aside broke it off ("a ferry that sank, in another accident, cost 22
lives"). Refuses the words of a clause beside ("and", "but", ";"). Next: `find`.
"""

import re
from collections.abc import Sequence

from monitor import model
from monitor.core.claims.heads import Counted
from monitor.core.claims.lexicon import Hit
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.quantity import list_candidates
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tables import YEAR

#: Most words between a veto word and the clause that hangs on it: "the 1974 disaster, which".
MAX_HANG = 4
#: The same where the veto word opens the sentence, and so tells when all of it was: "A decade ago a similar row ended when".
MAX_FRAME = 8
#: Say that a time is over; a frame begins this near to the sentence's beginning.
_OVER = frozenset({"last", "previous", "earlier", "back", "ago"})
MAX_OPENING = 3
#: What a year only names, and most words from the year to it.
_RULES = frozenset(
    {"code", "codes", "act", "law", "laws", "bylaw", "regulation", "regulations", "rules", "standard"}
    | {"standards", "reform", "reforms", "census", "constitution", "treaty", "ordinance", "statute", "decree"}
)
MAX_RULE = 3
#: Most words from "including" to the number of a part: "including at least 40".
MAX_PART = 4
_YEAR = re.compile(r"(?:1[89]|20)\d\d\Z")
#: Begin a clause about something else: what stands behind one vetoes no number before it.
RELATIVES = frozenset({"which", "whose"})
#: Letters by which two forms of one noun are known: "سيارة", "سيارات".
_STEM = 4
_STOPS = frozenset(";:(")
_SAYINGS = frozenset(f"#verb_{verb}" for verb in model.VerbClass)
#: Compare what stands before them with what follows.
_COMPARING = frozenset({"short", "below", "than", "اقل", "פחות"})
#: Lead from whose people are spoken of to all there are.
_ALL_OF = (("the",), ("one", "of", "the"), ("some", "of", "the"), ("many", "of", "the"), ("all", "the"))
#: Lead from a year to what was in it: "in 1974, 3,200 died", "in 1974 after a six-day curfew".
_AFTER_YEAR = frozenset({",", "after"})


def is_inside(hit: Hit, longer: Sequence[Hit]) -> bool:
    """Whether a veto word is part of a word that makes the claim: the "list of the missing" is no part of them."""
    return any(
        one.first < hit.first and hit.last <= one.last and not one.has_gap and not hit.needs for one in longer
    )


def is_lifted(sentence: Sentence, one: Counted, lexicon: str | None) -> bool:
    """Whether a word of a lexicon in a number's own noun phrase lifts a veto: "the bodies of four | hostages", "four bodies of
    | hostages"."""
    if lexicon in one.owners:
        return True
    last = sentence.after(sentence.after(one.noun_last + 1, "#part"), "#determiner")
    return any(one.quantity.first <= hit.first <= last for hit in sentence.hits.get(lexicon or "", ()))


def is_in_reach(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a veto word stands in a number's own stretch, no relative clause between."""
    first, last = min(hit.last, one.noun_last), max(hit.first, one.quantity.first)
    if hit.first in one.aside:
        return False
    is_near = one.left <= hit.first <= one.right or hit.first in one.shared
    return is_near and RELATIVES.isdisjoint(sentence.words[first:last])


def is_of_clause(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether no other clause begins between a number and a veto word: "the toll is 57, but it could reach 100", "12
    are trapped, and rescuers …"."""
    first, last = min(hit.last, one.noun_last), max(hit.first, one.quantity.first)
    if sentence.between(first, last, "#breaker"):
        return False
    if _is_compared(sentence, one, hit):
        return False
    return not any(_is_joined(sentence, place) for place in range(one.noun_last + 1, hit.first))


def _is_compared(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a veto word behind a comma is only what a number is compared with: "90 came, far short of what is | needed"."""
    words = sentence.words[one.noun_last + 1 : hit.first]
    return "," in words and not _COMPARING.isdisjoint(words[words.index(",") :])


def is_beside(sentence: Sentence, one: Counted, hit: Hit, definition: model.ClaimDefinition) -> bool:
    """Whether a veto word says nothing of those counted: it is part of their name, names others that are called so too,
    or tells when a tally moved."""
    if is_noun(sentence, hit, definition.noun) or _is_of_all(sentence, one, hit):
        return True
    if hit.name == YEAR and not _RULES.isdisjoint(sentence.words[hit.last + 1 : hit.last + 1 + MAX_RULE]):
        return True  # "put down to the 2009 building code"
    if _names_others(sentence, one, hit, definition.noun):
        return True
    return _tells_when(sentence, one, hit, definition)


def _is_of_all(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a veto word only says whose people are spoken of, and those are all there are: "relatives of | the 50 hostages",
    "the father of | one of the 50 hostages"."""
    words, start = sentence.words, one.quantity.hedge_first
    between = words[hit.last + 1 : start]
    if sentence.language.code == "he":  # "קרובי המשפחה של 50 החטופים"
        is_definite = words[one.noun_last].startswith("ה") and one.noun_last > one.quantity.last
        return is_definite and between[-1:] == ("של",) and len(between) <= 2
    return words[hit.last] == "of" and between in _ALL_OF


def _names_others(sentence: Sentence, one: Counted, hit: Hit, noun: str | None) -> bool:
    """Whether a veto word behind a number's own noun holds that noun again, with a word that makes it another: "85 trucks,
    fuel trucks apart"."""
    own = {word[:_STEM] for word in sentence.words[one.quantity.last + 1 : one.noun_last + 1]}
    return hit.first > one.noun_last and any(
        sentence.words[other.first][:_STEM] in own
        for other in sentence.hits.get(noun or "", ())
        if hit.first <= other.first and other.last <= hit.last
    )


def _tells_when(sentence: Sentence, one: Counted, hit: Hit, definition: model.ClaimDefinition) -> bool:
    """Whether a day only tells when a tally moved or was given, and another word of the clause says what it is of: "the dead
    since the war began passed | on Sunday | 60,000", "the toll rose to 60,000, the ministry said | on Sunday"."""
    verbs = {f"#passing_{kind}" for kind in sentence.language.passing} | {"#change"}
    if hit.last < one.quantity.first:
        is_moved = any(verb.name in verbs for verb in sentence.ending.get(hit.first - 1, ()))
        is_told = is_moved and sentence.is_at(hit.first, "#day") and _names_tally(sentence, one, definition)
        return is_told or _is_told_then(sentence, one, hit, definition)
    is_moved = sentence.between(one.left - 1, one.quantity.first, "#change")
    return _is_said_then(sentence, one, hit) and (is_moved or _names_tally(sentence, one, definition))


def _is_told_then(sentence: Sentence, one: Counted, hit: Hit, definition: model.ClaimDefinition) -> bool:
    """Whether a day stands between who says it and the words for a tally: "أعلنت الوزارة | السبت | ارتفاع حصيلة قتلى الحرب"."""
    at, behind = hit.first, sentence.after(hit.first, "#day")
    while behind > at:
        at, behind = behind, sentence.after(behind, "#day")
    if at == hit.first or not sentence.is_at(sentence.after(at, "#article"), "#change", "#tally"):
        return False
    ends = {noun.last for noun in sentence.hits.get(definition.noun or "", ())}
    is_whole = any(
        at < word.last < one.quantity.first and word.last not in ends
        for name in definition.require[1:]
        for word in sentence.hits.get(name, ())
    )
    return is_whole and any(
        verb.last < hit.first for name in _SAYINGS for verb in sentence.hits.get(name, ())
    )


def _names_tally(sentence: Sentence, one: Counted, definition: model.ClaimDefinition) -> bool:
    """Whether a further required word of a number's clause, none of its noun, says what is tallied."""
    nouns = sentence.hits.get(definition.noun or "", ())
    return any(
        one.left <= word.first <= one.right
        and not any(word.first <= noun.last and noun.first <= word.last for noun in nouns)
        for name in definition.require[1:]
        for word in sentence.hits.get(name, ())
    )


def _is_said_then(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a day stands right behind a verb of saying, which a comma parts from the number: ", the ministry said | on
    Sunday"."""
    is_said = any(verb.name in _SAYINGS for verb in sentence.ending.get(hit.first - 1, ()))
    return is_said and "," in sentence.words[one.noun_last + 1 : hit.first]


def find_year_hung_on(sentence: Sentence, one: Counted) -> Hit | None:
    """Find the year that only tells since when, and that a number's clause hangs on: "the worst since 1987, when | 1,100 died"."""
    for link in sentence.hits.get("#relative", ()):
        at = link.first - 2 if sentence.words[link.first - 1] == "," else link.first - 1
        is_year = at > 0 and _YEAR.match(sentence.words[at]) is not None
        if is_year and one.left - 1 <= link.last < one.quantity.first:
            return Hit(YEAR, at, at)
    return None


def is_of_part(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a number of some of those counted comes before a veto word, which is said of them alone: "killed 52, | including 40 |
    in a mosque", "including 40 in the town, where a mosque …"; not "including 40 women, in a mosque"."""
    numbers = list_candidates(sentence)
    for part in sentence.hits.get("#veto_before_including", ()):
        if not one.noun_last < part.first < hit.first:
            continue
        is_counted = any(part.last < at <= part.last + MAX_PART for at in numbers)
        commas = [at for at in range(part.last, hit.first) if sentence.words[at] == ","]
        if is_counted and all(sentence.is_at(at + 1, "#relative") for at in commas):
            return True
    return False


def is_noun(sentence: Sentence, hit: Hit, noun: str | None) -> bool:
    """Whether a veto word is only what those counted are called: "20 of the abducted"."""
    return any(
        one.first == hit.first - 1 and one.last == hit.last and sentence.words[one.first] == "the"
        for one in sentence.hits.get(noun or "", ())
    )


def is_hung_on(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a number's clause hangs on a veto word before it: "the disaster of 1974, when 3,200 died"."""
    if hit.last >= one.quantity.first:
        return False
    comma = one.left - 1
    if _is_frame(sentence, one, hit):
        return True
    if hit.name == YEAR and comma == hit.last + 1 and sentence.words[comma] in _AFTER_YEAR:
        return True
    for link in sentence.hits.get("#relative", ()):
        reach = MAX_HANG if hit.first > 1 else MAX_FRAME
        is_near = 0 < link.first - hit.last <= reach and one.left - 1 <= link.last < one.quantity.first
        if is_near and not _has_stop(sentence, hit.last + 1, link.first):
            return True
    return False


def _is_frame(sentence: Sentence, one: Counted, hit: Hit) -> bool:
    """Whether a time that is over opens a sentence, and so tells when all of its clause was: "In the strike of 2011, | 4,000 walked
    out for nine days"."""
    words = sentence.words[hit.first : hit.last + 1]
    is_over = hit.name == YEAR or any(map(str.isdigit, words)) or not _OVER.isdisjoint(words)
    is_opening = hit.first <= MAX_OPENING and sentence.words[hit.last + 1] == ","
    is_opening = is_opening or (
        hit.first == 0 and sentence.is_at(0, "#preposition") and any(map(str.isdigit, words))
    )
    if not (is_over and is_opening) or any(at < hit.first for at in list_candidates(sentence)):
        return False  # behind a number, it is that one's: "40 dead in 24 hours, | the toll now …"
    return not _has_stop(sentence, hit.last + 1, one.quantity.first) and not sentence.between(
        hit.last, one.quantity.first, "#breaker"
    )


def is_of_subject(sentence: Sentence, one: Counted, hit: Hit, *, verbs: Sequence[Hit]) -> bool:
    """Whether a number's words begin with their verb, behind a comma, and a veto word stands in the clause before it,
    which has its subject."""
    words, comma = sentence.words, one.left - 1
    start = one.left
    while sentence.is_at(start, "#past", "#future", "#adverb"):
        start += 1
    is_cut_off = comma >= 0 and words[comma] == "," and any(verb.first == start for verb in verbs)
    if not is_cut_off or hit.last >= comma or sentence.is_at(start, "#tally"):  # "toll" is a subject itself
        return False
    starters = parse_numerals(sentence.language.code).starters
    between = range(hit.last + 1, words.index(",", hit.last + 1))  # numbers of an aside bring no subject
    if any(words[place][0].isdigit() or words[place] in starters for place in between):
        return False
    return not _has_stop(sentence, hit.last + 1, comma) and not sentence.between(
        hit.last, comma, "#breaker", "#and"
    )


def _has_stop(sentence: Sentence, first: int, last: int) -> bool:
    return not _STOPS.isdisjoint(sentence.words[first:last])


def _is_joined(sentence: Sentence, place: int) -> bool:
    """Whether a comma and "and" begin a clause beside here, "and" glued where it is ("، وفرق الإنقاذ")."""
    words, language = sentence.words, sentence.language
    if words[place] != "," or place + 1 >= len(words):
        return False
    is_glued = bool(language.prefixes) and words[place + 1].startswith(language.joiners)
    return is_glued or sentence.is_at(place + 1, "#and")

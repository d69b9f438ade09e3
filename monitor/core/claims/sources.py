"""Sources: which words of a sentence name who speaks, before a verb of saying, behind it, or before an aside.

Walks from a verb to the edges of a name: "Brig. Gen. Yael Doron", "Ana Petrov, the envoy,". Refuses to judge whether a verb
says anything. Next: `attribution`, which knows the verbs.
"""

from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.sentence import Sentence

#: Longest source kept, in tokens; a longer one is a clause, and its first words name it.
MAX_SOURCE = 9
#: "Brig.", "Prof.": so many letters before a full stop at most.
_LONGEST_TITLE = 5
EDGES = frozenset(',;:"()!?') | {"--", "."}
_ARTICLES = frozenset({"the", "a", "an"})
_ASIDES = frozenset({"in", "on", "who", "at", "for", "of", "from", "with"})
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we", "who", "which", "that", "you"})
#: What stands before one of these is what was said, not who said it: "said a deal | had been reached".
AUXILIARIES = frozenset(
    {"has", "have", "had", "is", "are", "was", "were", "will", "would", "could", "may", "might"}
)


def find_before(sentence: Sentence, verb: int) -> tuple[int, int]:
    """Return the words before a verb that name its subject, "on Friday" and the like left out."""
    start, end = _find_start(sentence, verb), verb
    words = sentence.words
    if PRONOUNS.isdisjoint(words[start:end]):
        # "Hamas has publicly responded by stressing": the source ends where its predicate begins.
        end = next((at for at in range(start + 1, end) if words[at] in AUXILIARIES), end)
    while end > start and (is_stop(sentence, end - 1) or words[end - 1] in _REFLEXIVES):
        end -= 1
    return start, end


def find_before_aside(sentence: Sentence, verb: int) -> tuple[int, int]:
    """Step back over "…, the envoy," to the name before it."""
    start, end = verb, verb
    for _ in range(3):
        if start < 2 or sentence.words[start - 1] != ",":
            break
        start, end = find_before(sentence, start - 1)
        if start < end and not is_aside(sentence, start, end):
            return start, end
    return start, end


def is_aside(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a stretch only goes with a name before it: "…, the envoy, …", "…, 44, …", "…, spokeswoman for families, …",
    "…, speaking in Doha, …"."""
    word = sentence.words[start]
    if word in _ARTICLES or word in _ASIDES or word[0].isdigit() or word.endswith("ing"):
        return True
    is_named = any(sentence.cut(at, at)[0].isupper() for at in range(start, end))
    has_name_before = (
        start >= 2 and sentence.words[start - 1] == "," and sentence.cut(start - 2, start - 2)[0].isupper()
    )
    return sentence.language.is_inflected_by_rule and not is_named and has_name_before


def is_stop(sentence: Sentence, place: int) -> bool:
    return any(
        hit.last >= place
        for at in (place, place - 1)
        for hit in sentence.starting.get(at, ())
        if hit.name == "#stop"
    )


def _is_edge(sentence: Sentence, place: int) -> bool:
    """Whether a mark ends a name here; the full stop of a short title does not ("Brig. Gen. Yael Doron")."""
    words = sentence.words
    if words[place] != "." or not 0 < place < len(words) - 1:
        return words[place] in EDGES
    is_title = len(words[place - 1]) <= _LONGEST_TITLE and sentence.cut(place - 1, place - 1)[0].isupper()
    return not (is_title and sentence.cut(place + 1, place + 1)[0].isupper())


def _find_start(sentence: Sentence, verb: int) -> int:
    """Walk back from a verb to where its subject begins."""
    at = verb
    while at > 0 and verb - at < MAX_SOURCE:
        place = at - 1
        if _is_edge(sentence, place) or sentence.is_at(place, "#breaker", "#and"):
            break
        at = place
    return at


def find_end(sentence: Sentence, place: int) -> int:
    """Walk on from "said" or "according to" to where the source ends."""
    at = place
    numerals = parse_numerals(sentence.language.code)
    while at < len(sentence.words) and at - place < MAX_SOURCE:
        if at > place and (
            sentence.words[at] in numerals.values or sentence.words[at] in numerals.dual_units
        ):
            break
        if _is_edge(sentence, at) or (at > place and sentence.is_at(at, "#breaker", "#stop", "#and")):
            break
        if sentence.words[at][0].isdigit() or sentence.is_at(at, "#stop"):
            break
        at += 1
    return at


def cut_source(sentence: Sentence, first: int, last: int) -> str:
    """Return the words as written, without a leading article; "" when nothing but a pronoun is left."""
    if first >= last or (sentence.words[first] in PRONOUNS and last - first == 1):
        return ""
    return sentence.cut(first, last - 1).strip()

"""Sources: which words of a sentence name who speaks, before a verb of saying, behind it, or before an aside.

Walks from a verb to the edges of a name: "Brig. Gen. Yael Doron", "Ana Petrov, the envoy,". Refuses to judge whether a verb
says anything. Next: `attribution`, which knows the verbs.
"""

from monitor import model
from monitor.core.claims.lexicon import OWN
from monitor.core.claims.numerals import parse_numerals
from monitor.core.claims.sentence import MAX_SPEECH_REACH, Sentence

#: Longest source kept, in tokens; a longer one is a clause, and its first words name it.
MAX_SOURCE = 9
#: "Brig.", "Prof.": so many letters before a full stop at most.
_LONGEST_TITLE = 5
#: Longest name that "and" joins to another, articles left out.
_LONGEST_PARTNER = 5
#: How Arabic "to" is glued to a word, and what is left of the article in it.
_GLUED = (("لل", "ال"), ("ل", ""))
_SAYINGS = tuple(f"#verb_{verb}" for verb in model.VerbClass)
EDGES = frozenset(',;:"()!?') | {"--", "."}
#: The Arabic one, glued.
_ARTICLE = "ال"
#: "Its", glued: "استعدادها".
_OWNERS = ("ها", "هم", "هما")
_ARTICLES = frozenset({"the", "a", "an"})
_ASIDES = frozenset({"in", "on", "who", "at", "for", "of", "from", "with"})
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves"})
PRONOUNS = frozenset({"he", "she", "it", "they", "i", "we", "who", "which", "that", "you"})
#: Who is asked, and says nothing: "begged him".
_OBJECTS = frozenset({"him", "her", "them", "us", "me"})
#: What follows is what is said, and never who says it.
_PUTTING = frozenset({"put", "puts"})
#: What stands before one of these is what was said, not who said it: "said a deal | had been reached".
_DOING = frozenset({"did", "does", "do"})
AUXILIARIES = frozenset(
    {"has", "have", "had", "is", "are", "was", "were", "will", "would", "could", "may", "might"}
)


def find_before(sentence: Sentence, verb: int) -> tuple[int, int]:
    """Return the words before a verb that name its subject, "on Friday" and the like left out."""
    words = sentence.words
    if words[max(0, verb - 3) : verb : 2] == ("(", ")"):  # "the Joint Committee (JC) said"
        verb -= 3
    start, end = min(max(_find_start(sentence, verb), sentence.find_opening()), verb), verb
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
            return _find_partner(sentence, place, at)
        at = place
    return at


def _find_partner(sentence: Sentence, link: int, start: int) -> int:
    """Find where a name begins that "and" joins to the one behind it ("the union and | the company", "Halden Air and | its crew"); a
    clause is none, and the name behind stands alone then."""
    words, language = sentence.words, sentence.language
    if words[link] != "and" or not language.is_inflected_by_rule:
        return start
    first = next((at + 1 for at in range(link - 1, -1, -1) if _is_edge(sentence, at)), 0)
    first = max(
        [first, *(hit.last + 1 for hit in sentence.hits.get("#day", ()) if first <= hit.first < link)]
    )
    name = range(sentence.after(first, "#article"), link)
    if not 0 < len(name) <= _LONGEST_PARTNER:
        return start
    is_noun = name[0] > first and len(name) == 1
    is_name = all(sentence.cut(at, at)[0].isupper() for at in name)
    return first if is_noun or is_name else start


def opens_clause(sentence: Sentence, place: int) -> bool:
    """Whether what is said begins here, the word for "that" glued to it ("שהעסקה", "שיצביע") or not."""
    word, language = sentence.words[place], sentence.language
    is_glued = any(
        word.startswith(prefix) and len(word) >= least for prefix, least in language.speech_prefixes.items()
    )
    return is_glued or word == ":" or sentence.is_at(place, "#speech")


def is_deed(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a verb that says and does does something here: it is watched, and leads to a number ("מסר ארבע גופות")."""
    behind = sentence.after(last + 1, "#article")
    if sentence.language.is_inflected_by_rule or behind >= len(sentence.words):
        return False
    word, numerals = sentence.words[behind], parse_numerals(sentence.language.code)
    is_watched = any(not hit.name.startswith(OWN) for hit in sentence.starting.get(first, ()))
    return is_watched and (word[0].isdigit() or word in numerals.values)


def denies_thing(sentence: Sentence, start: int, verb: int) -> bool:
    """Whether a verb of denying has its subject before it, and so what stands behind is denied: "الحركة تنفي تسليم"."""
    has_subject = start < verb and not sentence.is_at(start, "#preposition", "#stop", "#day")
    return has_subject and sentence.is_at(verb, "#verb_deny")


def is_thing_said(sentence: Sentence, place: int) -> bool:
    """Whether a noun behind an Arabic verb of saying is what is said, and not who says it: "يؤكد رفض", "أعلنت استعدادها", "تعلن
    تقديم 15"."""
    words = sentence.words
    if sentence.language.code != "ar" or place >= len(words):
        return False
    is_watched = any(not hit.name.startswith(OWN) for hit in sentence.starting.get(place, ()))
    if is_watched:
        return words[place].endswith(_OWNERS) or sentence.is_at(place, "#refusal")
    is_counted = words[place + 1 : place + 2] and words[place + 1][0].isdigit()
    return bool(is_counted) and not words[place].startswith(_ARTICLE)


def is_joined_verb(sentence: Sentence, verb: int) -> bool:
    """Whether "and" is glued to a verb behind another saying, so that what stands before it was said: "… והוסיף כי"."""
    word, language = sentence.words[verb], sentence.language
    is_glued = bool(language.prefixes) and word.startswith(language.joiners)
    return is_glued and any(hit.last < verb - 1 for name in _SAYINGS for hit in sentence.hits.get(name, ()))


def is_adverbial(sentence: Sentence, start: int, end: int, behind: int) -> bool:
    """Whether words before a verb tell where, or by how many votes, and not who: a number stands among them, or a glued
    preposition begins them and the subject stands between the verb and what is said."""
    words, prefixes = sentence.words, sentence.language.adverbial_prefixes
    if not prefixes or start >= end:
        return False
    numerals = parse_numerals(sentence.language.code)
    if any(word[0].isdigit() or word in numerals.values for word in words[start:end]):
        return True
    is_led = words[start].startswith(prefixes) and not words[start].startswith(
        sentence.language.people_openers
    )
    is_said = find_end(sentence, behind)
    is_subject = is_said > behind and not words[behind].startswith(prefixes)
    return is_led and is_subject and is_said < len(words) and opens_clause(sentence, is_said)


def is_told(sentence: Sentence, verb: int, place: int) -> bool:
    """Whether what stands behind a verb tells where it was said, or is what was said: "said | on state radio", "puts | the
    number of dead at 12"."""
    if not sentence.language.is_inflected_by_rule:
        return False
    start = sentence.after(place, "#article")
    is_tally = sentence.is_at(start, "#tally") or sentence.is_at(start + 1, "#tally")
    return is_tally or sentence.words[verb] in _PUTTING or sentence.is_at(place, "#preposition")


def find_end(sentence: Sentence, place: int) -> int:
    """Walk on from "said" or "according to" to where the source ends, a rank's aside stepped over ("(res.)")."""
    at, words = place, sentence.words
    while at < len(words) and at - place < MAX_SOURCE:
        behind = _skip_aside(sentence, at) if at > place else at
        if behind == at and _ends_source(sentence, at, is_first=at == place):
            break
        at = max(behind, at + 1)
    return at


def _ends_source(sentence: Sentence, at: int, *, is_first: bool) -> bool:
    """Whether no name goes on here: a mark, a stop, a number, what is said; behind its first word also another clause or
    a verb."""
    words, numerals = sentence.words, parse_numerals(sentence.language.code)
    if _is_edge(sentence, at) or words[at][0].isdigit():
        return True
    if sentence.is_at(at, "#stop") or opens_clause(sentence, at):
        return True
    is_number = words[at] in numerals.values or words[at] in numerals.dual_units
    is_other = is_number or sentence.is_at(at, "#breaker", "#and") or _is_told(sentence, at)
    return is_other and not is_first


def _is_told(sentence: Sentence, place: int) -> bool:
    """Whether a watched verb stands here, in languages that need no mark before it ("לפי השר ישוחררו")."""
    is_verb = any(hit.needs for hit in sentence.starting.get(place, ()))
    return is_verb and not sentence.language.is_inflected_by_rule


def _skip_aside(sentence: Sentence, place: int) -> int:
    """Return the place behind a word in brackets that stands inside a name, or the place itself."""
    words = sentence.words
    closing = next((at for at in (place + 2, place + 3) if words[at : at + 1] == (")",)), place)
    is_title = words[place] == "(" and closing > place and not words[place + 1][0].isdigit()
    return closing + 1 if is_title and not sentence.language.is_inflected_by_rule else place


def cut_source(sentence: Sentence, first: int, last: int) -> str:
    """Return the words as written, without a leading article; "" when nothing but a pronoun is left, and where what it is
    of is cut off ("said its offer of | 4%")."""
    behind = sentence.words[first + 1 : first + 2]
    is_told = last - first > 1 and not (AUXILIARIES | _DOING).isdisjoint(behind)  # "he did not | confirm"
    is_pronoun = (last - first == 1 or is_told) and sentence.words[first] in PRONOUNS | _OBJECTS
    if first >= last or is_pronoun or sentence.words[last - 1] == "of":
        return ""
    return sentence.cut(first, last - 1).strip()


def find_glued(sentence: Sentence, place: int) -> str:
    """Find the source that "to" is glued to: "وفقا لإسرائيل" names "إسرائيل", "وفقا للجيش" "الجيش"."""
    source = cut_source(sentence, place, find_end(sentence, place))
    prefix, left = next((pair for pair in _GLUED if source.startswith(pair[0])), ("", ""))
    return left + source.removeprefix(prefix) if prefix else ""


def find_behind_adverbial(sentence: Sentence, place: int) -> str:
    """Find the source that an adverbial parts from its verb: "قالت في بيان مساء الاثنين حركة حماس إن"."""
    words = sentence.words
    reach = range(place, min(place + MAX_SPEECH_REACH, len(words)))
    end = next((at for at in reach if sentence.is_at(at, "#speech") or words[at] == ":"), place)
    at = place
    while at < end and (behind := _skip_adverbial(sentence, at, end)) > at:
        at = behind
    return cut_source(sentence, at, end)


def _skip_adverbial(sentence: Sentence, place: int, end: int) -> int:
    """Return the place behind a day, or behind a preposition and its noun, an adjective without an article included."""
    behind = sentence.after(place, "#day")
    if behind > place:
        return behind
    if not sentence.is_at(place, "#preposition", "#stop"):
        return place
    at = place + 1
    if at < end and sentence.words[at].startswith(_ARTICLE):
        return at + 1
    while at < end and not sentence.words[at].startswith(_ARTICLE):
        if at > place + 1 and sentence.is_at(at, "#day", "#preposition", "#stop"):
            break
        at += 1
    return at

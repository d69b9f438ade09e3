"""Deeds: whether a verb tells of something done, and done to its topic ("@accept.done").

"Voted to accept the offer" and "the offer was accepted" do; "will accept", "whether to accept", "urged them to accept" are still
to come, and "accepted an invitation to discuss the offer" is done to something else. Refuses to parse: the words between tell.
Next: `polarity`.
"""

from monitor.core.claims.lexicon import Hit
from monitor.core.claims.sentence import Sentence
from monitor.core.claims.tense import find_tense

#: Open what is only supposed, or asked, and how far back one is looked for.
_SUPPOSING = frozenset({"if", "unless", "whether", "until", "should"})
MAX_SUPPOSED = 12
_EDGES = frozenset(",;:()")
#: Before a form in "-ing" they tell what came first: "after turning down the offer".
_FIRST = frozenset({"after", "following", "since", "by", ",", "--", "-"})
#: Lead on inside one noun phrase: "rejected the terms | of the offer".
_INNER = frozenset({"of"})
#: Stand before what is done to the subject: "was accepted", "got rejected".
_PASSIVES = frozenset(
    {"is", "are", "was", "were", "been", "be", "get", "got", "gets", "being", "which", "that"}
)


def is_done(sentence: Sentence, hit: Hit) -> bool:
    """Whether a verb is neither still to come nor only supposed; other languages say it in the form that is listed."""
    if not sentence.language.is_inflected_by_rule:
        return True
    if hit.form == "ing":
        return not hit.first or sentence.words[hit.first - 1] in _FIRST
    return find_tense(sentence, hit) != "future" and not _is_supposed(sentence, hit)


def _is_supposed(sentence: Sentence, hit: Hit) -> bool:
    """Whether "if", "whether" or the like opens the clause."""
    for at in range(hit.first - 1, max(-1, hit.first - 1 - MAX_SUPPOSED), -1):
        if sentence.words[at] in _SUPPOSING:
            return True
        if sentence.words[at] in _EDGES:
            break
    return False


def is_done_to(sentence: Sentence, hit: Hit, topic: Hit) -> bool:
    """Whether nothing else stands where a verb has its object, or its subject in the passive."""
    if not sentence.language.is_inflected_by_rule:
        return True
    if hit.last < topic.first:
        return not any(_turns_aside(sentence, at) for at in range(hit.last + 1, topic.first))
    if topic.last >= hit.first or not sentence.is_at(hit.last + 1, "#article"):
        return True
    start = hit.first
    while (before := sentence.before(start, "#adverb")) < start:
        start = before
    return not _PASSIVES.isdisjoint(sentence.words[max(0, start - 1) : hit.first])


def _turns_aside(sentence: Sentence, place: int) -> bool:
    """Whether a preposition or another clause stands here: "rejected calls | for", "declined | to say"."""
    word = sentence.words[place]
    return word not in _INNER and sentence.is_at(place, "#preposition", "#breaker", "#relative")

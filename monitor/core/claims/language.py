"""What the engine must know of a language, as one table: the shape that `en`, `ar` and `he` fill in.

Only how a language counts, hedges, attributes, denies and speaks of time; never a word of any story (those are
lexicons, in the watchlist). Terms may hold several words; "…" stands for up to six words between two parts.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from monitor import model

Terms = tuple[str, ...]


def parse_terms(text: str) -> Terms:
    """Cut a table written as lines, or with "|" between terms, into its terms."""
    return tuple(term.strip() for line in text.splitlines() for term in line.split("|") if term.strip())


def parse_values(text: str) -> dict[str, int]:
    """Number the lines of a table from 1, each of the "|"-parted terms of a line."""
    lines = [line for line in text.splitlines() if line.strip()]
    return {term: value for value, line in enumerate(lines, start=1) for term in parse_terms(line)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Language:
    """One language's table."""

    code: str
    #: Number word -> value; 100, 1000 and above multiply what stands before them.
    numbers: Mapping[str, int]
    #: Words that multiply by twelve, words that mean none at all, and words joining parts of one number.
    dozens: Terms = ()
    zeros: Terms = ()
    number_phrases: Mapping[str, int] = field(default_factory=dict)
    #: Words that are a number only before a ten, and the number word that each is then.
    teen_spellings: Mapping[str, str] = field(default_factory=dict)
    #: Two of a scale where what is counted follows at once.
    dual_scales: Mapping[str, int] = field(default_factory=dict)
    #: Parts of one joined to a number ("six and a half"), and what may stand before them.
    fractions: Mapping[str, str] = field(default_factory=dict)
    fraction_openers: Terms = ()
    #: Stand before "a week" that is how long something lasts: "for a week".
    stretch_openers: Terms = ()
    #: Stand before how long something went on, whatever follows: "for six weeks before".
    lasting_openers: Terms = ()
    #: Tell how long what the sentence before named went on: "It ran for twelve days".
    lasting_verbs: Terms = ()
    #: Numbers that say nothing by themselves ("hundreds of").
    plural_scales: Terms = ()
    #: Stand before a unit that has no number: "a month", "for a month".
    one_openers: Terms = ()
    joiners: Terms = ()
    articles: Terms = ()
    #: Words between the ends of a range, and before its first end.
    range_links: Terms = ()
    range_openers: Terms = ()
    range_pair_links: Terms = ()
    hedges_before: Mapping[model.Hedge, Terms]
    hedges_after: Mapping[model.Hedge, Terms]
    #: "believed", "reportedly": doubts the claim as a whole.
    reported: Terms
    verbs: Mapping[model.VerbClass, Terms]
    #: Verbs that only bring words in quotation marks: "raged", "pledged"; elsewhere they promise or judge.
    quote_verbs: Terms = ()
    #: Days and hours that may stand between a verb and its speaker: "אמר הלילה".
    day_words: Terms = ()
    #: "believes": attributes and doubts in one.
    belief_verbs: Terms = ()
    #: "according to X"; and ("by", "'s count") around X.
    source_openers: Terms = ()
    #: The same, where "to" is glued to the source behind them.
    glued_source_openers: Terms = ()
    source_nouns: Terms = ()
    #: What "X's … that" attributes to X: "belief", "warning".
    opinion_nouns: Terms = ()
    #: Begin what is said, behind a verb of saying that means other things too: "מסר כי" is no handing over.
    speech_openers: Terms = ()
    #: How a word begins that "that" is glued to -> its fewest letters, for names begin so too.
    speech_prefixes: Mapping[str, int] = field(default_factory=dict)
    #: Prefixes that make a noun tell where, and people who begin like them.
    adverbial_prefixes: Terms = ()
    people_openers: Terms = ()
    #: Stand before a source and belong to it no more: "that", "on Friday".
    source_stops: Terms = ()
    negations: Terms
    #: Verbs that deny what is to be done ("refused to free 20") and no thing ("refused 5%").
    refusals: Terms = ()
    #: Hold a negation but deny nothing: "not only".
    pseudo_negations: Terms = ()
    #: Verbs of passing, or coming near, a number that their subject may part from it: «تجاوزت حصيلة الحرب 60 ألفا»; and
    #: what that subject begins with.
    passing: Mapping[model.Hedge, Terms] = field(default_factory=dict)
    tallies: Terms = ()
    #: A number that is passed: "the 60,000 mark", "סף 60,000".
    marks: Terms = ()
    #: Whose words hedge and label nothing: "talks over 20 hostages", "last week 90 prisoners".
    plain: Terms = ()
    #: Begin a clause of its own where "and" is glued to the article: "والعائلات".
    new_subjects: Terms = ()
    #: Whose words mean something else alone: "cease fire" frees nobody, "cost of living" is no life.
    phrases: Terms = ()
    #: Verbs that end in what would hedge a number behind them: "handed over 20".
    particle_verbs: Terms = ()
    #: Auxiliaries that place a verb in time.
    future: Terms
    past: Terms
    #: Make what follows happen: "wants 20 hostages returned", "to have all of them freed".
    causers: Terms = ()
    #: "Some of them" in one word.
    some_of_them: Terms = ()
    #: Open a question that asks whether something is so, or why it would be.
    question_openers: Terms = ()
    #: Stand before a number that is all there are: "all 20 hostages".
    totals: Terms = ()
    #: Stand before somebody who only takes part: "talks with Israel".
    companions: Terms = ()
    #: Attributes that are verbs of holding something as well: "כולל את" is no "comprehensive".
    containing: Terms = ()
    #: Stand before whoever has somebody or something, and says nothing: "בידי חמאס".
    holders: Terms = ()
    #: May stand between an auxiliary and its verb.
    adverbs: Terms = ()
    #: Start another clause.
    breakers: Terms
    #: Begin a clause that says more of what stands before it: "the disaster of 1974, when …".
    relatives: Terms = ()
    #: Point back, behind a mark, at all that was said: "these", "such".
    pointers: Terms = ()
    #: Join equals: "10 live and 18 dead".
    coordinators: Terms
    #: May stand between a number and its noun.
    determiners: Terms = ()
    #: Between a part and its whole: "20 of the 48", "20 of them".
    partitives: Terms = ()
    #: Deal a number out: "each captive was worth 30 prisoners".
    distributives: Terms = ()
    #: Stand before a whole of which only a part is spoken of: "half of the 800".
    shares: Terms = ()
    #: May stand between a number and its unit: "five further days".
    unit_adjectives: Terms = ()
    #: Between the two sides of an exchange: "20 hostages for 300 prisoners".
    exchangers: Terms = ()
    pronouns: Terms = ()
    #: A number that one of these follows has no noun of its own ("20 are alive", "20 more").
    verbs_of_being: Terms = ()
    prepositions: Terms = ()
    #: Unit -> (unit name, factor); duals ("two months" in one word) stand in `dual_units`.
    units: Mapping[str, tuple[str, str]]
    dual_units: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    #: Unit name -> what stands before a number of that unit: "$", "magnitude".
    units_before: Mapping[str, Terms] = field(default_factory=dict)
    #: Say that a bare number is read off a scale: "measured", "Richter".
    scale_words: Terms = ()
    #: Tell of a number that moved, and stand before the one it moved from: "rose from 48 to 52".
    changes: Terms = ()
    former_openers: Terms = ()
    #: Stands before the number that it moved to.
    turning: Terms = ()
    #: Glued before the whole that a percentage is of ("70% מהחברים").
    glued_partitives: Terms = ()
    #: What makes a number something else, by name: terms just before it, terms just after it.
    vetoes_before: Mapping[str, Terms] = field(default_factory=dict)
    vetoes_after: Mapping[str, Terms] = field(default_factory=dict)
    #: Month name -> 1 to 12, weekday -> 1 (Monday) to 7.
    months: Mapping[str, int] = field(default_factory=dict)
    #: Words that are a month only beside a day: "may".
    ambiguous_months: Terms = ()
    weekdays: Mapping[str, int] = field(default_factory=dict)
    #: Stand before a date that is the last, the first, or not exact: "by", "from", "around".
    date_bounds: Mapping[model.Hedge, Terms] = field(default_factory=dict)
    #: Stand before the year that something was in: "in 1999", "the 1999".
    year_openers: Terms = ()
    #: Days and months in digits, day first, are dates only in a language that writes them so ("7.10").
    has_dotted_dates: bool = False
    #: Letters that may be glued before a word, longest first, and letters that begin a future verb.
    prefixes: Terms = ()
    future_prefixes: Terms = ()
    #: Glued behind a verb: whom or what it is done to ("سلمتهما").
    object_suffixes: Terms = ()
    #: Endings that make a noun mean two of it: singular ending -> dual endings.
    dual_endings: Mapping[str, Terms] = field(default_factory=dict)
    #: The same before the noun that the two are of: "جثتي رهينتين".
    dual_constructs: Mapping[str, Terms] = field(default_factory=dict)
    #: Base form -> (third person, past forms …, -ing), for verbs and nouns that follow no rule.
    irregular: Mapping[str, Terms] = field(default_factory=dict)
    is_inflected_by_rule: bool = False
    #: How nouns for people end in the plural, and things that end so too.
    people_endings: Terms = ()
    not_people: Terms = ()
    #: Words for one that mean "one of" by themselves, and endings of what is said of several.
    members: Terms = ()
    plural_endings: Terms = ()

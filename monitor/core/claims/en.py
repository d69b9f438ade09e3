"""English, as the claims engine needs it. Data only; the shape is `language.Language`."""

from monitor import model
from monitor.core.claims import en_forms, en_numbers
from monitor.core.claims.language import Language, parse_terms

TABLE = Language(
    code="en",
    is_inflected_by_rule=True,
    people_endings=parse_terms(
        "ers | ors | eers | ists | ians | ants | ees | eurs | men | women | hands | cooks | guards | clerks | chefs | pilots | crews | guides | masons | smiths | wrights | herds | wards | folk"
    ),
    not_people=parse_terms(
        "plants | restaurants | carriers | centers | papers | newspapers | sectors | theaters | chapters | chambers | quarters | tankers | trailers | containers"
        "| computers | numbers | members | passengers | customers | travellers | travelers | commuters | users | readers | voters | orders | offers | committees"
        "| trees | fees | boilers | towers | factors | counters"
    ),
    numbers=en_numbers.NUMBERS,
    dozens=("dozen",),
    zeros=(
        "no",
        "none",
        "zero",
        "not a single",
        "not one",
        "no one",
        "no - one",
        "nobody",
        "not a soul",
        "not a single person",
    ),
    number_phrases=en_numbers.NUMBER_PHRASES,
    one_openers=("a", "an", "full", "whole", "entire"),
    stretch_openers=parse_terms(
        "for | lasting | lasted | lasts | last | of | after | since | another | than | about | nearly | almost | over | least | a"
    ),
    lasting_openers=parse_terms(
        "for | lasting | lasted | last | lasts | of | run | runs | running | ran | continue | continues | hold | holds"
    ),
    lasting_verbs=parse_terms(
        "last | lasts | lasted | run | runs | ran | go | goes | went | gone | continue | continued"
    ),
    fractions={"half": "0.5", "quarter": "0.25", "1⁄2": "0.5", "1⁄4": "0.25", "3⁄4": "0.75"},
    fraction_openers=("a", "one"),
    unit_adjectives=parse_terms(
        "further | more | additional | extra | consecutive | straight | full | whole | working | successive | separate | solid"
    ),
    shares=parse_terms(
        "half | half of | a third of | one third of | two thirds of | two - thirds of | a quarter of | three quarters of | three - quarters of"
        "| most of | many of | the majority of | a majority of | few of | a few of | several of | nearly all of | almost all of"
    ),
    distributives=("each",),
    joiners=("and",),
    articles=(
        "the",
        "a",
        "an",
        "those",
        "these",
        "its",
        "their",
        "his",
        "her",
        "our",
        "all",
        "all of",
        "some of",
        "another",
        "just",
        "only",
        "exactly",
    ),
    range_links=("to", "or"),
    range_openers=("between", "from"),
    range_pair_links=("and", "to", "-"),
    hedges_before={
        model.Hedge.AT_LEAST: parse_terms(
            "at least | more than | over | no fewer than | no less than | not less than | not fewer than | upwards of"
            "| upward of | a minimum of | minimum of | just over | well over | just above | above | tops | topped | has passed | have passed | passed"
            "| has topped | topping | passing | surpassing | crossed | crosses | crossing | has crossed | eclipsed | eclipses | overtook | overtaken | has overtaken | have overtaken | surpass | exceed | exceeds | exceeded | exceeding | in excess of | north of | surpassed | surpasses | has surpassed | greater than | or more than"
            "| higher than | far more than | many more than | well above | beyond | has exceeded | at the very least | not under | past"
        ),
        model.Hedge.AT_MOST: parse_terms(
            "at most | up to | as many as | fewer than | less than | no more than | under | just under | not more than"
            "| a maximum of | maximum of | as much as | below | just below | at the most | well under | just short of | short of | shy of | just shy of"
        ),
        model.Hedge.ABOUT: parse_terms(
            "about | around | some | roughly | approximately | approx | approx. | nearly | almost | close to | an estimated | estimated"
            "| nears | nearing | neared | circa | in the region of | in the neighborhood of | somewhere around | approaching | as estimated"
            "| something like | in the order of | on the order of | perhaps | near | ca | c. | virtually"
        ),
    },
    hedges_after={
        model.Hedge.AT_LEAST: parse_terms(
            "or more | or so or more | at least | at a minimum | at the very least | plus | and counting | if not more"
        ),
        model.Hedge.AT_MOST: parse_terms("or fewer | or less | at most | at the most | tops | if not fewer"),
        model.Hedge.ABOUT: parse_terms(
            "or so | give or take | more or less | or thereabouts | approximately"
        ),
    },
    reported=parse_terms(
        "believed | thought | presumed | reportedly | feared | said to be | said to have | is said to | are said to | was said to | were said to | may | might | could be | could have | could number"
        "| appears | appear | appeared | seems | seem | signalled | signaled | hinted | hints | probably | likely | apparently | supposedly | allegedly"
        "| assumed | understood to | purportedly | possibly | perhaps | suspected | reported to be | reported to have | are estimated to be"
        "| ostensibly | considered | considered to be | deemed | rumored | rumoured | expected to be still | unconfirmed | presumably | assessed | signals | suggests it | suggested it"
    ),
    verbs={
        model.VerbClass.NEUTRAL: parse_terms(
            "said | says | saying | say | told | tells | tell | stated | states | announced | announces | added | adds | reported | reports | confirmed"
            "| confirms | confirm | wrote | writes | noted | notes | explained | explains | insisted | insists | declared | declares | report"
            "| stressed | stresses | acknowledged | disclosed | revealed | reveals | posted | tweeted | estimates | estimated | counted | counts | quoted"
            "| recall | remind | reminds | reminded | stress | insist | warn | reiterates | commented | remarked | indicated | indicates | warned | warns | argued | testified | recalled | replied | responded | published | puts | put … at | puts … at | recalls | concedes | conceded | maintains | maintained | informed | asserts | asserted | stressing | saying"
        ),
        model.VerbClass.DOUBT: parse_terms(
            "claimed | claims | claim | claiming | alleged | alleges | allege | alleging | purported | purports | purport | asserted without proof"
        ),
        model.VerbClass.DENY: parse_terms(
            "denied | denies | deny | denying | rejected the report | rejected reports | rejects reports | rejected claims | dismissed reports"
            "| dismissed the report | disputed | disputes that | disputes the | dispute the | disputes reports | refuted | refutes | rejected the claim"
        ),
    },
    quote_verbs=parse_terms(
        "raged | rages | seethed | seethes | roared | growled | scoffed | ripped into | sneered | grumbled | joked | laughed | sobbed | insisted | fumed | fumes | thundered | blasted | blasts | shot back | snapped | quipped | pleaded | vowed | vows | promised"
        "| pledged | boasted | joked | cautioned | complained | lamented | predicted | countered | contended | emphasised | emphasized | reiterated"
        "| repeated | underlined | clarified | went on | shouted | whispered | retorted | admitted | asked | asks | begged | cried | charged"
        "| observed | mused | urged | called it | described it as | summed up | put it | hit back | hits back | stormed | sighed | continued | concluded"
    ),
    day_words=parse_terms(
        "overnight | tonight | tomorrow | at night | at dawn | at dusk | at noon | at midday | at midnight | over the weekend | at the weekend"
        "| on the weekend | on the record | off the record | on background | on condition of anonymity"
    ),
    belief_verbs=parse_terms(
        "believes | believe | believed that | thinks | think | assesses | assess | assessed | suspects | fears | fear | presumes | reckons | assumes"
    ),
    source_openers=parse_terms(
        "according to | in the words of | citing | quoting | per | as told by | as reported by | in a statement by | cited by | attributed to"
    ),
    source_nouns=parse_terms(
        "count | estimate | estimates | tally | reckoning | figures | data | assessment | numbers | account"
    ),
    opinion_nouns=parse_terms(
        "belief | view | conviction | insistence | assertion | statement | claim | warning | promise | pledge | vow"
        " | position | demand | assessment | contention | announcement | remark | comment | confirmation"
    ),
    source_stops=parse_terms(
        "that | already | long | consistently | on monday | on tuesday | on wednesday | on thursday | on friday | on saturday | on sunday | earlier | also | later | then | still"
        "| has | have | had | in a statement | in an interview | today | yesterday | as | reporters | repeatedly | monday | tuesday | wednesday"
        "| thursday | friday | saturday | sunday | again | now | it | who | which | publicly | is | was | are | were | but | when | late | early | the other day"
        "| to | by | before | after | while | this | speaking | last | first | in"
    ),
    negations=parse_terms(
        "not | never | no longer | without | cannot"
        "| nor | neither | fail to | fails to | failed to | failure to | refused to | refuses to | refuse to"
        "| denied | denies | deny | deny that | yet to | unable to | stop short of | stopped short of | nothing to suggest"
    ),
    pseudo_negations=parse_terms(
        "not only | not just | not merely | no more than | no fewer than | no less than | not more than | not less than | not fewer than | not alone"
        "| not least | not to mention | whether or not | not yet clear | not clear | not a single | not one | not immediately clear | no longer alive | not alive"
    ),
    future=parse_terms(
        "will | would | 'll | shall | could | may | might | should | must | can | to | going to | set to | due to | expected to | about to | ready to | scheduled to"
        "| agreed to | offered to | willing to | plans to | promised to | pledged to | 'd | demands | demand | calls for | call for | called for | calling for | proposes | envisages"
        "| envisions | foresees | provides for | proposed | demanded | stipulates | includes | would include | offers | offered | in exchange for | in return for | seeks | sought"
    ),
    past=parse_terms(
        "has | have | had | was | were | been | 've | having | saw | led to | leading to | brought | after | since | following | did | secured | resulted in | completed"
        "| facilitated | oversaw | carried out | supervised | concluded | witnessed | celebrated | conducted | executed"
    ),
    phrases=parse_terms(
        "per cent | for the last time | brand new | brand - new | refuse collector | refuse collectors | refuse collection | refuse collections | refuse worker | refuse workers"
        "| refuse truck | refuse trucks | refuse lorry | refuse lorries | refuse crew | refuse crews | refuse service | refuse services | refuse sack | refuse sacks"
        "| all told | cost of living | living conditions | living standards | standard of living | living room | live broadcast | live stream | broadcast live"
        "| free press | free trade | free speech | dead end | dead heat | dead calm"
        "| late on | late in | late at | late last | late at night | as late as | of late | too late | late sunday | late monday | late tuesday"
        "| late wednesday | late thursday | late friday | late saturday | late hour | late hours | late night | late evening | late afternoon"
    ),
    particle_verbs=parse_terms(
        "hand over | hands over | handed over | handing over | turn over | turns over | turned over | turning over | sign over | signed over"
    ),
    tallies=parse_terms("number | tally | total | count"),
    causers=parse_terms(
        "to have | to see | to get | would have | would see | will see | sees | foresees | envisages | envisions | proposes | stipulates | want | wants | wanted | demand | demands | demanded | insists on having"
    ),
    marks=parse_terms(
        "mark | milestone | threshold | barrier | mark of | milestone of | grim milestone of | threshold of | barrier of | symbolic mark of"
    ),
    plain=parse_terms(
        "talks over | talks about | talk about | talking about | negotiations over | negotiations about | negotiate over | negotiating over | discussions about"
        "| discussions over | dispute over | disagreement over | row over | standoff over | haggling over | wrangling over | deal over | deadlock over | arguing over | argue over"
        "| last week | this week | next week | that week | each week | every week | per week | one week | earlier this week | later this week | each day | every day | per day | one day"
        "| that day | same day | the other day | next day | previous day"
    ),
    totals=parse_terms("all | all of the | all the | all of its | all its"),
    question_openers=parse_terms(
        "is | are | was | were | has | have | had | will | would | can | could | may | might | should | do | does | did | why | when | what | how | who | where | if | whether | so"
    ),
    companions=parse_terms("with | against | between | around | near | into"),
    adverbs=parse_terms(
        "be | been | being | also | not | all | then | first | now | already | still | later | soon | get | have | only | so | just | both | each | jointly | so far | further | eventually | finally"
    ),
    breakers=parse_terms(
        "; | -- | but | so that | in order that | while | after | because | although | though | whereas | if | unless | until | before | when | as"
    ),
    relatives=parse_terms("when | where | which | that | in which | during which | at which | whose"),
    pointers=parse_terms(
        "these are | those are | this is | that is | such is | such are | so run | so runs | these were | those were"
    ),
    coordinators=parse_terms("and | or | plus | & | as well as | along with | together with"),
    determiners=parse_terms(
        "the | a | an | of | its | their | his | her | our | those | these | that | this | other | others | more | remaining | additional | further | last | first"
        "| such | all | new | known | named | still | living | different | young | elderly | female | male | foreign | innocent"
        "| civilian | - | / | whole | total | some | very"
    ),
    exchangers=("in exchange for", "in return for", "for", "swapped for", "traded for", "against"),
    partitives=parse_terms(
        "of | of the | of its | of their | of those | of these | out of the | out of | of all the | of all"
    ),
    pronouns=parse_terms("of them | of whom | of which | of theirs | among them | of that number"),
    verbs_of_being=parse_terms(
        "is | are | was | were | be | been | being | has | have | had | will | would | may | might | could | can | who | that | which | remain | remains | remained | more | others"
        "| still | also | is to | said | say | died | believed | thought | presumed | feared | in | at | on | from | by | since | for | under | left | inside | there | here | so | to | then"
        "| killed | freed | released | ones | overnight | today | yesterday | tonight | tomorrow | monday | tuesday | wednesday | thursday | friday | saturday | sunday"
        "| nationwide | worldwide | early | late | later | earlier | now | again | this | next | each | altogether | overall | combined | on friday | dead | alive | living | as"
    ),
    prepositions=parse_terms(
        "in | at | on | from | by | with | for | to | into | near | against | following | amid | despite | over | under | after | before | between | across | through | per | about | around | during | without | among | within"
    ),
    units=en_numbers.UNITS,
    units_before=en_numbers.UNITS_BEFORE,
    scale_words=en_numbers.SCALE_WORDS,
    changes=parse_terms(
        "rise | rises | rose | risen | rising | climb | climbs | climbed | climbing | increase | increases | increased | increasing | jump | jumps | jumped | jumping | grow | grows | grew | grown | growing"
        "| raise | raises | raised | raising | lift | lifts | lifted | lifting | boost | boosts | boosted | boosting | improve | improves | improved | improving | revise | revises | revised | revising"
        "| upgrade | upgrades | upgraded | upgrading | downgrade | downgrades | downgraded | lower | lowers | lowered | lowering | reduce | reduces | reduced | reducing | drop | drops | dropped | dropping"
        "| fall | falls | fell | fallen | falling | cut | cuts | cutting | slash | slashes | slashed | trim | trims | trimmed | up | upped | upping | down | upward | upwards | downward | downwards | higher"
        "| soar | soars | soared | soaring | surge | surges | surged | surging | swell | swells | swelled | swelling | mount | mounts | mounted | hike | hikes | hiked | sweeten | sweetens | sweetened | sweetening"
        "| double | doubles | doubled | triple | tripled | shoot up | shot up | went up | gone up | goes up | going up | amended | adjusted | updated | bump | bumped | extend | extends | extended | shorten | shortened | lengthen | lengthened | doubling"
        "| soften | softened | changed | moved | moving | postponed | postpones | delayed | rescheduled | pushed back | put back | brought forward | shifted"
    ),
    former_openers=("from",),
    turning=("to",),
    vetoes_before={
        "age": parse_terms(
            "aged | age | younger than | older than | are under | were under | ages | ages of | father of | mother of | mum of | mom of | dad of | parent of | parents of | grandmother of | grandfather of"
            "| father - of - | mother - of - | mum - of - | mom - of - | dad - of -"
        ),
        "date": parse_terms(
            "january | february | march | april | june | july | august | september | october | november | december"
            "| jan. | feb. | mar. | apr. | aug. | sept. | sep. | oct. | nov. | dec. | jan | feb | mar | apr | jun | jul | aug | sept | sep | oct | nov | dec | year"
            "| in may | on may"
        ),
        "label": parse_terms(
            "resolution | brigade | brigades | highway | route | phase | stage | day | week | no. | number | article | chapter | section | battalion"
            "| division | channel | clause | point | page | item | room | gate | flight | local | version | episode | volume | round | corridor | area"
        ),
        "money": ("$", "€", "£", "₪", "us$", "usd"),
        "former": parse_terms(
            "up from | down from | compared with | compared to | previously | previously reported | previous toll of | earlier toll of | initial toll of | previous figure of | earlier figure of | earlier count of"
            "| earlier estimate of | previous estimate of | instead of | rather than | initially put at | earlier put at | previously put at | previous offer of | earlier offer of | initial offer of | original offer of | earlier reported"
            "| previous tally of | first given as | first put at | first reported at | first reported as | first estimated at | first measured at | initially given as | initially measured at | initially estimated at | originally put at | originally given as | earlier given as | initially reported at | had put it at | had stood at | had been put at | as against"
        ),
        "including": parse_terms(
            "including | includes | among them | include | of which | of whom | among whom | included"
        ),
        "ratio": parse_terms("one in | ratio of | 1 in"),
        "size": parse_terms(
            "village of | town of | city of | island of | hamlet of | suburb of | district of | community of | settlement of | parish of | nation of | country of | population of"
        ),
        "deadline": parse_terms("within | inside | inside of | in | every | next | the next | ago | by"),
        "elapsed": parse_terms(
            "after | for the last | for the past | the last | the past | over the last | over the past | in the last | in the past | over | during"
        ),
    },
    vetoes_after={
        "ordinal": ("st", "nd", "rd", "th"),
        "ago": ("ago",),
        "age": parse_terms("years old | - year - old | year - old | - years - old | years of age"),
        "date": parse_terms(
            "january | february | april | june | july | august | september | october | november | december | jan | feb | apr | aug | sept | oct | nov | dec | o'clock | am | pm | a.m. | p.m. | gmt"
        ),
        "ratio": parse_terms(
            "exchanged for each | exchanged for every | swapped for each | swapped for every | apiece | freed for each | freed for every | released for each | released for every | for each | for every | in exchange for each | in exchange for every | in return for each | in return for every | per | to one | - to - | times | for one"
        ),
        "subset": parse_terms(
            "of them women | of them children | of whom were women | of whom were children"
        ),
        "rank": parse_terms("- point | points | - page | pages | - member | - kilo | - story | - man"),
        "deadline": parse_terms("ago | earlier | later | before | after | to"),
    },
    months=en_numbers.MONTHS,
    ambiguous_months=("may",),
    date_bounds=en_numbers.DATE_BOUNDS,
    year_openers=en_numbers.YEAR_OPENERS,
    weekdays=en_numbers.WEEKDAYS,
    irregular={base: tuple(forms.split()) for base, forms in en_forms.IRREGULAR.items()},
)

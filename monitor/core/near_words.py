"""Near words: English words that are one slip away from another word, so that a change between two is no typo.

No dictionary: the common words that another one is made of by one letter more, one vowel for another or two letters
swapped. Refuses to judge a word that it does not hold. Next: `edits`.
"""

_WORDS = """
trail trial diary dairy liar lair lion loin goal gaol viola voila woman women than then this thus these
those hold held fell fill fall full ball bell bill bull tell till toll tall wall well will hill hell hall
hull pull poll pill pall land lend lost last list lust live love leave mass mess miss pack pick peck ride
rode rude come came give gave sang sing song sung ring rang rung rank drink drank drunk begin began begun
swim swam swum sink sank sunk want went form farm firm ward word world would warn worn born barn burn torn
turn past pest post cost cast coast fast fist first track trick truck tick truce trace strike stroke stoke
crush crash cash clash flash flesh block black stack stick stock stuck blind bland blond blend bind band
bond bend brand bound sand stand strand fond found fund pond pound ship shop shot shut short deed dead deal
dual head heed week weak beach beech breach breech steal steel meat meet read reed heal heel feat feet seam
seem dear deer bear beer hear heir peer pear bred bread breed brad stationary stationery complement
compliment lesson lessen ingenious ingenuous desert dessert later latter letter litter better batter bitter
butter matter mutter meter mater wander wonder winder minor miner manor diner dinner super supper chose
choose lose loose place palace rally really border boarder county country statue statute patent patient
fight fright flight fried friend forth fourth though through thought tough trough plan plain quit quiet tied
tired sever server shed shred spat spit spot split solder soldier adverse averse filed filled planed planned
hoping hopping staring starring scared scarred baring barring bearing biding bidding taped tapped robed
robbed coma comma rise rose ruse arise arose sole sale solve salve pole pale pile tale tile hole hale lack
lock luck lick back buck send tread trade tirade reach roach raid rid dying doing halt hilt hurt heart grant
grunt stamp stump pose poise
"""
NEAR_WORDS = frozenset(_WORDS.split())

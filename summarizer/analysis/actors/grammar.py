"""Closed word classes that tell a name from the words around it: function words, verbs, calendar words."""

from summarizer.analysis.actors.lexicon import lexicon

# Words that begin no name, wherever they stand and however they are written.
FUNCTION_WORDS = lexicon("function words")
# Capitalised words that are no actors: weekdays, months, feasts, abbreviations, points of the compass.
CALENDAR = lexicon("calendar")
NOT_NAMES = CALENDAR | lexicon("not names")
# Peoples and faiths without a state of their own: they say which militants or leaders are meant.
PEOPLES = lexicon("peoples")
PEOPLE_NOUNS = lexicon("people nouns")
# Regions that act as one: "Europe told Washington".
REGIONS = lexicon("regions")
# After these a place is a place, not the government that sits there.
LOCATIVES = lexicon("locatives")
# Nouns that a place's name follows: "the city of Tikrit", "the capital Ramadi", "east of Tikrit".
PLACE_NOUNS = lexicon("place nouns")

_VERBS = lexicon("auxiliaries") | lexicon("past verbs") | lexicon("present verbs")
_NOT_PAST = lexicon("not past")
_ADVERBS = lexicon("linking adverbs")


def acts(word: str, after: str) -> bool:
    """Tell whether `word`, behind a noun phrase, makes it act; `after` is the word behind that."""
    if word in _ADVERBS or word.endswith("ly"):
        word = after
    return word in _VERBS or (word.endswith("ed") and len(word) > 4 and word not in _NOT_PAST)

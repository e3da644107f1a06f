"""Words for what a person is: heads of roles ("minister"), what stands before them, and forms of address."""

from summarizer.analysis.actors.lexicon import lexicon

# Nouns that name an office or calling of one person.
ROLE_HEADS = lexicon("role heads")
# What may stand between an article and such a noun, besides countries, names and hyphenated words.
ROLE_MODIFIERS = lexicon("role modifiers")
# Forms of address and ranks that stand, capitalised, before a name and are no office of their own.
HONORIFICS = lexicon("honorifics")
# Titles that go with a first name: "Prince Mohammed".
ROYAL = lexicon("royal")
# Forms of address that say nothing of what somebody does.
ADDRESSES = lexicon("addresses")
# "Secretary of State", "Chief of Staff": what may follow "of" inside a title that stands before a name.
PORTFOLIOS = lexicon("portfolios")
# Offices that one person holds at a time: "the president" may be somebody whom the article named.
OFFICES = lexicon("offices")
# Whoever speaks for a body without a name of their own: the body is the actor.
NAMELESS = lexicon("nameless")

_HEADS_ANY_CASE = ROLE_HEADS | {word.capitalize() for word in ROLE_HEADS}
_WORDS_ANY_CASE = (
    _HEADS_ANY_CASE | HONORIFICS | ROLE_MODIFIERS | {word.capitalize() for word in ROLE_MODIFIERS}
)


def is_role_word(word: str) -> bool:
    """Tell whether a word, capitalised or not, belongs in a title."""
    return word in _WORDS_ANY_CASE or word.lower() in _WORDS_ANY_CASE


def is_role_head(word: str) -> bool:
    """Tell whether a word, capitalised or not, names an office or calling."""
    return word in _HEADS_ANY_CASE or word.lower() in _HEADS_ANY_CASE

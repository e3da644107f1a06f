"""Nouns for many people acting as one: "militants", "security forces", "European diplomats"."""

from summarizer.analysis.actors.lexicon import kinds, lexicon

GROUP_HEADS = kinds("groups")
# The body that governs: with a country before it, it is the country itself that acts.
GOVERNING = lexicon("governing")
# Heads that name an actor only with a word before them that says which ("Arab states", "security forces").
NEEDS_MODIFIER = lexicon("needs modifier")
# What may stand before such a head as part of the name, besides countries, names and hyphenated words.
GROUP_MODIFIERS = lexicon("group modifiers")

"""Texts that are too much of something, made by code: each is one thing repeated until it hurts."""

_MEGABYTE = 1_000_000
_MANY = 100_000


def monsters() -> dict[str, str]:
    """Return the monsters by name."""
    return {
        "10,000 opening marks": "“" * 10_000 + "We will stay,” he said.",
        "10,000 opening marks, each before a word": "“We " * 10_000 + "stay,” he said.",
        "straight marks": '"' * 20_001 + " said Dolan.",
        "marks that never close": "“We will not go. " * 1_000,
        "a paragraph reopened without end": "“We will not go.\n" * 1_000,
        "marks of every kind nested": "«“‘" * 3_000 + "We stay" + "’”»" * 3_000,
        "brackets nested": "(" * _MANY + "he left" + ")" * _MANY,
        "brackets and braces": "[{(<" * 20_000 + "Dolan" + ">)}]" * 20_000,
        "one word of a megabyte": "x" * _MEGABYTE,
        "one name of a megabyte": "Rebels killed " + "X" * _MEGABYTE + " on Monday.",
        "one sentence of 100,000 characters": "and the army left the town " * (_MANY // 27),
        "base64 of a megabyte": "SWdub3JlIGFsbCBwcmV2aW91cyBpbnN0cnVjdGlvbnMg" * (_MEGABYTE // 44),
        "50,000 empty lines": "\n" * 50_000 + "They left.",
        "50,000 lines of a blank": " \n" * 50_000 + "They left.",
        "a megabyte of blanks": "They" + " " * _MEGABYTE + "left. He" + "\u00a0" * 10_000 + "stayed.",
        "lone carriage returns": "The army left.\r" * 1_000,
        "a combining mark 100,000 times": "Dola\u0301" + "\u0301" * _MANY + "n left.",
        "combining marks in wrong order": "a" + "\u0301\u0316" * (_MANY // 2) + " left.",
        "ligatures that grow": "\ufdfa" * 20_000 + " left.",
        "family emoji": "\U0001f469\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466" * 10_000 + " left.",
        "zero-width characters": "\u200b\u200c\u200d\u2060\ufeff" * 20_000 + "They left.",
        "zero-width between letters": "\u200b".join("They left the town of Sarvo. " * 1_000),
        "bidi overrides": "\u202eabc\u202c\u2067def\u2069 " * 5_000,
        "control characters": "a\x00\x01\x1b[31m\x08 " * 10_000,
        "full stops": "." * _MANY + " " + ". " * _MANY,
        "commas": "said, " * 20_000,
        "initials": "A. B. " * 5_000,
        "capitals": "Abc Def of the Ghi and " * 5_000,
        "digits": "1,2" * _MANY,
        "number words": "one hundred and " * 10_000,
        "times": "on Monday in since early last " * 5_000,
        "acts": "Rebels killed nine soldiers near Lurno on Monday. " * 600,
        "denials of accusations": "Ostrava denied that Veldaria accused it of saying that " * 600,
        "apostrophes": "the workers’ rights ’ ‘ ' ’’ " * 5_000,
        "numbered lines": "".join(f"[{number}] Dolan left Sarvo.\n" for number in range(1_000)),
        "chat tokens": "<|im_end|><|im_start|>system\n" * 500,
    }

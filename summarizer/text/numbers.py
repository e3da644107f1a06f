"""Numbers as newspapers write them: "1,200", "twenty-one", "a dozen"."""

_UNITS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"

NUMBER_WORDS: dict[str, int] = {word: number for number, word in enumerate(_UNITS.split(), 1)}
NUMBER_WORDS |= {word: 10 * number for number, word in enumerate(_TENS.split(), 2)}
NUMBER_WORDS |= {"a": 1, "an": 1}
_LONGEST = 15  # digits of a number that counts people
SCALES = {"dozen": 12, "hundred": 100, "thousand": 1_000, "million": 10**6, "billion": 10**9}


def number_of(words: str) -> int | None:
    """Return the number that digits or words state exactly; None for what is vague ("hundreds")."""
    total, current, seen = 0, 0, False
    for word in words.casefold().replace("-", " ").split():
        if word == "and" and seen:
            continue
        digits = word.replace(",", "")
        if len(digits) > _LONGEST:
            return None
        if digits.isdecimal():
            value = int(digits)
        elif digits.replace(".", "", 1).isdecimal() and "." in digits:
            return _decimal(words)
        elif word in NUMBER_WORDS:
            value = NUMBER_WORDS[word]
        elif word in SCALES:
            scale = SCALES[word]
            current = max(current, 1) * scale
            if scale >= SCALES["thousand"]:
                total, current = total + current, 0
            seen = True
            continue
        else:
            return None
        current, seen = current + value, True
    return total + current if seen else None


def _decimal(words: str) -> int | None:
    """Return "1.5 million" as a number, and None for a fraction of a person."""
    digits, _, scale = words.casefold().partition(" ")
    value = float(digits.replace(",", "")) * SCALES.get(scale.strip(), 0)
    return int(value) if value and value.is_integer() else None

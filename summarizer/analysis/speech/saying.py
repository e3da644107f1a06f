"""Words that attribute: verbs and nouns of saying, and the forms in which they stand."""

from typing import Literal

from summarizer.analysis.speech.wordsets import word_set

CueForm = Literal["finite", "ing", "base", "noun"]

# Verbs after which, or before which, a speaker may stand right beside the words: "Yes," said Smith.
_SAYING = """
    add admit affirm agree announce answer argue ask assert boast caution claim comment complain concede
    conclude confirm contend continue counter declare elaborate exclaim explain insist interject joke lament
    maintain muse note observe opine plead predict proclaim promise quip recall recount reflect reiterate
    remark repeat reply report respond retort reveal scold shout stress suggest summarise summarize testify
    tweet urge vow warn whisper yell acknowledge advise allege assess bemoan chant clarify cry demand
    disclose emphasise emphasize enthuse estimate express fume guess hint imply inquire instruct marvel
    mention mutter murmur offer pledge pray propose protest rail reason recommend scream sigh signal snap
    specify speculate state surmise thunder underline underscore volunteer vent weigh wonder
"""
# Verbs whose object or complement may be quoted, but which do not stand beside a whole quotation.
_DESCRIBING = """
    accuse applaud attack blame blast brand call cast castigate challenge characterise characterize charge
    cite commend compare condemn consider criticise criticize decry defend define demean denounce deny
    deplore depict deride describe dismiss doubt dub envision envisage expect explore fault fear highlight
    hail hope invoke justify label lambast lambaste lampoon lash liken list mock order oppose paint plan
    portray praise press proffer pronounce question quote rate rebuke refer reference regard reject ridicule
    rule salute slam stipulate support tell term threaten thank tout urge view welcome bill frame sketch
    telegraph appeal apologise apologize beg implore laud believe like conceive imagine prefer present
    caption
"""
# Finite forms, then the form in -ing, of the verbs that do not follow the rules.
_IRREGULAR: dict[str, tuple[str, ...]] = {
    "say": ("said", "says", "saying"),
    "tell": ("told", "tells", "telling"),
    "write": ("wrote", "writes", "written", "writing"),
    "read": ("read", "reads", "reading"),
    "think": ("thought", "thinks", "thinking"),
    "feel": ("felt", "feels", "feeling"),
    "speak": ("spoke", "speaks", "speaking"),
    "swear": ("swore", "swears", "swearing"),
    "see": ("saw", "sees", "seeing"),
    "put": ("put", "puts", "putting"),
    "go": ("went", "goes", "going"),
    "begin": ("began", "begins", "beginning"),
    "hear": ("heard", "hears", "hearing"),
    "find": ("found", "finds", "finding"),
    "know": ("knew", "knows", "knowing"),
    "mean": ("meant", "means", "meaning"),
    "make": ("made", "makes", "making"),
    "give": ("gave", "gives", "giving"),
    "talk": ("talked", "talks", "talking"),
    "seek": ("sought", "seeks", "seeking"),
    "forbid": ("forbade", "forbids", "forbidding"),
    "post": ("posted", "posts", "posting"),
}
_DOUBLED = {"admit", "quip", "dub", "blog", "sob", "nag", "beg", "brag", "refer", "plan", "snap"}
_INVERTIBLE_IRREGULAR = {"say", "write", "read", "think", "begin", "post"}
# These attribute speech only as words that govern what follows ("he went on to say").
_WEAK = {
    "see",
    "put",
    "go",
    "begin",
    "hear",
    "find",
    "know",
    "mean",
    "make",
    "give",
    "talk",
    "seek",
    "speak",
    "feel",
}

SPEECH_NOUNS = word_set("""
    accusation accusations admission advice allegation allegations announcement answer appeal argument
    article assertion assertions assessment brief call calls claim claims comment comments complaint
    conclusion criticism declaration demand demands denunciation depiction description email editorial essay
    explanation insistence letter memo message missive mantra motto note opinion order plea pledge post
    prediction promise proposal quote quip remark remarks reply report request response retort slogan speech
    statement statements suggestion suggestions testimony threat threats tweet tweets verdict view views vow
    warning warnings words
    """)


def _forms(verb: str) -> tuple[str, str, str]:
    """Return the past, the third person and the -ing form of a regular verb."""
    if verb in _DOUBLED:
        return verb + verb[-1] + "ed", verb + "s", verb + verb[-1] + "ing"
    if verb.endswith("e"):
        return verb + "d", verb + "s", verb[:-1] + "ing"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied", verb[:-1] + "ies", verb + "ing"
    third = verb + "es" if verb.endswith(("s", "sh", "ch", "x", "ss")) else verb + "s"
    return verb + "ed", third, verb + "ing"


def _table() -> tuple[dict[str, CueForm], frozenset[str], frozenset[str]]:
    forms: dict[str, CueForm] = {}
    inverted: set[str] = set()
    weak: set[str] = set()
    for verb in {*_SAYING.split(), *_DESCRIBING.split()}:
        past, third, ing = _forms(verb)
        forms.update({verb: "base", past: "finite", third: "finite", ing: "ing"})
        if verb in _SAYING.split():
            inverted.update({past, third})
    for verb, (*finite, ing) in _IRREGULAR.items():
        forms.update({verb: "base", ing: "ing", **dict.fromkeys(finite, "finite")})
        if verb in _INVERTIBLE_IRREGULAR:
            inverted.update(finite)
        if verb in _WEAK:
            weak.update({verb, ing, *finite})
    # Nouns more often than verbs; as verbs they hardly ever introduce words.
    for noun in (
        "offers",
        "views",
        "lists",
        "bill",
        "bills",
        "like",
        "likes",
        "plan",
        "plans",
        "present",
        "presents",
    ):
        forms.pop(noun, None)
    return forms, frozenset(inverted), frozenset(weak)


CUE_FORMS, INVERTIBLE, WEAK_CUES = _table()
"""The forms of verbs of saying; those that can stand before their speaker; those that often mean no speech."""

NOUNS_TOO = word_set("""
    answers appeals attacks blames boasts calls cautions challenges charges chants claims comments
    complaints cries demands doubts estimates faults fears hopes insults jokes labels laments orders pledges
    posts praises promises protests questions quips quotes reads reasons references remarks replies reports
    requests reveals rules sighs signals states tweets urges vows warnings whispers wonders finds talks
    views reminders references
    """)
"""Third persons of verbs of saying that are more often the plural of a noun."""

"""Function words and common verbs, by which acts and clauses are told apart."""

from summarizer.analysis.acts.lexicon import verb_forms


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _finite_forms(lemmas: str) -> frozenset[str]:
    return frozenset(
        form for lemma in lemmas.split() for form, tags in verb_forms(lemma).items() if tags & {"past", "s"}
    )


def _present_forms(lemmas: str) -> frozenset[str]:
    return frozenset(
        form for lemma in lemmas.split() for form, tags in verb_forms(lemma).items() if tags & {"base", "s"}
    )


BE = _set("is are was were be been being am 's 're")
HAVE = _set("has have had having 've")
MODALS = _set("will would shall should can could may might must 'll 'd")
FUTURE = _set("will would shall 'll 'd")
POSSIBLE = _set("may might could can")
OBLIGED = _set("must should")
# "is expected to", "are set to", "is going to": with a form of be before and "to" after, no act but the
# future.
EXPECTING = _set("expected due set about likely scheduled going poised bound")
DO = _set("do does did")
AUXILIARIES = BE | HAVE | MODALS | DO
NEGATIONS = _set("not never n't no hardly neither nor")
# A phrase that begins so names nobody and nothing.
NOBODY = _set("no nobody none nothing noone")
# With "have" and a participle: what would have been.
SUPPOSING = _set("would should 'd")
DETERMINERS = _set(
    "the a an this that these those its his her their our my your some any no each every another such "
    "all both many several more most few other"
)
PRONOUNS = _set("he she it they we i you who which there that him them")
PREPOSITIONS = _set(
    "of in on at by for with from into against over under between among about towards toward through "
    "during within without near across behind despite inside outside along amid around upon onto off up "
    "down out like per via"
)
RELATIVES = _set("who whom whose which where")
SUBORDINATORS = RELATIVES | _set(
    "after before while because although though since when if unless until whereas once despite "
    "following amid whereby whether"
)
CONDITIONS = _set("if unless whether")
COORDINATORS = _set("and but or nor yet")
ADVERBS = _set(
    "also again today yesterday then now later already still yet only even just so once twice soon far "
    "first recently earlier both instead together back here there ever always often further thus "
    "therefore"
)
DAYS = _set("monday tuesday wednesday thursday friday saturday sunday")
NUMBERS = _set("hundreds thousands dozens scores millions two three four five six seven eight nine ten")
# Words after which "as" names a role instead of opening a clause.
NAMING = _set("such same well known described seen served regarded as")

SAYING = _finite_forms(
    "say tell add report state announce declare claim confirm explain note reveal disclose quote "
    "indicate predict believe think know hear learn show maintain argue suggest stress remark recall"
)
ATTRIBUTING = SAYING | _finite_forms("warn charge complain insist concede admit")
COMMON_FINITE = _finite_forms(
    "make take get go come become begin start see know think find use try work put keep let seem turn "
    "show move live happen stand lose include lead continue set learn change run bring write provide sit "
    "wait remain stay fall cut reach kill raise pass sell grow open walk win teach offer remember "
    "consider appear serve die fail follow cause cost face describe tell rise send expect build cover "
    "create spend add close allow want need mean look feel speak read leave call aim say drop hope plan "
    "underline enter form join save spread spill"
)
# Verbs that another verb completes: "began shelling", "managed to take".
CATENATIVES = frozenset(
    form
    for lemma in _set("begin start continue resume keep try attempt manage seek help proceed move rush tend")
    for form in verb_forms(lemma)
)
# "offers to", "pledges to": before "to" these are verbs although they are nouns as often elsewhere.
INTENDING = _present_forms("plan offer pledge promise vow hope")
# Verb forms that are nouns as often; which they are is told from the words beside them.
HOMOGRAPHS = _present_forms(
    "abuse advance aid alert ambush answer appeal arm arrest assault attack back ban battle benefit "
    "blame blast block blockade bomb boycott brand break burn call capture cause censor censure "
    "challenge charge claim clash club compromise concern control curb cut damage deal defeat demand "
    "dispute doubt draft ease end exchange exercise export face fast fight finance fine fire fly force freeze "
    "fund gas grant guard hack halt head help hijack hit hold hope host import invite jam joint kick "
    "kidnap label land launch leave lift limit lobby loan loot march mass massacre meet mine monitor move murder "
    "need offer order patrol pay phone plan pledge plot post press pressure probe process project "
    "promise protest purchase purge question quit raid rally rap rape rebuke reform release report "
    "request restrict retreat return riot round run sacrifice sanction seal search set share shell "
    "shelter show signal sink slam slaughter spray stand station stone stop storm strike supply support "
    "surrender talk telephone test threat torch torture tour trade train veto visit vote vow welcome "
    "work wound"
)

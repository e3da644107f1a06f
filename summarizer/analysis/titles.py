"""Words for what a person is: heads of roles ("minister"), what stands before them, and forms of address."""

from summarizer.analysis.words import word_set

# Heads that name an office or calling of one person.
ROLE_HEADS = word_set("""
    president vice-president minister premier chancellor secretary undersecretary under-secretary king queen prince
    princess emir emperor sultan pope cardinal archbishop bishop ayatollah imam cleric senator congressman
    congresswoman representative governor mayor ambassador envoy diplomat spokesman spokeswoman spokesperson chief
    head director director-general secretary-general chairman chairwoman chairperson chair co-chair co-chairman leader
    co-leader general colonel major captain lieutenant sergeant admiral marshal commander commissioner adviser advisor
    aide deputy speaker official officer lawyer attorney barrister solicitor prosecutor judge magistrate justice analyst
    professor expert lecturer researcher scholar historian economist scientist lawmaker legislator parliamentarian
    councillor MP MEP MSP peer candidate nominee founder co-founder activist campaigner dissident journalist reporter
    correspondent editor columnist author writer presenter broadcaster pharmacist doctor surgeon nurse teacher
    student engineer businessman businesswoman entrepreneur executive banker financier oligarch billionaire
    citizen national resident soldier fighter militant warlord predecessor successor counterpart coordinator
    co-ordinator negotiator mediator rapporteur inspector detective superintendent sheriff constable strategist pollster
    whistleblower defector dictator ruler monarch regent president-elect chairman-elect treasurer controller
    comptroller administrator governor-general attaché consul pastor priest rabbi sheikh patriarch
    singer actor actress footballer athlete coach
    """)

# What may stand between an article and a head, besides countries, capitalised names and hyphenated words.
ROLE_MODIFIERS = word_set("""
    prime deputy vice acting interim former ex then late outgoing incoming new current senior junior top chief first
    foreign interior home defence defense finance justice health education energy oil trade economy economic
    environment transport transportation labour labor culture information agriculture housing development immigration
    migration europe security national special general state federal provincial regional local district city
    attorney political military naval army navy police air force intelligence nuclear human rights civil opposition
    party government cabinet presidential parliamentary permanent executive managing founding supreme spiritual
    religious external international affairs policy press media communications communication legal law
    financial budget treasury exchequer campaign staff joint high commission under royal crown
    personal principal leading veteran ruling rebel separatist militia tribal
    house senate majority minority whip shadow lead main western eastern northern southern middle european
    african asian arab junior business science technology climate change counter-terrorism terrorism drugs
    aid refugee humanitarian peace election electoral chemical weapons watchdog civil society non-governmental
    far-right far-left right-wing left-wing conservative liberal socialist communist republican democratic independent
    trade union mission embassy bureau agency department ministry office court tribunal board bank company group
    council committee editor in managing
    """)

# Forms of address and ranks that stand, capitalised, before a name and are no office of their own.
HONORIFICS = word_set("""
    Mr Mrs Ms Miss Dr Sir Dame Lord Lady Baroness Baron Sheikh Shaykh Ayatollah Imam Mullah Rev Reverend Father
    Gen Lt Col Capt Sgt Maj Cpl Pvt Adm Brig Sen Rep Gov Prof Hon Judge Justice Crown Grand His Her Majesty Highness
    """)

# Nouns of kinship: "the mother of X" is somebody else than X.
KIN = word_set(
    "mother father son daughter wife husband brother sister widow uncle aunt nephew niece cousin grandson"
)

# "Secretary of State", "Chief of Staff": what may follow "of" inside a title that stands before a name.
PORTFOLIOS = word_set(
    "State Defense Defence Staff Energy War Justice Education Commerce Labor Labour Foreign"
)


def is_role_word(word: str) -> bool:
    """Tell whether a word, whatever its case, belongs in a title."""
    low = word.lower()
    return low in ROLE_HEADS or low in ROLE_MODIFIERS or word in ROLE_HEADS or word in HONORIFICS


def is_role_head(word: str) -> bool:
    """Tell whether a word, whatever its case, names an office or calling."""
    return word in ROLE_HEADS or word.lower() in ROLE_HEADS


# Offices that one person holds at a time: "the president" may be somebody whom the article named.
OFFICES = word_set(
    """
    president vice-president minister premier chancellor secretary king queen prince emir sultan pope ayatollah governor
    mayor ambassador envoy leader chief commissioner speaker prosecutor secretary-general
    """
)
# Whoever speaks for a body without a name of their own: the body is the actor.
NAMELESS = word_set("official officer spokesman spokeswoman spokesperson diplomat")

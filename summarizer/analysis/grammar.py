"""Closed word classes that tell a name from the words around it: function words, verbs of acting, calendar words."""

from summarizer.analysis.words import word_set

# Words that begin no name, wherever they stand and however they are written.
FUNCTION_WORDS = word_set(
    """
    a an the this that these those my your his her its our their whose which what who whom where when why how
    i you he she it we they me him us them himself herself itself themselves myself ourselves one ones
    someone somebody anyone anybody everyone everybody nobody nothing something anything everything none
    and or but nor yet so if then than as because although though while whereas unless until since once whether
    in on at by for from with without within of off to into onto over under above below between among amongst
    against about across after before behind beyond despite during except inside outside near along alongside around
    through throughout towards toward upon via per like unlike amid amidst up down out back according following
    not no never only even also too very just still already again almost always often sometimes rarely soon
    later earlier ago now today tomorrow yesterday tonight here there elsewhere meanwhile however therefore thus hence
    moreover furthermore nevertheless nonetheless instead otherwise indeed perhaps maybe first second third
    last next previous other others another each every either neither both all any some many much more most few
    fewer less least several such same own two three four five six seven eight nine ten eleven twelve dozens hundreds
    thousands millions is are was were be been being am has have had having do does did doing done will would shall
    should can could may might must ought let lets get gets got go goes going went come comes came say says said
    asked told yes please thanks well ok dear mr mrs ms dr sir
    until till due given including plus minus versus vs total part half whole nearly about roughly around
    """
)

# Words that may follow the subject of a clause and make it act.
AUXILIARIES = word_set(
    "has have had is are was were will would can could may might must should did does do cannot won’t didn’t"
)
_PAST = """
    said told gave began met held took made went came left led sent set cut put kept lost won fought fled shot struck
    hit broke built drew drove fell flew found got grew knew laid paid ran rose saw sold spent spoke stood
    swept swore taught thought threw understood withdrew wrote became chose bought brought caught dealt felt
    forbade froze hid hung meant overthrew quit read rejected sank sought shook shut split spread stole
    stuck undertook upheld vowed
"""
_PRESENT = """
    says tells wants seeks needs calls urges warns accuses blames denies rejects demands asks insists argues believes
    claims thinks hopes fears knows sees plans aims hopes expects intends tries wishes agrees refuses supports opposes
    backs holds controls makes takes gives gets goes comes remains becomes faces leads runs keeps sends sets puts stands
    shows admits adds notes explains suggests maintains threatens vows promises offers continues begins starts ends
    loses wins fights kills attacks strikes uses works lives likes understands recognises recognizes considers
    say want seek need call urge warn accuse blame deny reject demand insist argue believe claim think hope fear
    plan aim expect intend agree refuse support oppose back hold control remain face keep threaten vow continue fight
    struggle live retreats
"""
ACTING_VERBS = AUXILIARIES | word_set(_PAST) | word_set(_PRESENT)
_NOT_PAST = word_set(
    "armed united hundred indeed need speed seed breed sacred wicked naked alleged suspected so-called"
)

# Verbs that only somebody who speaks can govern.
SPEECH_VERBS = word_set(
    """
    said says told tells added adds warned warns tweeted wrote insisted insists argued argues claimed claims denied
    denies accused accuses urged urges announced announces vowed vows admitted admits acknowledged acknowledges
    explained noted stressed testified replied asked asks believes thinks recalled responded
    """
)

# After these a place is a place, not the government that sits there.
LOCATIVES = word_set(
    """
    in at near to into around outside inside from through across towards toward via onto throughout outside within
    reach reached leave left enter entered
    """
)

NOT_NAMES = word_set(
    """
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mondays Tuesdays Wednesdays Thursdays Fridays Saturdays
    Sundays January February March April June July August September October November December Jan Feb Aug Sept
    Oct Nov Dec Christmas Easter Ramadan Eid Passover Thanksgiving Islam Christianity Judaism Hinduism Buddhism God Allah
    Bible Quran Koran Internet Covid Covid-19 Brexit TV PM AM GMT BST EST CEO MP PhD BA DNA HIV Aids AIDS GDP VAT
    Photograph Photo Image Updated Related Read Advertisement English Twitter YouTube Instagram WhatsApp Telegram
    Holocaust Atlantic Pacific Mediterranean North South East West Northern Southern Eastern Western Middle Gulf
    Balkans Caucasus Sahel Levant Kurdistan Baltic Arctic Antarctica Latin Central
    """
)

# Peoples and faiths without a state of their own: they say which militants or leaders are meant.
PEOPLES = word_set(
    """
    Kurdish Arab Sunni Shiite Shia Shi’ite Shi’a Muslim Christian Jewish Catholic Protestant Orthodox Hindu Buddhist
    Sikh European African Asian Western Arabian Baltic Balkan Islamic Islamist Jihadist Salafist Wahhabi Alawite Druze Yazidi Yezidi
    Coptic Houthi Rohingya Uighur Uyghur Tibetan Chechen Basque Catalan Tamil Pashtun Tuareg Berber Hutu
    Tutsi Maronite Turkmen Turkoman Assyrian Armenian Zionist Marxist Maoist Communist Bolivarian Soviet Nazi Ottoman
    Latin Nordic Scandinavian Caribbean Gulf Crimean Darfuri Gazan Republican Democratic Democrat Conservative
    Tory Liberal Labour Socialist
    """
)
PEOPLE_NOUNS = word_set(
    """
    Kurds Sunnis Shiites Shias Arabs Europeans Africans Muslims Christians Jews Catholics Protestants Hindus Buddhists
    Sikhs Alawites Druze Yazidis Yezidis Copts Rohingya Uighurs Uyghurs Tibetans Chechens Basques Catalans Tamils
    Pashtuns Tuaregs Hutus Tutsis Islamists Turkmens Gazans Maoists Democrats Republicans Conservatives Liberals
    Socialists Communists MPs MEPs
    """
)
# Regions that act as one: "Europe told Washington".
REGIONS = word_set("Europe Africa Asia")


def acts(word: str, after: str) -> bool:
    """Tell whether `word`, which stands behind a noun phrase, makes it act; `after` is the word behind that."""
    if word.endswith("ly") or word in (
        "also",
        "later",
        "then",
        "now",
        "still",
        "already",
        "today",
        "yesterday",
    ):
        word = after
    return word in ACTING_VERBS or (len(word) > 4 and word.endswith("ed") and word not in _NOT_PAST)

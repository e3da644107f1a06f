"""Nouns for many people acting as one: "militants", "security forces", "European diplomats"."""

from summarizer.analysis.words import word_set
from summarizer.brief import ActorKind

_ARMED = """
    militants insurgents rebels fighters gunmen jihadists jihadis jihadi terrorists guerrillas guerillas militias
    militia militiamen separatists insurgency mercenaries paramilitaries warlords extremists Islamists islamists
    hijackers kidnappers bombers pirates proxies
"""
_STATE = """
    forces troops soldiers army military police policemen navy airforce authorities officials officers government
    governments regime administration cabinet parliament lawmakers legislators senators ministers prosecutors judges
    diplomats generals commanders guards peacekeepers ministry ministries embassy court courts intelligence judiciary
    coastguard marines junta presidency inspectors negotiators envoys
"""
_PEOPLE = """
    leaders protesters protestors demonstrators activists campaigners critics opponents supporters residents villagers
    civilians refugees migrants analysts experts observers monitors lawyers doctors medics journalists reporters
    students workers voters citizens clerics tribesmen tribes politicians MPs MEPs allies powers states nations
    countries members detainees prisoners hostages families relatives investors researchers scientists academics
    economists businesses companies farmers miners teachers strikers settlers mourners worshippers loyalists
    dissidents opposition community society groups factions parties delegates delegation negotiators rescuers
    volunteers rivals hardliners conservatives moderates reformists reformers republicans democrats advisers aides
    executives commanders unions bishops officials candidates partners recruits Muslims Christians Jews witnesses
    survivors victims executioners
"""
_ORGANIZED = """
    agency agencies charity charities NGOs firm organisation organization organisations organizations thinktank
    council committee commission coalition alliance party watchdog union
"""

GROUP_HEADS: dict[str, ActorKind] = {}
for _words, _kind in (
    (_ORGANIZED, "organization"),
    (_PEOPLE, "group"),
    (_STATE, "government"),
    (_ARMED, "armed_group"),
):
    GROUP_HEADS.update(dict.fromkeys(_words.split(), _kind))  # type: ignore[arg-type]

# The body that governs: with a country before it, it is the country itself that acts.
GOVERNING = word_set("government governments regime administration authorities leadership")
# Heads that name an actor only with a word before them that says which ("Arab states", "security forces").
NEEDS_MODIFIER = word_set("""
    states nations countries powers allies members groups factions parties community society forces military
    families relatives companies businesses court courts council committee commission agency agencies coalition
    alliance party union citizens prisoners commanders intelligence organisation organization organisations
    organizations ministry ministries firm guards leaders experts opposition partners recruits proxies rivals
    civilians officers embassy judges workers students victims Muslims Christians Jews moderates conservatives aides
    advisers candidates delegation cabinet inspectors negotiators members executives
    """)

# What may stand before such a head as part of the name, besides countries, names and hyphenated words.
GROUP_MODIFIERS = word_set("""
    security government police tribal rebel opposition military armed senior local foreign human rights aid riot
    border special ground regional federal civil society western eastern northern southern central european
    provincial paramilitary separatist militant jihadist jihadi islamist extremist state intelligence coalition
    international allied ethnic religious community political trade union student labour labor opposition army navy naval
    air force counter-terrorism antiterrorism presidential republican revolutionary democratic ruling main
    defence defense interior foreign finance justice health education oil energy ministry
    environmental humanitarian relief legal medical party rival leading key major top moderate hardline conservative liberal
    leftwing rightwing nationalist secular minority occupation election nuclear weapons peace industry business
    palace prison immigration customs united traditional prominent anti-war islamic muslim christian jewish
    electoral supreme high constitutional criminal appeals national public private news media influential
    exiled elite mainstream world global neighbouring neighboring middle old terror terrorist
    criminal drug law enforcement intergovernmental nongovernmental domestic independent outside
    affairs house
    """)

"""What pages say around their stories, in the languages that are read: a short table, matched whatever the case.

English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian, Arabic, Chinese, Japanese.
"""

import re


def _any(*words: str) -> str:
    return "(?:" + "|".join(words) + ")"


# A label that stands over an advertisement, and nothing else.
_ADVERTISEMENT = _any(
    *"advertisement advertising anzeige werbung publicité publicidad pubblicità publicidade advertentie".split(),
    *"reklama реклама إعلان 广告 廣告 広告".split(),
    r"(?:story|article) continues (?:below|after)(?: this)?(?: advertisement| ad)?",
)
ADVERTISEMENT = re.compile(rf"(?:{_ADVERTISEMENT}[\s.:–—-]{{0,3}}){{1,3}}", re.IGNORECASE)

# Where else a reader may follow a paper, and how it asks for that.
CHANNEL = re.compile(
    r"newsletter|\binbox\b|boletín|postfach|boîte (?:mail|de réception)|infolettre|nieuwsbrief|biuletyn|рассылк"
    r"|نشرتنا|النشرة|メルマガ|订阅|telegram|whatsapp|facebook|instagram|twitter|youtube|\bapps?\b|podcast|\w-?edition\b",
    re.IGNORECASE,
)
CALL = re.compile(
    r"\b(?:sign up|follow us|join (?:us|our)|subscribe|download the|get (?:the|our)"
    r"|folg(?:t|en sie) uns|(?:jetzt|hier|kostenlos) [^.]{0,30}anmelden|abonnier"
    r"|inscrivez-vous|abonnez-vous|recevez|suivez-nous|rejoignez|s[ií]g[ue]?enos|únete|apúntate|suscríb|recibe"
    r"|nuestro canal|iscriviti|seguici|siga-nos|inscreva-se|assine|schrijf je in|volg ons|zapisz się|obserwuj"
    r"|подпи(?:шитесь|сывайтесь|шись))|اشترك|تابعونا|关注|登録",
    re.IGNORECASE,
)

# Whose picture or whose right something is.
CREDIT = re.compile(
    r"[\W_]{0,2}(?:©|(?:fotos?|photos?|bild(?:er)?|images?|credits?|crédits?|copyright|fuente|quelle|source|imagen"
    r"|zdjęcie|фото|صورة|写真|图片)\b.{0,2}[:/©])",
    re.IGNORECASE,
)
RIGHTS = re.compile(r"\W{0,3}(?:©|\(c\)|copyright\b|all rights reserved)", re.IGNORECASE)
BYLINE = re.compile(
    r"(?:by|von|par|por|di|door|autor(?:zy)?:|автор|بقلم|كتبت?|文|記者)\s{0,2}:?\s{0,2}\S[^.!?]{2,60}",
    re.IGNORECASE,
)

# Offers in place of the rest of an article, which subscribers may read.
MEMBERS = re.compile(
    r"\b(?:subscribe|log ?in|sign in|register|become a (?:member|subscriber)) to (?:continue|read|keep|unlock)"
    r"|(?:article|story|content) is (?:reserved |only )?for (?:our )?(?:subscribers|members)|subscribers? only\b"
    r"|nur für abonnent|jetzt weiterlesen|mit einem abo|réservée? (?:à nos|aux) abonnés"
    r"|reste [^.]{0,20}% de cet article"
    r"|(?:exclusiv[oa]|solo) para suscriptores|suscríbete para (?:seguir|continuar)|riservat[oa] agli abbonati"
    r"|exclusivo para assinantes|alleen voor abonnees|dla (?:subskrybentów|prenumeratorów)|только для подписчиков"
    r"|للمشتركين فقط|会員限定|有料会員|この記事は[^。]{0,20}会員|会员专享|仅限(?:订阅|会员)|付费阅读",
    re.IGNORECASE,
)

# What a page says of itself where an article should be: that it sets cookies, or needs scripts.
NOTICE = re.compile(r"cookie|javascript|куки|クッキー|ملفات تعريف الارتباط", re.IGNORECASE)

# What a template holds where a text is to be put in.
PLACEHOLDER = re.compile(
    r"\{\{[^{}]{0,200}\}\}|\$\{[^{}]{0,200}\}|%%\w{1,60}%%|<%[^%]{0,200}%>|\[%[^%]{0,200}%\]"
    r"|lorem ipsum dolor sit amet",
    re.IGNORECASE,
)

# Names of elements in which readers answer, in the words of the languages that write Latin letters.
COMMENTS = frozenset(
    "comments commentlist commentaires kommentare kommentarer leserkommentare comentarios comentaris commenti reacties "
    "komentarze kommentit disqus".split()
)

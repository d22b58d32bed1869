"""Words that stand beside clocks and in dates: one row for each language.

Capitals and accents do not count. A new language is a new row; a word may stand in several.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

LONGEST_AGO = 40
"""Characters of a line that says how long ago a post was."""


class Language(NamedTuple):
    """The words of one language.

    `months` and `weekdays` (Monday first) are parted by "|", `hours` make a clock of an hour alone
    ("21 Uhr"), `after` follow a clock, `before` go before it, `date` lead to a date after it.
    """

    months: str = ""
    weekdays: str = ""
    hours: str = ""
    after: str = ""
    before: str = ""
    date: str = ""
    by: str = ""
    """Goes before the name of who wrote a post."""
    am: str = ""
    pm: str = ""
    """Stand beside a clock of twelve hours."""


LANGUAGES = {
    "en": Language(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug"
        "|september sept sep|october oct|november nov|december dec",
        "monday mon|tuesday tue tues|wednesday wed|thursday thu thur thurs|friday fri"
        "|saturday sat|sunday sun",
        after="hrs hours local time today yesterday",
        before="update updated last published posted at on as of time today yesterday new the",
        date="on of the",
        by="by",
    ),
    "de": Language(
        "januar janner jan|februar feb|marz mrz mar|april apr|mai|juni jun|juli jul|august aug"
        "|september sept sep|oktober okt|november nov|dezember dez",
        "montag mo|dienstag di|mittwoch mi|donnerstag do|freitag fr|samstag sonnabend sa"
        "|sonntag so",
        hours="uhr",
        after="ortszeit heute gestern",
        before="aktualisiert aktualisierung erstmeldung meldung stand vom am um den gegen heute"
        " gestern uhrzeit update ab",
        date="am den vom",
        by="von",
    ),
    "fr": Language(
        "janvier janv jan|fevrier fevr fev|mars|avril avr|mai|juin|juillet juil|aout"
        "|septembre sept|octobre oct|novembre nov|decembre dec",
        "lundi lun|mardi mar|mercredi mer|jeudi jeu|vendredi ven|samedi sam|dimanche dim",
        hours="heures",
        after="heure locale min",
        before="a le publie mis jour mise la ce hier aujourd hui",
        date="le",
        by="par",
    ),
    "es": Language(
        "enero ene|febrero feb|marzo mar|abril abr|mayo may|junio jun|julio jul|agosto ago"
        "|septiembre setiembre sept sep|octubre oct|noviembre nov|diciembre dic",
        "lunes lun|martes mar|miercoles mie|jueves jue|viernes vie|sabado sab|domingo dom",
        hours="horas",
        after="hs hrs hora local",
        before="a las la actualizado actualizacion publicado hoy ayer hora el minuto",
        date="del de el",
        by="por",
    ),
    "pt": Language(
        "janeiro jan|fevereiro fev|marco mar|abril abr|maio mai|junho jun|julho jul|agosto ago"
        "|setembro set|outubro out|novembro nov|dezembro dez",
        "segunda feira|terca|quarta|quinta|sexta|sabado|domingo",
        after="hora local min",
        before="as a atualizado atualizacao publicado hoje ontem em feira",
        date="de do em",
        by="por",
    ),
    "it": Language(
        "gennaio gen|febbraio feb|marzo mar|aprile apr|maggio mag|giugno giu|luglio lug"
        "|agosto ago|settembre set sett|ottobre ott|novembre nov|dicembre dic",
        "lunedi lun|martedi mar|mercoledi mer|giovedi gio|venerdi ven|sabato sab|domenica dom",
        before="ore alle aggiornamento aggiornato pubblicato oggi ieri ora h il",
        after="ora locale",
        date="del di il",
        by="di",
    ),
    "nl": Language(
        "januari jan|februari feb|maart mrt|april apr|mei|juni jun|juli jul|augustus aug"
        "|september sept sep|oktober okt|november nov|december dec",
        "maandag ma|dinsdag di|woensdag wo|donderdag do|vrijdag vr|zaterdag za|zondag zo",
        hours="uur",
        after="lokale tijd",
        before="om bijgewerkt laatste update vandaag gisteren",
        date="op",
        by="door",
    ),
    "sv": Language(
        "januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december",
        "mandag man|tisdag tis|onsdag ons|torsdag tors|fredag fre|lordag lor|sondag son",
        before="kl klockan uppdaterad publicerad idag igar i dag gar senast",
        date="den",
        by="av",
    ),
    "da": Language(
        "januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december",
        "mandag|tirsdag|onsdag|torsdag|fredag|lordag lørdag|sondag søndag",
        before="kl klokken opdateret publiceret",
        date="den d",
        by="af",
    ),
    "nb": Language(
        "januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember des",
        "mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag",
        before="kl klokka oppdatert publisert",
        by="av",
    ),
    "fi": Language(
        "tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesakuuta|heinakuuta|elokuuta"
        "|syyskuuta|lokakuuta|marraskuuta|joulukuuta",
        "maanantai ma|tiistai ti|keskiviikko ke|torstai to|perjantai pe|lauantai la|sunnuntai su",
        before="klo kello paivitetty julkaistu",
    ),
    "pl": Language(
        "stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|wrzesnia|pazdziernika"
        "|listopada|grudnia",
        "poniedziałek|wtorek|sroda srode|czwartek|piatek|sobota sobote|niedziela niedziele",
        after="r dzis wczoraj",
        before="godz godzina o ok aktualizacja akt opublikowano dzis dzisiaj wczoraj",
        date="dnia w",
    ),
    "cs": Language(
        "ledna|unora|brezna|dubna|kvetna|cervna|cervence|srpna|zari|rijna|listopadu|prosince",
        "pondeli|utery|streda|ctvrtek|patek|sobota|nedele",
        after="hod hodin",
        before="v cas aktualizovano dnes vcera",
    ),
    "hu": Language(
        "januar|februar|marcius|aprilis|majus|junius|julius|augusztus|szeptember|oktober"
        "|november|december",
        "hetfo|kedd|szerda|csutortok|pentek|szombat|vasarnap",
        hours="ora",
        before="ma tegnap frissitve frissites",
    ),
    "ro": Language(
        "ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie"
        "|noiembrie|decembrie",
        "luni|marti|miercuri|joi|vineri|sambata|duminica",
        before="ora actualizare publicat",
        by="de",
    ),
    "tr": Language(
        "ocak|subat|mart|nisan|mayis|haziran|temmuz|agustos|eylul|ekim|kasim|aralik",
        "pazartesi|sali|carsamba|persembe|cuma|cumartesi|pazar",
        before="saat guncelleme son bugun dun",
    ),
    "id": Language(
        "januari jan|februari feb|maret mar|april apr|mei|juni jun|juli jul|agustus agt ags"
        "|september sep|oktober okt|november nov|desember des",
        "senin|selasa|rabu|kamis|jumat|sabtu|minggu",
        before="pukul jam hari ini kemarin diperbarui update",
        am="pagi",
        pm="siang sore petang malam",
        date="pada tanggal",
        by="oleh",
    ),
    "vi": Language(
        hours="giờ",
        after="phut hom nay qua",
        am="sang",
        pm="chieu toi",
        before="luc cap nhat thu chu ngay hom nay qua vao",
        date="ngay",
    ),
    "ru": Language(
        "января янв|февраля фев|марта мар|апреля апр|мая|июня|июля|августа авг|сентября сен"
        "|октября окт|ноября|декабря дек",
        "понедельник пн|вторник вт|среда ср|четверг чт|пятница пт|суббота сб|воскресенье вс",
        after="мск г",
        am="утра",
        pm="дня вечера",
        before="в обновлено сегодня вчера",
    ),
    "uk": Language(
        "січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня",
        "понеділок|вівторок|середа|четвер|пʼятниця|субота|неділя",
        before="о оновлено сьогодні вчора",
    ),
    "el": Language(
        "ιανουαριου|φεβρουαριου|μαρτιου|απριλιου|μαιου|ιουνιου|ιουλιου|αυγουστου|σεπτεμβριου"
        "|οκτωβριου|νοεμβριου|δεκεμβριου",
        "δευτερα|τριτη|τεταρτη|πεμπτη|παρασκευη|σαββατο|κυριακη",
        before="ωρα στις",
    ),
    "ar": Language(
        "يناير جانفي|فبراير فيفري شباط|مارس آذار|أبريل نيسان|مايو ماي أيار|يونيو جوان حزيران"
        "|يوليو جويلية تموز|أغسطس أوت آب|سبتمبر أيلول|أكتوبر|نوفمبر|ديسمبر",
        "الاثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد",
        before="الساعة",
        am="ص صباحا",
        pm="م مساء",
    ),
    "he": Language(
        "ינואר בינואר|פברואר בפברואר|מרץ במרץ|אפריל באפריל|מאי במאי|יוני ביוני|יולי ביולי"
        "|אוגוסט באוגוסט|ספטמבר בספטמבר|אוקטובר באוקטובר|נובמבר בנובמבר|דצמבר בדצמבר",
        before="שעה בשעה",
    ),
    "hi": Language(
        "जनवरी|फरवरी|मार्च|अप्रैल|मई|जून|जुलाई|अगस्त|सितंबर|अक्टूबर|नवंबर|दिसंबर",
        after="बजे",
        am="सुबह",
        pm="दोपहर शाम रात",
    ),
    "th": Language(
        "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม"
        "|พฤศจิกายน|ธันวาคม",
        after="น",
        before="เวลา",
    ),
    "ca": Language(
        "gener|febrer|marc|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre",
        "dilluns|dimarts|dimecres|dijous|divendres|dissabte|diumenge",
        after="hores",
        before="les actualitzat avui ahir",
        by="per",
    ),
    "bg": Language(
        "януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември",
        "понеделник||сряда|четвъртък|петък|събота|неделя",
        after="ч часа",
        before="обновено днес",
    ),
    "sr": Language(
        "јануара|фебруара|марта|априла|маја|јуна|јула|августа|септембра|октобра|новембра|децембра",
        "понедељак|уторак|среда|четвртак|петак|субота|недеља",
        before="у",
    ),
    "hr": Language(
        "sijecnja januara januarja|veljace februara februarja|ozujka marta marca|travnja aprila"
        "|svibnja maja|lipnja juna junija|srpnja jula julija|kolovoza avgusta|rujna septembra"
        "|oktobra|studenog studenoga novembra|prosinca decembra",
        "ponedjeljak ponedeljak|utorak torek|srijeda sreda|cetvrtak cetrtek|petak petek|subota"
        "|nedjelja nedelja",
        after="sati",
        before="u ob danas danes jucer vceraj",
    ),
    "sk": Language(
        "januara|februara|marca|aprila|maja|juna|jula|augusta|septembra|oktobra|novembra|decembra",
        "pondelok|utorok|streda|stvrtok|piatok|sobota|nedela",
        before="aktualizovane vcera",
    ),
    "et": Language(
        "jaanuar|veebruar|marts|aprill|mai|juuni|juuli|august|september|oktoober|november"
        "|detsember",
        "esmaspaev|teisipaev|kolmapaev|neljapaev|reede|laupaev|puhapaev",
        before="kell uuendatud",
    ),
    "lv": Language(
        "janvaris|februaris|marts|aprilis|maijs|junijs|julijs|augusts|septembris|oktobris"
        "|novembris|decembris",
        "pirmdiena|otrdiena|tresdiena|ceturtdiena|piektdiena|sestdiena|svetdiena",
        before="plkst pulksten",
    ),
    "lt": Language(
        "sausio|vasario|kovo|balandzio|geguzes|birzelio|liepos|rugpjucio|rugsejo|spalio"
        "|lapkricio|gruodzio",
        "pirmadienis|antradienis|treciadienis|ketvirtadienis|penktadienis|sestadienis"
        "|sekmadienis",
        after="val d",
        before="atnaujinta siandien vakar",
    ),
    "ko": Language(am="오전", pm="오후"),
    "ja": Language(am="午前", pm="午後"),
    "zh": Language(am="上午 凌晨 早上 清晨", pm="下午 晚上 傍晚 中午"),
}  # fmt: skip


def _without_marks(text: str) -> str:
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(x for x in plain if not unicodedata.combining(x)).replace("ı", "i")


folded = lru_cache(maxsize=4096)(_without_marks)
"""A word without capitals and accents."""


def _table(rows: Iterable[str]) -> dict[str, int]:
    """Words with their place in a row parted by "|"; the first language wins."""
    found: dict[str, int] = {}
    for row in rows:
        for place, words in enumerate(row.split("|")):
            for word in folded(words).split():
                found.setdefault(word, place)
    return found


def _words(rows: Iterable[str]) -> frozenset[str]:
    return frozenset(_table(rows))


_ALL = LANGUAGES.values()
MONTHS = _table(x.months for x in _ALL)
"""Months from 0 on."""
WEEKDAYS = _table(x.weekdays for x in _ALL)
HOURS = _words(x.hours for x in _ALL)
AFTER = _words(x.after for x in _ALL) | HOURS | {"h"}
BEFORE = _words(x.before for x in _ALL)
BEFORE_DATE = _words(x.date for x in _ALL)
BY = _words(x.by for x in _ALL)
HALVES = {
    **dict.fromkeys(_words(x.am for x in _ALL), "am"),
    **dict.fromkeys(_words(x.pm for x in _ALL), "pm"),
}
"""Halves of the day that stand beside the clock."""
LETTER = r"(?:[^\W\d_]|[\u0900-\u0903\u093a-\u094d\u0e31\u0e34-\u0e4e])"
"""A letter, or a sign of a vowel that is written as a character of its own."""
_LIVE_WORDS = (
    "live|as of|ticker|minute by minute|as it happened|timeline|updates|minuto|directo|en vivo"
    "|ao vivo|diretta|en direct|chronolog|chronik|protokoll|relacja|na zywo|minuta po|uzivo|v zivo"
    "|nazivo|online|percrol percre|minut cu minut|canli|онлайн|хроник|хроніка|прям|на живо|наживо"
    "|λεπτο προς λεπτο|ζωντανα|مباشر|لحظة بلحظة|בזמן אמת|מתעדכן|लाइव|เกาะติด|truc tiep|cap nhat"
    "|langsung|seuraa|hetki hetkelta|direkte|直播|实时|實時|即時|速報|ライブ|실시간|라이브"
)
_LIVE = re.compile(_without_marks(_LIVE_WORDS))
"""Words of titles of live blogs."""


_AGO = re.compile(
    r"(?:(?:vor|il y a|hace|ha|for|fa|przed|pred|prije|πριν|منذ|לפני)\s)?\d{1,3}\s?\S{1,12}"
    r"(?:\s(?:ago|geleden|atras|fa|sedan|siden|sitten|temu|once|назад|тому|lalu|truoc))?"
)


_UPDATED = re.compile(
    r"(?i)update|stand\b|aktualisier|mis à jour|mise à jour|actualiz|atualiz|aggiorn|bijgewerkt"
    r"|uppdatera|oppdater|opdater|güncelle|cập nhật|diperbarui|обновл|aktualiz|päivit|actualitza"
    r"|ažurira|frissít|uuendat|atnaujint|ενημερ"
)


def says_updated(text: str) -> bool:
    """True for words beside the time of an edit."""
    return bool(_UPDATED.search(text))


_PUBLISHED = re.compile(r"(?i)publi|posted|veröffentl|pubblic|yayın|опублик|julkaistu")


def says_published(text: str) -> bool:
    """True for words beside the day on which a page was published, that of its oldest post."""
    return bool(_PUBLISHED.search(text))


def says_ago(text: str) -> bool:
    """True for a line that says only how long ago something was: "5 m ago", "vor 2 Stunden"."""
    plain = _without_marks(text.strip()) if len(text) < LONGEST_AGO else ""
    return bool(_AGO.fullmatch(plain)) and len(plain.split()) > 1 and plain[-1:].isalpha()


def says_live(text: str) -> bool:
    """True for a line that calls the text a live blog."""
    return bool(_LIVE.search(_without_marks(text)))


NO_NAMES = _words(
    (
        "live update updates updated breaking key event news video photo photos picture pictures",
        "watch opinion analysis read more share latest today yesterday top story exclusive just in",
        "now pinned post posts the new neu wichtig eilmeldung mehr heute gestern direct alerte la",
        "une urgent ahora hace ultima hora agora ao vivo minuto partager teilen compartir am um",
        "uhr vor le il",
    )
)
"""Words of labels and times that stand where a name can stand, too."""

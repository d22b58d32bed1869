"""Words beside clocks and in dates, one table for all languages, without capitals and accents."""

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from operator import itemgetter

LONGEST_AGO = 40  # characters of a line such as "5 m ago"

_WORDS = """
en months january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september
 sept sep|october oct|november nov|december dec; weekdays monday mon|tuesday tue tues|wednesday wed|
 thursday thu thur thurs|friday fri|saturday sat|sunday sun; after hrs hours local time today
 yesterday; before live update updated latest last published posted at on as of time new the
 day changed around about ca circa just past; near today yesterday; date on of the; by by; and and;
 zoned time|all are in shown given listed at|times
de months januar janner jan|februar feb|marz mrz mar maerz|april apr abrell|mai mee|juni jun|juli
 jul|august aug|september sept sep|oktober okt|november nov|dezember dez; weekdays montag mo|
 dienstag di|mittwoch mi|donnerstag do|freitag fr|samstag sonnabend sa|sonntag so; hours uhr; after
 ortszeit heute gestern; before aktualisiert aktualisierung erstmeldung meldung stand vom am um den
 gegen uhrzeit update ab von nachtrag; near heute gestern; date am den vom; halves morgens
 vormittags|mittags nachmittags abends; by von autor autorin; and und; zoned zeit zeiten zeitangaben
 uhrzeiten ortszeit|alle sind nach angaben gelten
fr months janvier janv jan|fevrier fevr fev|mars|avril avr|mai|juin|juillet juil|aout|septembre
 sept|octobre oct|novembre nov|decembre dec; weekdays lundi lun|mardi mar|mercredi mer|jeudi jeu|
 vendredi ven|samedi sam|dimanche dim; hours heures; after heure locale min; before a le publie mis
 jour mise la ce hier; near aujourd hui; date le du de l; halves matin|soir midi; by par auteur; and
 et; zoned heure heures horaires|toutes tous les sont en de
es months enero ene|febrero feb pebrero|marzo mar marso|abril abr|mayo may|junio jun hunyo|julio jul
 hulyo|agosto ago|septiembre setiembre sept sep setyembre|octubre oct oktubre|noviembre nov
 nobyembre|diciembre dic disyembre; weekdays lunes lun|martes mar|miercoles mie|jueves jue|viernes
 vie|sabado sab|domingo dom; hours horas; after hs hrs hora local; before a las la actualizado
 actualizacion publicado hora el minuto; near hoy ayer; date del de el la; halves manana madrugada|
 tarde noche; by por; and y; zoned hora horas horario horarios|todas todos las los son del de la
pt months janeiro jan xaneiro|fevereiro fev febreiro|marco mar|abril abr|maio mai|junho jun xuno|
 julho jul xullo|agosto ago|setembro set|outubro out|novembro nov|dezembro dez decembro; weekdays
 segunda feira|terca|quarta|quinta|sexta|sabado|domingo; after hora local min; before as a
 atualizado atualizacao publicado em feira; near hoje ontem; date de do em da; halves manha|tarde
 noite; by por; and e; zoned hora horas horario horarios|todas todos as os sao em do
it months gennaio gen jannar|febbraio feb frar|marzo mar marzu|aprile apr april|maggio mag mejju|
 giugno giu gunju|luglio lug lulju|agosto ago awwissu|settembre set sett settembru|ottobre ott
 ottubru|novembre nov novembru|dicembre dic dicembru; weekdays lunedi lun|martedi mar|mercoledi mer|
 giovedi gio|venerdi ven|sabato sab|domenica dom; after ora locale; before ore alle delle
 aggiornamento aggiornato pubblicato ora h il; near oggi ieri; date del di il; halves mattina|
 pomeriggio sera; by di autore; zoned ora ore orario orari|tutti tutte gli le sono di
nl months januari jan januarie|februari feb februarie|maart mrt|april apr|mei|juni jun junie|juli
 jul julie|augustus aug|september sept sep|oktober okt|november nov|december dec desember; weekdays
 maandag ma|dinsdag di|woensdag wo|donderdag do|vrijdag vr|zaterdag za|zondag zo; hours uur; after
 lokale tijd; before om van bijgewerkt aangepast laatste update; near vandaag gisteren; date op; by
 door; and en; zoned tijd tijden|zijn
sv months januari|februari|mars|april|maj|juni|juli|augusti|september|oktober|november|december;
 weekdays mandag man|tisdag tis|onsdag ons|torsdag tors|fredag fre|lordag lor|sondag son; before kl
 klockan uppdatering uppdaterad publicerad i senast; near idag igar dag gar; date den; by av; and
 och
da months januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december;
 weekdays mandag|tirsdag|onsdag|torsdag|fredag|lordag lørdag|sondag søndag; before kl klokken
 opdateret publiceret; date den d; by af; and og; zoned tid tider|alla ar
nb months januar|februar|mars|april|mai|juni|juli|august agust|september|oktober|november|desember
 des; weekdays mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag; before kl klokka oppdatert
 publisert; by av
fi months tammikuuta|helmikuuta|maaliskuuta|huhtikuuta|toukokuuta|kesakuuta|heinakuuta|elokuuta|
 syyskuuta|lokakuuta|marraskuuta|joulukuuta; weekdays maanantai ma|tiistai ti|keskiviikko ke|torstai
 to|perjantai pe|lauantai la|sunnuntai su; before klo kello paivitys paivitetty muokattu julkaistu;
 near tanaan eilen; by teksti
pl months stycznia styczen sty|lutego luty lut|marca marzec|kwietnia kwiecien kwi|maja|czerwca
 czerwiec cze|lipca lipiec lip|sierpnia sierpien sie|wrzesnia wrzesien wrz|pazdziernika pazdziernik
 paz|listopada listopad lis|grudnia grudzien gru; weekdays poniedziałek|wtorek|sroda
 srode|czwartek|piatek|sobota sobote|niedziela niedziele; after r dzis wczoraj; before godz godzina
 o ok aktualizacja akt opublikowano; near dzis dzisiaj wczoraj; date dnia w; halves rano|wieczorem;
 by przez autor autorka; and i; zoned czas czasu godziny|wszystkie wg
cs months ledna|unora|brezna|dubna|kvetna|cervna|cervence|srpna|zari|rijna|listopadu|prosince;
 weekdays pondeli|utery|streda|ctvrtek|patek|sobota|nedele; hours hod hodin; before v cas
 aktualizovano; near dnes vcera; by autor autorka
hu months januar|februar|marcius|aprilis|majus|junius|julius|augusztus|szeptember|oktober|november|
 december; weekdays hetfo|kedd|szerda|csutortok|pentek|szombat|vasarnap; hours ora; before ma
 frissitve frissites; near tegnap
ro months ianuarie|februarie|martie|aprilie|mai|iunie|iulie|august|septembrie|octombrie|noiembrie|
 decembrie; weekdays luni|marti|miercuri|joi|vineri|sambata|duminica; before ora actualizare
 publicat; near azi; by de
tr months ocak yanvar|subat fevral|mart|nisan aprel|mayis may|haziran iyun|temmuz iyul|agustos
 avqust avgust|eylul sentyabr sentabr|ekim oktyabr oktabr|kasim noyabr|aralik dekabr; weekdays
 pazartesi|sali|carsamba|persembe|cuma|cumartesi|pazar; before saat guncelleme son; near bugun dun;
 zoned saat saati saatler saatiyle
id months januari jan|februari feb|maret mar machi|april apr aprili|mei|juni jun|juli jul julai|
 agustus agt ags ogos agosti|september sep septemba|oktober okt oktoba|november nov novemba|desember
 des disember dis desemba; weekdays senin|selasa|rabu|kamis|jumat|sabtu|minggu; after hari; before
 pukul jam diperbarui update; near hari ini kemarin; date pada tanggal; by oleh penulis; halves
 pagi|siang sore petang malam tengah; zoned waktu
vi hours giờ; after phut hom nay qua; before luc cap nhat thu chu ngay hom nay qua vao; date ngay;
 halves sang|chieu toi
ru months января янв|февраля фев|марта мар|апреля апр|мая|июня июн|июля июл|августа авг|сентября
 сен|октября окт|ноября ноя|декабря дек; weekdays понедельник пн|вторник вт|среда ср|четверг чт |
 пятница пт|суббота сб|воскресенье вс; after г; before в обновлено; near сегодня вчера; halves
 утра|дня вечера; by автор; zoned время времени час часом|все по указано указаны за
uk months січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня;
 weekdays понеділок|вівторок|середа|четвер|пʼятниця|субота|неділя; before о оновлено; near сьогодні
 вчора
el months ιανουαριου|φεβρουαριου|μαρτιου|απριλιου|μαιου|ιουνιου|ιουλιου|αυγουστου|σεπτεμβριου|
 οκτωβριου|νοεμβριου|δεκεμβριου; weekdays δευτερα|τριτη|τεταρτη|πεμπτη|παρασκευη|σαββατο|κυριακη;
 before ωρα στις; near σημερα χθες; by της του; zoned ωρα ωρες
ar months يناير جانفي|فبراير فيفري شباط|مارس آذار|أبريل نيسان|مايو ماي أيار|يونيو جوان حزيران|يوليو
 جويلية تموز|أغسطس أوت آب|سبتمبر أيلول|أكتوبر|نوفمبر|ديسمبر; weekdays الاثنين|الثلاثاء|الأربعاء|
 الخميس|الجمعة|السبت|الأحد; before الساعة; near اليوم أمس; halves ص صباحا|م مساء; and
 و; by بقلم; zoned توقيت بتوقيت
he months ינואר בינואר|פברואר בפברואר|מרץ במרץ|אפריל באפריל|מאי במאי|יוני ביוני|יולי ביולי|אוגוסט
 באוגוסט|ספטמבר בספטמבר|אוקטובר באוקטובר|נובמבר בנובמבר|דצמבר בדצמבר; before שעה בשעה; near היום
 אתמול; by מאת
hi months जनवरी जानेवारी|फरवरी फेब्रुवारी|मार्च|अप्रैल एप्रिल|मई मे|जून|जुलाई जुलै|अगस्त ऑगस्ट|
 सितंबर सप्टेंबर सितम्बर|अक्टूबर ऑक्टोबर|नवंबर नोव्हेंबर नवम्बर|दिसंबर डिसेंबर दिसम्बर; after बजे;
 near आज कल; halves सुबह|दोपहर शाम रात
bn months জানুয়ারি|ফেব্রুয়ারি|মার্চ|এপ্রিল|মে|জুন|জুলাই|আগস্ট|সেপ্টেম্বর|অক্টোবর|নভেম্বর|ডিসেম্বর
ur months جنوری ژانویه|فروری فوریه|مارچ مارس|اپریل آوریل|مئی مه|جون ژوئن|جولائی ژوئیه|اگست اوت|ستمبر
 سپتامبر|اکتوبر اکتبر|نومبر نوامبر|دسمبر دسامبر
th months มกราคม ม.ค|กุมภาพันธ์ ก.พ|มีนาคม มี.ค|เมษายน เม.ย|พฤษภาคม พ.ค|มิถุนายน มิ.ย|กรกฎาคม ก.ค |
 สิงหาคม ส.ค|กันยายน ก.ย|ตุลาคม ต.ค|พฤศจิกายน พ.ย|ธันวาคม ธ.ค; after น; before เวลา
ca months gener|febrer|marc|abril|maig|juny|juliol|agost|setembre|octubre|novembre|desembre;
 weekdays dilluns|dimarts|dimecres|dijous|divendres|dissabte|diumenge; hours hores; before les
 actualitzat; near avui ahir; by per
bg months януари|февруари|март|април|май|юни|юли|август|септември|октомври|ноември|декември;
 weekdays понеделник||сряда|четвъртък|петък|събота|неделя; hours ч часа; before обновено; near днес
sr months јануара јануари|фебруара|марта|априла|маја|јуна јуни|јула јули|августа|септембра|октобра|
 новембра|децембра; weekdays понедељак|уторак|среда|четвртак|петак|субота|недеља; before у
hr months sijecnja januara januarja|veljace februara februarja|ozujka marta marca|travnja aprila|
 svibnja maja|lipnja juna junija|srpnja jula julija|kolovoza avgusta|rujna septembra|oktobra|
 studenog studenoga novembra|prosinca decembra; weekdays ponedjeljak ponedeljak|utorak torek|srijeda
 sreda|cetvrtak cetrtek|petak petek|subota|nedjelja nedelja; hours sati; before u ob; near danas
 danes jucer vceraj
sk months januara|februara|marca|aprila|maja|juna|jula|augusta|septembra|oktobra|novembra|decembra;
 weekdays pondelok|utorok|streda|stvrtok|piatok|sobota|nedela; before aktualizovane vcera
et months jaanuar|veebruar|marts|aprill|mai|juuni|juuli|august|september|oktoober|november|
 detsember; weekdays esmaspaev|teisipaev|kolmapaev|neljapaev|reede|laupaev|puhapaev; before kell
 uuendatud
lv months janvaris|februaris|marts|aprilis|maijs|junijs|julijs|augusts|septembris|oktobris|
 novembris|decembris; weekdays pirmdiena|otrdiena|tresdiena|ceturtdiena|piektdiena|sestdiena|
 svetdiena; before plkst pulksten
lt months sausio|vasario|kovo|balandzio|geguzes|birzelio|liepos|rugpjucio|rugsejo|spalio|lapkricio|
 gruodzio; weekdays pirmadienis|antradienis|treciadienis|ketvirtadienis|penktadienis|sestadienis|
 sekmadienis; hours val; after d; before atnaujinta; near siandien vakar
cy months ionawr|chwefror|mawrth|ebrill|mai|mehefin|gorffennaf|awst|medi|hydref|tachwedd|rhagfyr;
 before postiwyd am
sq months janar|shkurt|mars|prill|maj|qershor|korrik|gusht|shtator|tetor|nentor|dhjetor
ko weekdays 월요일 월|화요일 화|수요일 수|목요일 목|금요일 금|토요일 토|일요일 일; near 오늘 어제;
 halves 오전|오후
ja weekdays 月曜日 月|火曜日 火|水曜日 水|木曜日 木|金曜日 金|土曜日 土|日曜日 日; near 今日 昨日;
 halves 午前|午後
zh weekdays 星期一 周一 週一|星期二 周二 週二|星期三 周三 週三|星期四 周四 週四|星期五 周五 週五|
 星期六 周六 週六|星期日 星期天 周日 週日; near 今天 昨天; halves 上午 凌晨 早上 清晨|
 下午 晚上 晚间 晚間 傍晚 中午; zoned 時間 时间 시간
ka months იანვარი|თებერვალი|მარტი|აპრილი|მაისი|ივნისი|ივლისი|აგვისტო|სექტემბერი|ოქტომბერი|ნოემბერი|
 დეკემბერი
hy months հունվար հունվարի|փետրվար փետրվարի|մարտ մարտի|ապրիլ ապրիլի|մայիս մայիսի|հունիս հունիսի|
 հուլիս հուլիսի|օգոստոս օգոստոսի|սեպտեմբեր սեպտեմբերի|հոկտեմբեր հոկտեմբերի|նոյեմբեր նոյեմբերի|
 դեկտեմբեր դեկտեմբերի
kk months қаңтар|ақпан|наурыз|сәуір|мамыр|маусым|шілде|тамыз|қыркүйек|қазан|қараша|желтоқсан
ta months ஜனவரி ஜன|பிப்ரவரி பிப்|மார்ச் மார்|ஏப்ரல் ஏப்|மே|ஜூன்|ஜூலை|ஆகஸ்ட்|செப்டம்பர் செப்|
 அக்டோபர் அக்|நவம்பர் நவ|டிசம்பர் டிச
te months జనవరి|ఫిబ్రవరి|మార్చి|ఏప్రిల్|మే|జూన్|జులై|ఆగస్టు|సెప్టెంబర్|అక్టోబర్|నవంబర్|డిసెంబర్
gu months જાન્યુઆરી|ફેબ્રુઆરી|માર્ચ|એપ્રિલ|મે|જૂન|જુલાઈ|ઓગસ્ટ|સપ્ટેમ્બર|ઓક્ટોબર|નવેમ્બર|ડિસેમ્બર
my months ဇန်နဝါရီ|ဖေဖော်ဝါရီ|မတ်|ဧပြီ|မေ|ဇွန်|ဇူလိုင်|ဩဂုတ်|စက်တင်ဘာ|အောက်တိုဘာ|နိုဝင်ဘာ|ဒီဇင်ဘာ
km before ម៉ោង
"""
"""A paragraph for each language and its neighbours: Icelandic is in nb, Galician in pt, Maltese in
it, Azerbaijani in tr. A text's language is not asked: words of all count in each. Kinds of words:

`months` and `weekdays` (Monday first) are separated by "|", `hours` make a clock of an hour alone
("21 Uhr"), `after` follow a clock, `before` and `near` (days) precede a clock, `date` a date, `by`
an author, `and` stands between names, `halves` (am, pm) belong to a clock of twelve hours. `zoned`
say of a zone that all times are in it: nouns, words beside these, and nouns that need such a word.
"""


def _without_marks(text: str) -> str:
    if text.isascii():
        return text.casefold()
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(x for x in plain if not unicodedata.combining(x)).replace("ı", "i")


folded = lru_cache(maxsize=4096)(_without_marks)  # no capitals or accents


def _tables() -> dict[str, dict[str, int]]:
    """For each kind the words with their place in a row; the first language wins."""
    found: dict[str, dict[str, int]] = defaultdict(dict)
    for language in _WORDS.strip().replace("\n ", " ").splitlines():
        for row in language.partition(" ")[2].split("; "):
            kind, _, words = row.partition(" ")
            for place, part in enumerate(folded(words).split("|")):
                for word in part.split():
                    found[kind].setdefault(word, place)
    return found


MONTHS, WEEKDAYS, _HALVES, HOURS, _AFTER, _BEFORE, NEAR, BEFORE_DATE, BY, AND, ZONED = itemgetter(
    "months", "weekdays", "halves", "hours", "after", "before", "near", "date", "by", "and", "zoned"
)(_tables())
"""Words of all languages; months and weekdays with their number from 0."""
AFTER = {*_AFTER, *HOURS, "h"}
BEFORE = {*_BEFORE, *NEAR}
HALVES = {word: ("am", "pm")[half] for word, half in _HALVES.items()}
_OCLOCK = r"ore alle las kl kl\. klokken klokka klockan klo kello godz\. saat pukul plkst\. kell"
SAID_HOUR = "|".join(rf"(?<=\b{x} {y})" for x in _OCLOCK.split() for y in (r"\d", r"\d\d"))
"""Place behind an hour alone that follows a word: "Kl. 15: Text"."""
LETTER = r"(?:[^\W\d_]|(?![\d\u0964\u0965])[\u0900-\u0dff\u0e31-\u0e4e\u102b-\u103e\u17b4-\u17d3])"
"""A letter, or a vowel sign that is a character of its own."""
UNSPACED_NAME = (
    r"(?:[王李张張刘劉陈陳杨楊赵趙吴吳徐孙孫朱胡郭郑鄭谢謝罗羅梁宋许許冯馮邓鄧曹彭袁潘蔡蒋蔣蘇魏吕呂沈姚卢盧崔谭譚廖贾賈董汪邹鄒邱]"
    r"[\u4e00-\u9fff]?|[黄黃周马馬何高林唐韩韓曾肖萧田余于杜叶葉程苏丁任姜钟鍾陆陸范金石韦韋夏付方白孟熊秦江]"
    r"(?![一二三四五六日天])[\u4e00-\u9fff])[\u4e00-\u9fff](?<![州省市县縣区區局部队隊员員会會路])"
    r"|[김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민]"
    r"[민서지현수영은진희준우호성재정윤석경미선태연주상동훈철기혜숙순원유하예승찬빈환규욱혁식범길용종병광창덕명남인도세형채효홍옥린근건균솔람율웅완학필택열섭]{2}"
)
"""A surname with a Chinese given name, of two characters where the surname begins many other words;
or with a Korean one of the syllables of given names."""
_LIVE = _without_marks(
    r"\b(?<!\bi )(?<!\bto )(?<!\bwe )(?<!\bthey )(?<!\bwho )live(?![ds]\b|l[iy]|r(?:pool|s?\b))"
    r"|as of|ticker|rivivi|revivez|\b(?:live|news)[ -]?blog|timeline|updates|as it happened|minuto"
    r"|(minu+t|минут|λεπτο)\w{0,9}[ -]\w{1,4}[ -]\1|directo\b|[ae][on] vivo|diretta|en direct"
    r"|chronolog|chronik|relacja|na zywo|minut[au] po|zivo\b|on-?line|percrol percre"
    r"|\belo(?:ben)?\b|canli|онлайн|хроник|хронік|прям|на живо|ζωντανα|مباشر|لحظة بلحظة|בזמן אמת"
    r"|מתעדכן|שידור|דיווח|\bחי\b|लाइव|เกาะติด|truc tiep|cap nhat|langsung|seuraa|hetki hetkelta"
    r"|direkte|direktrapport|\bsuora(?:n?a? lahety\w+)?\b|直播|实时|實時|即時|速報|ライブ"
    r"|실시간|라이브|наживо|\blees\b.{0,90}\bterug\b|tempo real\b|dakika dakika"
    "|tiesraid|tiesiogiai|otseblogi|beinni|時系列|уживо|براہ راست|সরাসরি|நேரலை|ონლაინ|ուղիղ"
)  # fmt: skip

_SINCE = _without_marks(
    r"(?:\s(?:ago|geleden|atras|fa|sedan|siden|sitten|temu|once|назад|тому|lalu|truoc|पहले|আগে|전|πριν)|前)"
)
_AGES = re.compile(
    r"(?P<ago>(?:vor|il y a|hace|ha|for|fa|przed|pred|prije|πριν|منذ|לפני)\s"
    rf"(?:\d{{1,3}}\s?\S{{1,12}}{_SINCE}?"
    r"|(?:eine[rm]|une?|una) (?:stunde|minut[eo]|tag|heure|hora|dia))"
    rf"|(?:about |over )?(?:\d{{1,3}}\s?|an? (?=hour|minute|moment|day))\S{{1,12}}{_SINCE}"
    r"|منذ (?:ساعة|ساعتين|دقيقة|دقيقتين|يوم|يومين)|לפני (?:שעה|שעתיים|דקה|יום|יומיים))"
    r"|(?P<span>(?:\d{1,3}\s?(?:h|hrs?|hours?|m|mins?|minute[ns]?|minutos?|d|days?|std|stunden?|tag(?:en)?"
    r"|heures?|jours?|horas?|dias?|ore|giorni|دقيقة|دقائق|ساعة|ساعات)\.?\s?)+(?:ago|fa)?)"
    r"|(?P<now>just now|gerade eben|a l['’]instant|agora mesmo|ahora mismo|zojuist|akkurat na"
    r"|just nu|lige nu|tocmai acum|az once|przed chwila|prave ted|upravo sada|только что|щоино"
    rf"|μολισ τωρα|刚刚|剛剛|たった今|{_without_marks('방금')})"
)

UPDATED = re.compile(
    r"(?i)updat(?!es)|modif|\bedit|chang|expir|\bstand\b|zuletzt|ge[aä]e?ndert|gewijzigd|bijgewerkt"
    r"|a[ck]?tuali[sz]|mise? à jour|\bm[aà]j\b|aggiorn|uppdatera|oppdater|opdater|güncelle"
    r"|cập nhật|diperbarui|обновл|päivit|muokat|actualitza|ažurira|frissít|uuendat|atnaujint|ενημερ"
    r"|تحديث|aangepast"
)
"""Words beside the time of an edit, or in its name."""

PUBLISHED = re.compile(r"(?i)publi|posted|veröffentl|pubblic|yayın|опублик|julkaistu")
"""Words beside the day of publication, which is the oldest post's."""


def says_ago(text: str, *kinds: str) -> bool:
    """Only an age, of these `kinds` if any: "vor 2 h" (ago), "5 m" (span), "just now" (now)."""
    age = _AGES.fullmatch(_without_marks(text.strip(" ()[]")) if len(text) < LONGEST_AGO else "")
    return age is not None and (not kinds or age.lastgroup in kinds)


def says_live(text: str) -> bool:
    return bool(re.search(_LIVE, _without_marks(text)))

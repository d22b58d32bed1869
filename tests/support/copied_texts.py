"""Made-up live blogs as people copy them, in many shapes and languages, and texts that are none.

Each live blog stands with its posts: "12 May 14:30 | headline | authors | first words".
"""

from typing import NamedTuple


class Copied(NamedTuple):
    """A text and its posts, oldest first; `day` is what the user gives."""

    text: str
    posts: tuple[str, ...]
    day: str = ""


BLOGS = {
    "Portuguese, h between hour and minute, newest first": Copied(
        """Ponte de Marró abre ao público: siga ao vivo

Publicado em 12/05/2023 às 08h10
Atualizado em 12/05/2023 às 17h45

17h32 - Última barca regressa ao cais
A barca que ligava as duas margens fez hoje a derradeira viagem. Levava sessenta passageiros.

Compartilhar

15h05 - Prefeito corta a fita
O prefeito chegou com meia hora de atraso. A tesoura não cortava.

Compartilhar

9h40 - Bom dia
Começa aqui a nossa cobertura da abertura da ponte. Fique conosco.

Compartilhar
""",
        (
            "12 May 09:40 | Bom dia |  | Começa aqui a nossa cobertura",
            "12 May 15:05 | Prefeito corta a fita |  | O prefeito chegou com",
            "12 May 17:32 | Última barca regressa ao cais |  | A barca que ligava",
        ),
    ),
    "Dutch, uur behind the clock, days between": Copied(
        """Liveblog: storm over de Waddenkust

Dinsdag 3 oktober 2023

14.20 uur Veerdienst hervat
De veerboot vaart weer. De eerste afvaart zat vol.

8.15 uur Bomen op het spoor
Tussen de dorpen ligt een boom op de rails. Reizigers nemen de bus.

Maandag 2 oktober 2023

23.50 uur Windkracht tien gemeten
Op de dijk werd windkracht tien gemeten. Dat is een record voor oktober.

21.05 uur De storm komt eraan
Het waait al stevig op het strand. Blijf binnen.
""",
        (
            "02 Oct 21:05 | De storm komt eraan |  | Het waait al",
            "02 Oct 23:50 | Windkracht tien gemeten |  | Op de dijk",
            "03 Oct 08:15 | Bomen op het spoor |  | Tussen de dorpen",
            "03 Oct 14:20 | Veerdienst hervat |  | De veerboot vaart",
        ),
    ),
    "Polish, the clock alone, a headline below": Copied(
        """Wybory wójta — relacja na żywo

Aktualizacja: 7 kwietnia 2024, 22:40

22:31
Koniec liczenia
Komisja zakończyła liczenie głosów. Wyniki poznamy rano.

21:00
Lokale zamknięte
O dziewiątej zamknięto wszystkie lokale. Kolejki już nie było.

12:07
Frekwencja w południe
Do południa głosowało osiemset osób. To więcej niż ostatnio.
""",
        (
            "07 Apr 12:07 | Frekwencja w południe |  | Do południa głosowało",
            "07 Apr 21:00 | Lokale zamknięte |  | O dziewiątej zamknięto",
            "07 Apr 22:31 | Koniec liczenia |  | Komisja zakończyła liczenie",
        ),
    ),
    "Swedish, kl before the clock, no headlines": Copied(
        """Snöovädret: följ läget här

Kl. 13.42 Tåget mot kusten står stilla efter ett signalfel. Passagerarna får vänta på bussar.

Kl. 12.18 Skolorna stänger tidigare i dag. Föräldrar ombeds hämta barnen före klockan tre.

Kl. 11.03 Plogbilarna är ute sedan i natt. Det snöar fortfarande kraftigt.

Kl. 07.55 God morgon! Vi rapporterar om ovädret hela dagen.
""",
        (
            "09 Jan 07:55 |  |  | God morgon! Vi rapporterar",
            "09 Jan 11:03 |  |  | Plogbilarna är ute",
            "09 Jan 12:18 |  |  | Skolorna stänger tidigare",
            "09 Jan 13:42 |  |  | Tåget mot kusten",
        ),
        "2024-01-09",
    ),
    "Turkish, day and clock above the headline": Copied(
        """Şenlik canlı anlatım

14 Mayıs 2023 Pazar 21:17
Sandıklar kapandı
Köy meydanında oy verme işlemi bitti. Sayım başladı.

14 Mayıs 2023 Pazar 16:48
Muhtar oyunu kullandı
Muhtar adayı öğleden sonra oyunu kullandı. Çay dağıtıldı.

14 Mayıs 2023 Pazar 08:02
Oy verme başladı
Meydanda ilk oylar atıldı. Hava güneşli.
""",
        (
            "14 May 08:02 | Oy verme başladı |  | Meydanda ilk oylar",
            "14 May 16:48 | Muhtar oyunu kullandı |  | Muhtar adayı öğleden",
            "14 May 21:17 | Sandıklar kapandı |  | Köy meydanında oy",
        ),
    ),
    "Italian, ore before the clock, a dash behind": Copied(
        """La piena del fiume, la diretta

3 novembre 2023

Ore 18.42 - Il ponte riapre
I tecnici hanno controllato i piloni. Il ponte riapre alle auto.

Ore 16.10 - Il livello scende
Il fiume è sceso di venti centimetri. La protezione civile resta in allerta.

Ore 9.33 - Chiuse le scuole
Il sindaco ha chiuso le scuole per precauzione. Riapriranno lunedì.
""",
        (
            "03 Nov 09:33 | Chiuse le scuole |  | Il sindaco ha",
            "03 Nov 16:10 | Il livello scende |  | Il fiume è",
            "03 Nov 18:42 | Il ponte riapre |  | I tecnici hanno",
        ),
    ),
    "Spanish, twelve hours with points, oldest first": Copied(
        """Minuto a minuto de la carrera de burros

2:05 p. m. Los burros salen de la plaza. El público los acompaña con tambores y cohetes.

2:31 p. m. El favorito se detiene a comer. Su dueño le promete una zanahoria.

2:48 p. m. Cruza la meta la burra Estrella. Nadie lo esperaba.

3:16 p. m. Termina la premiación. Gracias por seguirnos.
""",
        (
            "20 Jul 14:05 |  |  | Los burros salen",
            "20 Jul 14:31 |  |  | El favorito se",
            "20 Jul 14:48 |  |  | Cruza la meta",
            "20 Jul 15:16 |  |  | Termina la premiación.",
        ),
        "2022-07-20",
    ),
    "French, over midnight, h and colon, the day at the top": Copied(
        """DIRECT. Nuit des chouettes : suivez notre soirée

Mis à jour le 04/03/2023 à 01h12

01h05 : La fin de la nuit
Les derniers guetteurs rentrent au village. Merci à tous.

00h20 : Trois hulottes
Trois hulottes ont répondu aux appels. Les enfants dorment debout.

22h48 : Silence dans le bois
Personne n'a rien entendu jusqu'ici. Le café est chaud.

20h31 : Bonsoir
Nous voici à l'orée du bois. La lune est pleine.
""",
        (
            "03 Mar 20:31 | Bonsoir |  | Nous voici à",
            "03 Mar 22:48 | Silence dans le |  | Personne n'a rien",
            "04 Mar 00:20 | Trois hulottes |  | Trois hulottes ont",
            "04 Mar 01:05 | La fin de |  | Les derniers guetteurs",
        ),
    ),
    "Vietnamese, the day behind the clock": Copied(
        """Trực tiếp lễ hội đua thuyền

16h20 ngày 2/9: Đội làng Thượng về nhất sau cú bứt phá ở cuối đường đua. Khán giả reo hò.

15h47 ngày 2/9: Trời đổ mưa nhưng cuộc đua vẫn tiếp tục. Ban tổ chức phát áo mưa.

15h05 ngày 2/9: Tám đội thuyền vào vạch xuất phát. Trống nổi lên hai bên bờ.

14h30 ngày 2/9: Lễ khai mạc bắt đầu. Năm 2023 là năm thứ hai mươi của lễ hội, diễn ra ngày 2/9/2023.
""",
        (
            "02 Sep 14:30 |  |  | Lễ khai mạc",
            "02 Sep 15:05 |  |  | Tám đội thuyền",
            "02 Sep 15:47 |  |  | Trời đổ mưa",
            "02 Sep 16:20 |  |  | Đội làng Thượng",
        ),
    ),
    "Indonesian, WIB and a headline above the clock": Copied(
        """Laporan langsung: festival layang-layang

Layang-layang naga menang
Minggu, 9 Juli 2023 16:25 WIB
Juri memilih naga sepanjang dua puluh meter. Pembuatnya menangis bahagia.

Angin kencang tiba
Minggu, 9 Juli 2023 14:02 WIB
Angin laut akhirnya bertiup. Puluhan layang-layang naik.

Festival dibuka
Minggu, 9 Juli 2023 09:11 WIB
Kepala desa membuka festival dengan gong. Pengunjung memenuhi pantai.
""",
        (
            "09 Jul 09:11 | Festival dibuka |  | Kepala desa membuka",
            "09 Jul 14:02 | Angin kencang tiba |  | Angin laut akhirnya",
            "09 Jul 16:25 | Layang-layang naga menang |  | Juri memilih naga",
        ),
    ),
    "English, am and pm with a zone, signed below": Copied(
        """Marrow tide: live updates

May 3, 2023

4:52 p.m. ET Ferry crews go home
The last ferry is tied up for the night. Crews thanked the cooks.
By Ada Quill

2:17 p.m. ET Water over the pier
Waves have reached the second lamp. Nobody is hurt.
By Tom Ferrow

11:40 a.m. ET High water expected at three
The harbour office expects the tide at three. Sandbags are at the mill.
By Ada Quill
""",
        (
            "03 May 11:40 | High water expected at | Ada Quill | The harbour office",
            "03 May 14:17 | Water over the | Tom Ferrow | Waves have reached",
            "03 May 16:52 | Ferry crews go | Ada Quill | The last ferry",
        ),
    ),
    "German, pluses around clock and headline": Copied(
        """Ticker zum Stadtfest

Stand: 24.06.2023, 22:30 Uhr

+++ 22:14 Uhr: Feuerwerk über dem Weiher +++
Das Feuerwerk dauerte zwölf Minuten. Die Enten schwammen ans andere Ufer.

+++ 19:03 Uhr: Kapelle spielt trotz Regen +++
Die Kapelle spielt unter Schirmen weiter. Drei Tubas sind voll Wasser.

+++ 14:36 Uhr: Fassanstich +++
Die Bürgermeisterin brauchte vier Schläge. Das Bier lief.
""",
        (
            "24 Jun 14:36 | Fassanstich |  | Die Bürgermeisterin brauchte",
            "24 Jun 19:03 | Kapelle spielt trotz |  | Die Kapelle spielt",
            "24 Jun 22:14 | Feuerwerk über dem |  | Das Feuerwerk dauerte",
        ),
    ),
    "German, an hour alone, brackets, oldest day only": Copied(
        """[21 Uhr] Die Brücke ist wieder frei. Der Schwertransport hat die Stadt verlassen.

[19.40 Uhr] Der Kran hebt das letzte Teil an. Zuschauer stehen auf den Dächern.

[18 Uhr] Es geht langsam voran. Pro Stunde schafft der Transport zwei Kilometer.

[Mittwoch, 5. April 2023, 16.12 Uhr] Der Transport fährt los. Er ist sechzig Meter lang.
""",
        (
            "05 Apr 16:12 |  |  | Der Transport fährt",
            "05 Apr 18:00 |  |  | Es geht langsam",
            "05 Apr 19:40 |  |  | Der Kran hebt",
            "05 Apr 21:00 |  |  | Die Brücke ist",
        ),
    ),
    "Russian, a dash behind the clock": Copied(
        """Онлайн: ледоход на реке

18 апреля 2023

17:44 — Лёд прошёл под мостом. Жители снимают на телефоны.

15:09 — Вода поднялась на метр. Спасатели дежурят у причала.

11:58 — Первые льдины сдвинулись у мельницы. Слышен треск.
""",
        (
            "18 Apr 11:58 |  |  | Первые льдины сдвинулись",
            "18 Apr 15:09 |  |  | Вода поднялась на",
            "18 Apr 17:44 |  |  | Лёд прошёл под",
        ),
    ),
    "Japanese, hours and minutes with signs": Copied(
        """花火大会 速報

2023年8月5日

20時45分 最後の花火が上がりました。会場は大きな拍手に包まれています。

19時32分 打ち上げが始まりました。川沿いは人でいっぱいです。

18時10分 開場しました。屋台には長い列ができています。
""",
        (
            "05 Aug 18:10 |  |  | 開場しました。屋台には長い列ができています。",
            "05 Aug 19:32 |  |  | 打ち上げが始まりました。川沿いは人でいっぱいです。",
            "05 Aug 20:45 |  |  | 最後の花火が上がりました。会場は大きな拍手に包まれています。",
        ),
    ),
    "Danish, a title before the clock": Copied(
        """Liveblog: kapsejlads

Vinderen er i mål | 15.42
Den røde båd kom først. Besætningen hoppede i vandet.

Vinden lægger sig | 14.18
Der er næsten vindstille. Bådene ligger og venter.

Startskuddet er gået | 13.05
Femten både er på vej. Solen skinner.
""",
        (
            "11 Jun 13:05 | Startskuddet er gået |  | Femten både er",
            "11 Jun 14:18 | Vinden lægger sig |  | Der er næsten",
            "11 Jun 15:42 | Vinderen er i |  | Den røde båd",
        ),
        "2023-06-11",
    ),
    "clocks below the texts": Copied(
        """Live: the pie contest

The judges have gone to lunch. Nobody has seen the rhubarb since.
13:02

A crust collapsed at table four. Its baker took it well.
12:27

Thirty pies are on the tables. The smell is remarkable.
11:46
""",
        (
            "01 Sep 11:46 |  |  | Thirty pies are",
            "01 Sep 12:27 |  |  | A crust collapsed",
            "01 Sep 13:02 |  |  | The judges have",
        ),
        "2023-09-01",
    ),
    "a chat, a name before the clock": Copied(
        """Ada Quill  9:58 AM
The gate is open. People are coming in.

Tom Ferrow  10:03 AM
Ninety so far, and one goat. The goat has a ticket.

Ada Quill  10:26 AM
The band is tuning up. It may take a while.

Tom Ferrow  10:41 AM
They found the drummer. We can begin.
""",
        (
            "02 Jun 09:58 |  | Ada Quill | The gate is",
            "02 Jun 10:03 |  | Tom Ferrow | Ninety so far,",
            "02 Jun 10:26 |  | Ada Quill | The band is",
            "02 Jun 10:41 |  | Tom Ferrow | They found the",
        ),
        "2023-06-02",
    ),
    "a phone's chat, American days": Copied(
        """5/11/23, 9:58 PM - Ada Quill: The lamps are lit. It is a clear night.
5/11/23, 10:14 PM - Tom Ferrow: I can hear the owls.
They are near the mill.
5/12/23, 12:03 AM - Ada Quill: Midnight, and all is well.
5/12/23, 12:31 AM - Tom Ferrow: Going home now. Good night.
""",
        (
            "11 May 21:58 |  | Ada Quill | The lamps are",
            "11 May 22:14 |  | Tom Ferrow | I can hear",
            "12 May 00:03 |  | Ada Quill | Midnight, and all",
            "12 May 00:31 |  | Tom Ferrow | Going home now.",
        ),
    ),
    "posts that run on in one paragraph": Copied(
        """Streik in Wexmoor, 8. März 2023

17.14 Uhr: Die Fähre ist voll. Am Kai warten Hunderte. 15.34 Uhr: Auf dem Damm staut es sich. \
Die Polizei regelt den Verkehr. 14.45 Uhr: Die Gewerkschaft lädt zu Gesprächen ein.
""",
        (
            "08 Mar 14:45 |  |  | Die Gewerkschaft lädt",
            "08 Mar 15:34 |  |  | Auf dem Damm",
            "08 Mar 17:14 |  |  | Die Fähre ist",
        ),
    ),
    "Norwegian, an address says the day, a photo's credit": Copied(
        """https://avis.example/nyheter/isbading-direkte-20230217.html
Isbading direkte

kl. 12:40 - Alle er oppe igjen
Førti personer badet i dag. Ingen frøs seg i hjel.
FOTO: Ola Nordby

kl. 12:11 - Hullet er klart
Hullet i isen er tre meter bredt. Badstua er varm.

kl. 11:35 - Folk samler seg
Parkeringsplassen er full. Kaffen er ferdig.
""",
        (
            "17 Feb 11:35 | Folk samler seg |  | Parkeringsplassen er full.",
            "17 Feb 12:11 | Hullet er klart |  | Hullet i isen",
            "17 Feb 12:40 | Alle er oppe igjen |  | Førti personer badet",
        ),
    ),
    "Finnish, weekdays beside the clocks": Copied(
        """Lumimyrsky – seuraa tilannetta

Päivitetty 16.1.2024 klo 9.05

ti klo 8.41 Junat kulkevat taas. Ensimmäinen lähti ajallaan.

ti klo 6.20 Lumi peitti tiet yöllä. Autoilijoita kehotetaan varovaisuuteen.

ma klo 22.47 Sähköt ovat poikki tuhannessa kodissa. Korjaajat ovat matkalla.

ma klo 19.15 Tuuli yltyy rannikolla. Lautat jäävät satamaan.
""",
        (
            "15 Jan 19:15 |  |  | Tuuli yltyy rannikolla.",
            "15 Jan 22:47 |  |  | Sähköt ovat poikki",
            "16 Jan 06:20 |  |  | Lumi peitti tiet",
            "16 Jan 08:41 |  |  | Junat kulkevat taas.",
        ),
    ),
    "Portuguese, an agency's credits, the page's own time": Copied(
        """Ao vivo: votação na câmara

Por Redação — Brasília
10/05/2023 09h12 Atualizado há 2 meses

17h32

Sessão é encerrada

O presidente da câmara encerrou a sessão depois de nove horas de debate.

— Foto: Fulano de Tal

16h05

Votação começa

Os vereadores começaram a votar o texto principal da proposta.

Leia mais: Entenda a proposta

14h41

Debate acalorado

Trocaram acusações no plenário. A sessão foi suspensa por dez minutos.
""",
        (
            "10 May 14:41 | Debate acalorado |  | Trocaram acusações no",
            "10 May 16:05 | Votação começa |  | Os vereadores começaram",
            "10 May 17:32 | Sessão é encerrada |  | O presidente da",
        ),
    ),
    "Spanish, the author below the clock": Copied(
        """Última hora de la cumbre

18:42
Ana Ruiz Pérez
Termina la cumbre sin acuerdo
Los líderes se marchan sin firmar el documento. Volverán en junio.

16:20
Luis Gómez Vega
Receso en la cumbre
Los negociadores toman un descanso tras cinco horas de reunión.

11:05
Ana Ruiz Pérez
Empieza la cumbre
Los líderes llegan al palacio entre fuertes medidas de seguridad.
""",
        (
            "06 May 11:05 | Empieza la cumbre | Ana Ruiz Pérez | Los líderes llegan",
            "06 May 16:20 | Receso en la | Luis Gómez Vega | Los negociadores toman",
            "06 May 18:42 | Termina la cumbre | Ana Ruiz Pérez | Los líderes se",
        ),
        "2024-05-06",
    ),
    "English, times ago above the clock, names twice, a foot": Copied(
        """2h ago
14.32 BST
Ministers meet in the palace
Ann Lee
Ann Lee

Ministers have gathered in the palace for talks about the bridge.

Share

3h ago
13.20 BST

A reader writes: "I live beside the bridge and it hums." We asked an engineer.

Share

4h ago
12.05 BST
Good afternoon
Tom Ferrow
Tom Ferrow

Welcome to our live coverage of the talks.

Share

5h ago
11.31 BST
Hello
Ann Lee
Ann Lee

It is a long bridge, and we have walked over it.

Share

Related articles
Ten recipes with rhubarb
Why geese fly, and where to
What the tide knows about you, and about your neighbour
Read more about geese and other birds of the coast
Newsletter
Sign up to our newsletter to get the best of Marrow every morning in your inbox. It is free.
9 May 2023
""",
        (
            "09 May 11:31 | Hello | Ann Lee | It is a",
            "09 May 12:05 | Good afternoon | Tom Ferrow | Welcome to our",
            "09 May 13:20 |  |  | A reader writes:",
            "09 May 14:32 | Ministers meet in | Ann Lee | Ministers have gathered",
        ),
    ),
    "American, names of an agency's reporters": Copied(
        """Live updates: storm hits the coast

By Ann Lee, Tom Ferrow and Ida Moss
Updated 6:05 PM EDT, Wed May 3, 2023

5:52 p.m. ET, May 3, 2023
Governor declares emergency
From MNN's Ann Lee
The governor declared a state of emergency on Wednesday afternoon.

4:17 p.m. ET, May 3, 2023
Thousands without power
From MNN's Tom Ferrow
More than 12,000 homes are without power, the utility said.

1:40 p.m. ET, May 3, 2023
Storm makes landfall
From MNN's Ida Moss and Ann Lee
The storm made landfall at the lighthouse just after noon.
""",
        (
            "03 May 13:40 | Storm makes landfall | Ida Moss; Ann Lee | The storm made",
            "03 May 16:17 | Thousands without power | Tom Ferrow | More than 12,000",
            "03 May 17:52 | Governor declares emergency | Ann Lee | The governor declared",
        ),
    ),
    "the time twice, once in another zone": Copied(
        """3 May 2023 - 15:20
(15:20 GMT)
Troops leave the village
The last troops left the village on Wednesday, residents say.

3 May 2023 - 14:05
(14:05 GMT)
Talks resume in the capital
Negotiators have returned to the table after a break of two days.

3 May 2023 - 11:31
(11:31 GMT)
Good morning
Welcome to our coverage. Here is what happened overnight.
""",
        (
            "03 May 11:31 | Good morning |  | Welcome to our",
            "03 May 14:05 | Talks resume in |  | Negotiators have returned",
            "03 May 15:20 | Troops leave the |  | The last troops",
        ),
    ),
    "Korean, halves of the day before the clock": Copied(
        """실시간: 불꽃축제

2023년 10월 7일

오후 8:45 마지막 불꽃이 올라갔습니다. 시민들이 박수를 쳤습니다.

오후 7:22 불꽃놀이가 시작됐습니다. 공원이 가득 찼습니다.

오후 5:05 시민들이 자리를 잡고 있습니다. 날씨가 맑습니다.
""",
        (
            "07 Oct 17:05 |  |  | 시민들이 자리를 잡고",
            "07 Oct 19:22 |  |  | 불꽃놀이가 시작됐습니다. 공원이",
            "07 Oct 20:45 |  |  | 마지막 불꽃이 올라갔습니다.",
        ),
    ),
    "Czech, one post a little out of order": Copied(
        """ON-LINE: Povodně, 7. května 2024

14:32 Hladina řeky klesá, hasiči odčerpávají vodu ze sklepů.

13:15 Starosta vyhlásil stav ohrožení. Lidé se mohou ubytovat v tělocvičně.

13:21 Silnice do obce je uzavřená. Objížďka vede přes les.

11:58 Voda je na návsi. Školka zůstane zavřená.

10:02 Dobrý den, sledujeme pro vás povodně na Moravě.
""",
        (
            "07 May 10:02 |  |  | Dobrý den, sledujeme",
            "07 May 11:58 |  |  | Voda je na",
            "07 May 13:15 |  |  | Starosta vyhlásil stav",
            "07 May 13:21 |  |  | Silnice do obce",
            "07 May 14:32 |  |  | Hladina řeky klesá,",
        ),
    ),
    "German, days as headings, headlines above, a long night": Copied(
        """Bahnstreik im Newsblog

Mittwoch, 10. Januar 2024

Bahn legt Angebot vor
18:02 Uhr: Die Bahn hat ein neues Angebot vorgelegt. Die Gewerkschaft will es prüfen.

Pendler weichen aus
11:30 Uhr: Viele Pendler nehmen das Auto. Auf den Autobahnen staut es sich.

Dienstag, 9. Januar 2024

Streik beginnt am Abend
22:15 Uhr: Der Streik im Güterverkehr hat begonnen.

Gespräche gescheitert
16:45 Uhr: Die Gespräche sind gescheitert, teilt die Bahn mit.
""",
        (
            "09 Jan 16:45 | Gespräche gescheitert |  | Die Gespräche sind",
            "09 Jan 22:15 | Streik beginnt am |  | Der Streik im",
            "10 Jan 11:30 | Pendler weichen aus |  | Viele Pendler nehmen",
            "10 Jan 18:02 | Bahn legt Angebot |  | Die Bahn hat",
        ),
    ),
    "a chat, day and clock in brackets behind the name": Copied(
        """Ada Quill, [06.05.2024 09:58]
The gate is open. People are coming in.

Tom Ferrow, [06.05.2024 10:03]
Ninety so far, and one goat.

Ada Quill, [06.05.2024 10:26]
The band is tuning up. It may take a while.
""",
        (
            "06 May 09:58 |  | Ada Quill | The gate is",
            "06 May 10:03 |  | Tom Ferrow | Ninety so far,",
            "06 May 10:26 |  | Ada Quill | The band is",
        ),
    ),
    "Hungarian, the year first": Copied(
        """Vízilabdadöntő élőben

2023. május 12.

18:45 Vége a mérkőzésnek, nyertek a hazaiak. Az edző a medencében van.

18:02 Félidő, döntetlen az állás. A közönség énekel.

17:21 Elkezdődött a mérkőzés. Telt ház van a lelátón.
""",
        (
            "12 May 17:21 |  |  | Elkezdődött a mérkőzés.",
            "12 May 18:02 |  |  | Félidő, döntetlen az",
            "12 May 18:45 |  |  | Vége a mérkőzésnek,",
        ),
    ),
    "Vietnamese, the month as a number behind a word": Copied(
        """Lễ hội đua thuyền, ngày 2 tháng 9 năm 2023

16h20 - Đội làng Thượng về nhất. Khán giả reo hò hai bên bờ.

15h47 - Trời đổ mưa nhưng cuộc đua vẫn tiếp tục.

14h31 - Lễ khai mạc bắt đầu. Trống nổi lên.
""",
        (
            "02 Sep 14:31 |  |  | Lễ khai mạc",
            "02 Sep 15:47 |  |  | Trời đổ mưa",
            "02 Sep 16:20 |  |  | Đội làng Thượng",
        ),
    ),
    "Lithuanian, a language that no table has": Copied(
        """Tiesiogiai: ledonešis upėje

2023-04-18

17:44 val. Ledas praplaukė po tiltu. Gyventojai filmuoja telefonais.

15:09 val. Vanduo pakilo per metrą. Gelbėtojai budi prieplaukoje.

13:26 val. Kelias į kaimą užlietas. Apvažiavimas veda per mišką.

11:58 val. Pajudėjo pirmosios ledo lytys prie malūno.
""",
        (
            "18 Apr 11:58 |  |  | Pajudėjo pirmosios ledo",
            "18 Apr 13:26 |  |  | Kelias į kaimą",
            "18 Apr 15:09 |  |  | Vanduo pakilo per",
            "18 Apr 17:44 |  |  | Ledas praplaukė po",
        ),
    ),
    "a chat, name and day before the clock": Copied(
        """Ada Quill — 14/03/2025 9:58 PM
The gate is open. People are coming in.

Tom Ferrow — 14/03/2025 10:03 PM
Ninety so far, and one goat. The goat has a ticket.

Ada Quill — 15/03/2025 12:26 AM
The band is tuning up. It may take a while.
""",
        (
            "14 Mar 21:58 |  | Ada Quill | The gate is",
            "14 Mar 22:03 |  | Tom Ferrow | Ninety so far,",
            "15 Mar 00:26 |  | Ada Quill | The band is",
        ),
    ),
    "announced times, given twice or on the next line, one in a sentence": Copied(
        """1. The mill is calledpublished at 11:18 British Summer Time 26 April 2024

The mill is called for Oake. The last tide table was published at 09:30

2. A queue at the pier

published at
10:47 British Summer Time 26 April 2024

Boats wait at the pier.

3. Gates openpublished at 10:2610:26

The first boats are in.
""",
        (
            "26 Apr 10:26 | Gates open |  | The first boats",
            "26 Apr 10:47 | A queue at |  | Boats wait at",
            "26 Apr 11:18 | The mill is |  | The mill is",
        ),
    ),
    "a pinned post, kept once": Copied(
        """10.26 BST
Bells on a cart

The bells came on a cart with eight wheels.

11.18 BST 26 April 2024
Bells ring

The bells ring in the town.

10.26 BST
Bells on a cart

The bells came on a cart with eight wheels.

10.11 BST
Hello

We wait for the bells at the mill.
""",
        (
            "26 Apr 10:11 | Hello |  | We wait for",
            "26 Apr 10:26 | Bells on a |  | The bells came",
            "26 Apr 11:18 | Bells ring |  | The bells ring",
        ),
    ),
    "a list of key moments above the posts": Copied(
        """Key moments
16:48
The warden
15:27
Geese

The blog of 6 May 2024
16:58
Pond: full again
Fourteen of the ponds are full.
16:48
The warden
She refused the bread and left.
15:27
Geese
Half of the geese have landed.
""",
        (
            "06 May 15:27 | Geese |  | Half of the",
            "06 May 16:48 | The warden |  | She refused the",
            "06 May 16:58 | Pond: full again |  | Fourteen of the",
        ),
    ),
    "English, edit times below the texts, key events above": Copied(
        """Storm live: ferries stay in the harbour

Key events
11.42 GMT Thousands without power

Fri 18 Feb 2022 12.20 GMT
First published on Fri 18 Feb 2022 06.50 GMT

12.20 GMT
Ferries suspended
All crossings have been suspended until tomorrow, the operator says.
Share
Updated at 12.31 GMT

11.42 GMT
Thousands without power
About 6,000 homes have lost electricity. Engineers wait for the wind to drop.
Share

11.03 GMT
A reader writes from the mill:
The roof of the boathouse has gone over the wall. We are drinking tea.
Share
Updated at 11.10 GMT

06.50 GMT
Good morning
Welcome to our coverage of the storm. It will be the worst for decades.
Share
""",
        (
            "18 Feb 06:50 | Good morning |  | Welcome to our",
            "18 Feb 11:03 |  |  | A reader writes",
            "18 Feb 11:42 | Thousands without power |  | About 6,000 homes",
            "18 Feb 12:20 | Ferries suspended |  | All crossings have",
        ),
    ),
    "Arabic, letters for the halves of the day": Copied(
        """تغطية مباشرة

الثلاثاء 12 سبتمبر 2023

\u200f09:40 م
قالت البلدية إن مئتي أسرة تركت بيوتها.

\u200f04:15 م
انهار الجسر القديم في وسط المدينة.

\u200f11:05 ص
وصلت أول قافلة مساعدات من العاصمة.
""",
        (
            "12 Sep 11:05 |  |  | وصلت أول قافلة",
            "12 Sep 16:15 |  |  | انهار الجسر القديم",
            "12 Sep 21:40 |  |  | قالت البلدية إن",
        ),
    ),
    "English, who posted when below each text": Copied(
        """The Weir Diary

Sunday, June 12, 2011

Boats at last
The boats came over the weir at noon. The crowd cheered for a long time.
Posted by Ann Weaver at 4:31 PM
3 comments

The lock is open
The keeper turned the wheel himself. Nobody else could be trusted with it.
Posted by Ann Weaver at 9:07 AM
No comments

Saturday, June 11, 2011

Rain again
It has rained since five this morning. The tents are full of water.
Posted by Bill Ode at 7:55 PM
1 comment
""",
        (
            "11 Jun 19:55 | Rain again | Bill Ode | It has rained",
            "12 Jun 09:07 | The lock is | Ann Weaver | The keeper turned",
            "12 Jun 16:31 | Boats at last | Ann Weaver | The boats came",
        ),
    ),
    "German, clocks in brackets at the ends": Copied(
        """Liveblog: Sturm, 22. Dezember 2023

Züge fahren
Die Züge im Norden fahren wieder. (18:20 Uhr)

Fähren liegen still
Die Fähren zu den Inseln bleiben im Hafen. (14:05 Uhr)

Erste Böen
Auf dem Berg wurden starke Böen gemessen. (8:15 Uhr)
""",
        (
            "22 Dec 08:15 | Erste Böen |  | Auf dem Berg",
            "22 Dec 14:05 | Fähren liegen still |  | Die Fähren zu",
            "22 Dec 18:20 | Züge fahren |  | Die Züge im",
        ),
    ),
    "Swedish, signed behind the last sentence": Copied(
        """Direkt: valnatten

11 september 2022

23.58 Skillnaden är under en procent. Nu väntar alla. /Anna Ek

22.41 Hälften av distrikten är räknade. /Olle By

20.00 Vallokalerna har stängt. Läget är jämnt. /Anna Ek
""",
        (
            "11 Sep 20:00 |  | Anna Ek | Vallokalerna har stängt.",
            "11 Sep 22:41 |  | Olle By | Hälften av distrikten",
            "11 Sep 23:58 |  | Anna Ek | Skillnaden är under",
        ),
    ),
    "Spanish, the page's own time above, authors below headlines": Copied(
        """Elecciones en directo

28 MAY 2023 - 23:58 CEST

La alcaldesa reconoce la derrota
Lucía Roldán
28/05/2023 23:41
La alcaldesa ha llamado a su rival para felicitarlo.

Escrutado casi todo
Pablo Mir
28/05/2023 22:17
La oposición gana por dos puntos. Falta el barrio del puerto.

Cierran los colegios
Lucía Roldán
28/05/2023 20:00
Los colegios han cerrado sin incidentes.
""",
        (
            "28 May 20:00 | Cierran los colegios | Lucía Roldán | Los colegios han",
            "28 May 22:17 | Escrutado casi todo | Pablo Mir | La oposición gana",
            "28 May 23:41 | La alcaldesa reconoce | Lucía Roldán | La alcaldesa ha",
        ),
    ),
    "Hindi, the month between dashes": Copied(
        """LIVE: बजट

01:15 PM, 01-Feb-2023
वित्त मंत्री ने अपना भाषण समाप्त किया।

12:08 PM, 01-Feb-2023
रेलवे के लिए एक नया कोष बनाया जाएगा।

11:02 AM, 01-Feb-2023
वित्त मंत्री ने अपना भाषण शुरू किया।
""",
        (
            "01 Feb 11:02 |  |  | वित्त मंत्री ने",
            "01 Feb 12:08 |  |  | रेलवे के लिए",
            "01 Feb 13:15 |  |  | वित्त मंत्री ने",
        ),
    ),
}

ORDINARY = {
    "recipe": """Rhubarb pie

Preparation: 20 min. Baking: 45 min.

1. Heat the oven to 200 degrees. Butter a dish.
2. Cut 500 g of rhubarb. Mix it with 120 g of sugar.
3. Bake for 45 minutes. Let it rest for 10 minutes before you cut it.
""",
    "changelog": """# Changes

## 2.10.0 (2024-05-06)
Adds a lamp. The switch is on the left.

## 2.9.1 (2024-04-11)
Mends the lamp. It had no wire.

## 2.9.0 (2024-03-02)
Adds the wire. The lamp is planned for later.
""",
    "programme with sentences": """Programme of the harbour day, 12 May 2024

10:00 Opening. The mayor speaks on the quay and the band plays.
11:30 Boat tour. Meet at the red buoy and bring a coat.
13:00 Lunch. The kitchen serves soup for everybody.
15:15 Concert. The choir sings songs of the sea.
18:00 Fireworks. Please stay behind the fence.
""",
    "fixtures": """Sonntag, 12. Mai 2024

13:30 Wexmoor - Marrow
15:30 Southquay - Kilbeo
17:30 Mill Ward - Tide Office
19:15 Harbour - Low Street
""",
    "television guide": """Heute im Fernsehen, 3. Juni 2024

20:15 Die Mühle. Krimi. Kommissarin Oake sucht eine verschwundene Glocke im Moor.
21:45 Nachrichten. Die Themen des Tages mit Wetter und Sport.
22:15 Der Damm. Dokumentarfilm. Ein Dorf baut seinen Deich in siebzig Tagen neu.
23:40 Die Fähre. Komödie. Zwei Schiffer verlieben sich in dieselbe Boje.
""",
    "log": """2024-05-06 10:26:01 INFO Server started.
2024-05-06 10:26:04 INFO Listening on port 8080 of all interfaces.
2024-05-06 10:27:44 WARN A client closed the connection before it was answered.
2024-05-06 10:31:10 ERROR The disk of the cache is full and was emptied.
2024-05-06 10:31:12 INFO The cache was filled again with 200 entries.
""",
    "subtitles": """1
00:00:01,000 --> 00:00:04,000
Welcome to the mill.

2
00:00:05,500 --> 00:00:09,000
Here the flour is ground. It takes a day.

3
00:00:10,000 --> 00:00:14,000
And this is the miller.
""",
    "transcript with lengths": """The bells of Wexmoor, a talk

0:05
Welcome to this talk about bells. It will be a short one.
0:41
The first bell was cast in clay. It broke at once.
12:10
The second bell still hangs. Go and hear it.
31:52
Questions from the hall. Nobody asked any.
48:20
Thank you for listening. There is tea.
""",
    "poem": """The tide

At ten the tide was at the door,
At noon it lay upon the floor,
At two it took the chairs away
And said it might return some day.
""",
    "code": """def clock(hour: int, minute: int) -> str:
    \"\"\"The clock, such as 10:26.\"\"\"
    return f"{hour:02}:{minute:02}"


assert clock(10, 26) == "10:26"
assert clock(9, 5) == "09:05"
""",
    "verses": """The book of geese

1:9 And the goose looked upon the pond. It was wide.
1:10 And she said, this is my pond. Nobody answered.
1:11 Then came the ducks in the evening. They were many.
1:12 And there was noise. The miller slept badly.
1:13 So ends the first chapter of the geese.
2:1 In the second year came rain. The pond grew.
""",
    "results": """Wexmoor marathon, results

1. Oake, Tamsin 2:41:16
2. Lanthorn, Piers 2:44:02
3. Tarrant, Wilf 2:58:40
""",
    "marks for admission": """Điểm chuẩn lớp 10

Trường Thượng 21.25
Trường Hạ 20.75
Trường Trung 19.50
Trường Đông 18.00
""",
    "opening hours": """Öffnungszeiten

Montag 9:00-17:00 Uhr
Dienstag 9:00-17:00 Uhr
Mittwoch 9:00-12:30 Uhr
Donnerstag bis 20:00 Uhr
""",
    "timetable": """Ferry, weekdays

06:40 Low Street
06:52 Mill
07:05 Southquay
07:31 Marrow pier
""",
    "an article with one clock": """Gewitter über dem Markt

Gegen 14.30 Uhr zog ein Gewitter auf. Die Händler räumten ihre Stände.

Der Regen dauerte eine Stunde. Dann schien wieder die Sonne, und alle kamen zurück.

Am Abend spielte die Kapelle wie geplant. Um 22 Uhr war Schluss.
""",
    "a play": """ACT I. A mill at night.

MILLER. Who is there? It is past twelve.
GOOSE. Only me. I have lost my way.
MILLER. Come in then. The door is open until one.
GOOSE. At ten I was on the moor. Now I am here.
""",
    "letters": """12 May 1911

My dear Ada, the tide came into the kitchen. We moved upstairs.

19 May 1911

My dear Ada, the kitchen is dry again. The cat has returned.
""",
    "headlines of the day": """14:32 Ferry late again
14:10 Goose elected warden
13:55 Mill sold to miller
13:20 Rain expected
12:48 Bells repaired
""",
    "prices": """Kiosk

Kaffee 2.10 Euro
Tee 1.90 Euro
Suppe 4.50 Euro
Kuchen 3.20 Euro. Auch ohne Sahne.
""",
    "services of a church": """Gottesdienste im Mai 2024

Sonntag, 5. Mai, 10 Uhr: Gottesdienst mit Abendmahl. Es singt der Chor.
Donnerstag, 9. Mai, 11 Uhr: Gottesdienst im Grünen. Bei Regen in der Kirche.
Sonntag, 12. Mai, 10 Uhr: Gottesdienst für Familien. Danach gibt es Suppe.
Sonntag, 19. Mai, 10.30 Uhr: Festgottesdienst. Der Bischof predigt.
""",
    "a list of a court": """Court 1, Monday 6 May 2024
10:00 The Crown v. Goose. Theft of bread. For plea and hearing.
10:30 The Crown v. Oake. Driving a boat on the road. For sentence.
14:00 Mill v. Pond. Civil claim about water. For trial.
""",
    "a board of flights": """10:26 LH 123 Frankfurt boarding
10:31 BA 992 London delayed
10:44 KL 1772 Amsterdam on time
11:02 SK 552 Oslo cancelled
""",
    "times ago": """2 hours ago
The minister for bridges has resigned, a spokesman says.

3 hours ago
The vote has been put off until Thursday because of the fog.

5h ago
Hello and welcome. It will be a busy day in the house.
""",
    "minutes of a match": """90'+3 Full time. Nobody scored in the end.
78' Yellow card for Oake, who kicked a goose. The goose is fine.
45' Half time. Tea is served in the stand.
12' The goose is back on the pitch. Play stops.
""",
    "a programme of a conference": """Tuesday, 7 May 2024
9:02 – 9:45 Registration. Coffee is served in the hall.
9:45 – 10:31 Keynote. Ada Quill speaks about geese and ponds.
10:31 – 11:00 Break. There is cake for everybody in the hall.
""",
    "chapters of a film with their lengths": """The bells, a film of 6 May 2024

0:41 The first bell was cast in clay. It broke at once.
12:10 The second bell still hangs. Go and hear it.
31:52 Questions from the hall. Nobody asked any.
48:20 Thanks to the miller. He made the tea.
51:07 The bells once more. Turn the sound down.
""",
    "television guide at odd minutes": """TV tonight, Friday 3 May 2024

19:03 The Harbour
Ann finds an old letter in the attic. Bill sells the boat.

19:58 The Weather Man
A gentle comedy about a forecaster who is always wrong.

20:41 News
The headlines from home and abroad, live. Followed by the weather.
""",
    "police report": """Police report, week of May 6, 2024

Monday
8:14 a.m. A resident reported that her gate had been taken. It was found in the river.
1:32 p.m. A dog was found on Weir Road and brought to its owner.

Tuesday
2:41 a.m. An alarm went off at the bakery. It was a cat.
9:27 a.m. Two cars collided at the market. Nobody was injured.
""",
    "minutes": """Minutes of the parish council, 14 March 2023

18:31 The chair opened the meeting. The minutes of February were approved.
18:44 Three drafts were presented. The council chose the second.
19:12 The budget was explained and approved.
""",
}

"""What a reader of each page sees, written down by hand."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Facts:
    """What a reader of the page sees. `headlines` are those of the posts at these places."""

    posts: int
    first: str
    last: str
    zone: str
    headlines: dict[int, str]
    authors: dict[str, int]
    key_events: int = 0
    publisher: str = ""
    part: str = ""
    """The part in a few words; empty for a whole."""


PAGES = {
    "bbc.html": Facts(
        20,
        "2022-03-08T12:34:41+00:00",
        "2022-03-08T15:05:08+00:00",
        "Europe/London",
        {
            0: "Bell foundry's clerk is in bed with a cold",
            12: "'Skittles can wait until Sunday'",
            19: "Where has all the rye been?",
        },
        {"Tamsin Oake": 1, "Piers Lanthorn": 1},
        publisher="BBC News",
        part="part 1 of 5: begins at 12:34",
    ),
    "guardian.html": Facts(
        10,
        "2022-03-15T10:42:56+00:00",
        "2022-03-15T11:50:54+00:00",
        "Europe/London",
        {
            0: "Lamp keeper shows Brack the 'goose room' under the lens",
            4: "Brack: ferries are 'for people, mostly'",
            7: "Curator: the lens stays where it is until a crane stands beside it",
            9: "",
        },
        {"Mina Oyelaran": 1},
        key_events=3,
        publisher="The Guardian",
        part="a part: begins at 10:42",
    ),
    "kilbeo.html": Facts(
        26,
        "2021-10-06T08:44:43.784000+01:00",
        "2021-10-06T21:22:53.212000+01:00",
        "Europe/Dublin",
        {0: "'Bell breaker' plan - CLERKS vs Council", 14: "Moorcove", 25: "Good night"},
        {"Niamh O'Drummond": 16, "Fergal Quay": 10},
        key_events=1,
        publisher="Kil Beo",
    ),
    "ticker-glocke.html": Facts(
        7,
        "2031-06-12T15:03:00+02:00",
        "2031-06-12T17:48:00+02:00",
        "Europe/Berlin",
        {0: "Roggenbrot ist aus", 2: "Rat tagt am Abend", 6: "Glocke hängt, aber schief"},
        {"Jördis Amsel-Krapp": 7},
        publisher="Hafenbote",
    ),
    "directo-niebla.html": Facts(
        6,
        "2031-11-03T18:17:46+01:00",
        "2031-11-03T19:22:41+01:00",
        "Europe/Madrid",
        {0: "La banda cambia de cubierta", 2: "El puente, cerrado", 5: "Niebla en el cabo"},
        {"Inés Carballo Ruz": 2, "Teo Miranda": 2, "Pilar Otxoa": 2},
        publisher="Faro del Cabo",
    ),
    "minuto-ponte.html": Facts(
        5,
        "2031-03-08T14:45:00+00:00",
        "2031-03-08T16:05:00+00:00",
        "UTC",
        {0: "Primeira volta", 4: "Ponte reabre às seis"},
        {"Rui Sequeira": 3, "Dália Monte": 2},
        publisher="Jornal da Vila",
    ),
    "direct-cloche.html": Facts(
        5,
        "2031-05-20T17:06:00+00:00",
        "2031-05-20T19:03:00+00:00",
        "Europe/Paris",
        {0: "Départ du convoi", 4: "La cloche entre en gare"},
        {"Maëlle Tardieu": 2, "Hugo Prévost": 2, "Sœur Aline Roc": 1},
        publisher="L'Écho du Gare",
    ),
    "mubashir-mina.html": Facts(
        4,
        "2031-01-17T12:39:17+03:00",
        "2031-01-17T14:30:17+03:00",
        "Asia/Riyadh",
        {0: "بداية الضباب", 3: "الجسر مغلق"},
        {"ليلى حداد": 2, "سامي النجار": 2},
        publisher="صوت الميناء",
    ),
    "nyt.json": Facts(
        10,
        "2022-03-04T05:02:44+00:00",
        "2022-03-04T23:12:05.424000+00:00",
        "America/New_York",
        {
            0: "On Marrow, a cautious council orders more fences than it has geese.",
            3: "How to tell a gander’s bow from a gander’s threat.",
            9: "Two hundred and fifty geese on the pier, and one by the mill.",
        },
        {},
    ),
    "four-forms.txt": Facts(
        3,
        "2016-04-12T13:08:00-07:00",
        "2016-04-12T13:17:00-07:00",
        "America/Los_Angeles",
        {
            0: (
                "On Mondays the Tide Office will ring from the ferry, and on Tuesdays from the "
                "pier."
            ),
            1: "Count the geese: more of them than of us.",
            2: "Here it comes, on a cart with eight wheels.",
        },
        {},
    ),
    "copied-half-dated.txt": Facts(
        6,
        "2019-05-07T21:17:00+01:00",
        "2019-05-07T21:35:00+01:00",
        "Europe/London",
        {0: "Evening shift", 3: "Ropes 'tangled'", 5: "On the tower stairs"},
        {},
    ),
    "copied-consent-box.txt": Facts(
        1,
        "2018-12-13T01:52:00+00:00",
        "2018-12-13T01:52:00+00:00",
        "Europe/London",
        {0: "Vale of Marrow: Goose gain"},
        {},
    ),
    "copied-sport.txt": Facts(
        4,
        "2021-06-20T12:17:00+01:00",
        "2021-06-20T12:32:00+01:00",
        "Europe/London",
        {0: "Get Involved - Rowing children's stage shows", 1: "How's oar?!", 3: ""},
        {"Wilf Tarrant": 1},
    ),
    "blinken-beijing-2024-04-26.txt": Facts(
        10,
        "2024-04-26T09:26:00+01:00",
        "2024-04-26T11:18:00+01:00",
        "Europe/London",
        {
            0: "Hello and welcome",
            6: "A visit stripped of fanfare",
            9: "Blinken to hold news conference from Beijing",
        },
        {"Yvette Tan": 1, "Tessa Wong": 1, "Tom Bateman": 1},
    ),
}

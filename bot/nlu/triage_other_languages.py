"""What people in an emergency say in other languages than English (facts.md 5.2), by concept.

The assistant answers in English, but an emergency is seen in the languages that its visitors are
likeliest to fall back on: Spanish, French, Portuguese, German, Italian and Polish. The phrases are
written without accents and are looked for in the message without them, so that nothing here
touches how English is read.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

_PHRASES: dict[str, tuple[str, ...]] = {
    "chest_pain": (
        r"(?:dolor|presion|opresion) (?:\w+ )?en el pecho",
        r"(?:me|le) duele (?:\w+ )?el pecho",
        r"douleurs? (?:\w+ )?(?:a|dans) la poitrine",
        r"mal a la poitrine",
        r"dor (?:\w+ )?no peito",
        r"schmerz(?:en)? (?:\w+ )?(?:in|auf) der brust",
        r"brustschmerz(?:en)?",
        r"dolore (?:\w+ )?al petto",
        r"bol w klatce piersiowej",
        r"boli (?:mnie |go |ja )?w klatce piersiowej",
    ),
    "cant_breathe": (
        r"no (?:puede|puedo) (?:\w+ )?respirar",
        r"(?:me|le) (?:cuesta|falta) (?:mucho )?(?:respirar|el aire)",
        r"(?:peux|peut|arrive|arrivent) (?:\w+ )?(?:pas|plus) (?:a )?respirer",
        r"nao (?:consigo|consegue|posso|pode) respirar",
        r"(?:bekomm\w*|krieg\w*|hat|habe) keine luft",
        r"non (?:riesco|riesce) (?:\w+ )?a respirare",
        r"nie (?:moge|moze) oddychac",
    ),
    "stroke": (
        r"(?:se le|tiene la) (?:\w+ )?(?:cayo|torcio|torcida|caida) (?:\w+ )?(?:cara|boca)",
        r"derrame cerebral",
        r"boca torta",
        r"(?:visage|bouche) (?:\w+ )?(?:deforme\w*|de travers|tombe)",
        r"schlaganfall",
        r"udar mozgu",
    ),
    "fainted": (
        r"(?:se|me) (?:ha )?desmay(?:o|e|ado)",
        r"(?:est|suis|s'est|me suis) evanouie?",
        r"desmaiou",
        r"(?:ist|bin) (?:\w+ )?ohnmachtig",
        r"e svenut[oa]",
        r"zemdla(?:l|la|lam|lem)",
        r"no (?:despierta|reacciona|responde)",
        r"inconsciente?",
        r"bewusstlos",
    ),
    "still_helpless": (
        r"(?:se|me) (?:ha )?(?:cayo|cai|caido) (?:\w+ ){0,8}no (?:se )?(?:puede|puedo)"
        r" (?:levantar|mover|caminar|parar|pararse|levantarse|andar|moverse|estar)",
        r"(?:esta|estoy) (?:tirad[oa] )?en el (?:suelo|piso) (?:\w+ ){0,3}no",
        r"(?:tomb\w*|chut\w*) (?:\w+ ){0,8}(?:peut|peux|arrive) (?:\w+ )?(?:pas|plus)",
        r"cai(?:u)? (?:\w+ ){0,8}nao (?:consig[oa]|consegue|pode|posso)",
        r"(?:gefallen|gesturzt|hingefallen) (?:\w+ ){0,8}(?:kann|kommt) (?:\w+ ){0,2}nicht",
        r"cadut[oa] (?:\w+ ){0,8}non (?:riesc\w+|puo|posso)",
        r"upad\w* (?:\w+ ){0,8}nie (?:moze|moge)",
    ),
    "broke_big_now": (
        r"(?:creo que )?se (?:le |me )?(?:rompio|quebro|fracturo) (?:\w+ ){0,2}(?:cadera|pierna)",
        r"cadera rota",
    ),
    "bleeding": (
        r"(?:vomit\w+|tosiendo|escup\w+) (?:\w+ )?sangre",
        r"(?:vomi\w*|crach\w*) (?:\w+ )?(?:du )?sang",
        r"vomit\w+ sangue",
    ),
    "calls_for_help": (
        r"(?:llam\w+|necesito|manden) (?:\w+ )?(?:una )?ambulancia",
        r"appel\w+ (?:une |l')ambulance",
        r"rufen sie (?:\w+ )?(?:den )?(?:krankenwagen|notarzt)",
    ),
    "wish_to_die": (
        r"(?:me )?(?:quiero|quiere|quisiera) morir(?:me|se)?",
        r"(?:veux|veut|voudrais) mourir",
        r"quer(?:o|ia|er) morrer",
        r"will (?:nur noch |nicht mehr )?(?:sterben|leben)",
        r"voglio (?:\w+ )?morire",
        r"chce (?:\w+ )?umrzec",
        r"(?:no|ya no) (?:quiero|quiere) (?:\w+ )?vivir",
        r"(?:plus|pas) envie de vivre",
        r"nao quero (?:mais )?viver",
        r"non voglio (?:piu )?vivere",
        r"gusto ko (?:na|ng|nang) (?:\w+ )?mamatay",
        r"ayoko na(?:ng)? mabuhay",
        r"mar(?:na|jana) chaht[ai]",
    ),
    "kill_or_hurt_self": (
        r"(?:me voy a|quiero|quiere|va a) (?:matar(?:me|se)|suicidar(?:me|se))",
        r"quitar(?:me|se) la vida",
        r"(?:me|se) (?:tuer|suicider)",
        r"(?:me|se) matar",
        r"(?:mich|sich) umbringen",
        r"uccider(?:mi|si)",
        r"(?:zabic|zabije) sie",
    ),
}


@dataclass(frozen=True)
class SaidInOtherLanguage:
    """What stands for a concept in a message.

    Attributes:
        concept: The concept.
        start: Its first character in the message.
        end: The character after its last.
    """

    concept: str
    start: int
    end: int


_PATTERNS = tuple(
    # Between two words a comma may stand.
    (concept, re.compile(rf"(?<!\w)(?:{'|'.join(phrases)})(?!\w)".replace(" ", r"\W+")))
    for concept, phrases in _PHRASES.items()
)


def said_in_other_languages(text: str) -> Iterator[SaidInOtherLanguage]:
    """Finds what is said of an emergency in other languages.

    Args:
        text: A message.

    Yields:
        What was found, concept by concept.
    """
    folded, origins = _fold(text)
    for concept, pattern in _PATTERNS:
        for found in pattern.finditer(folded):
            yield SaidInOtherLanguage(concept, origins[found.start()], origins[found.end() - 1] + 1)


def _fold(text: str) -> tuple[str, list[int]]:
    """The text in lower case without accents, and where each of its characters comes from."""
    folded: list[str] = []
    origins: list[int] = []
    for position, character in enumerate(text):
        for part in unicodedata.normalize("NFD", character.lower().replace("’", "'")):
            if not unicodedata.combining(part):
                folded.append("l" if part == "ł" else part)
                origins.append(position)
    return "".join(folded), origins

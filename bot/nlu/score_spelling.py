"""Puts right the misspellings of this field's words, and only those."""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest

from bot.nlu.score_words import PHRASE_WORDS

# The right word and how people write it.
_MISSPELLED = {
    "spine": "spien spyne spne spin psine sipne spinr spinw sline soine splne spinne",
    "hip": "hpi hipp hiip hio hp jip hup",
    "neck": "nek nceck nekc neckk necl",
    "heel": "heal",
    "wrist": "wirst wrsit rist",
    "femur": "femer femor femure fumer fermur",
    "femoral": "femural femeral femroal fermoral fermal femerol femral femoal",
    "lumbar": "lumber lumbor lumbur lombar lumabr",
    "score": (
        "scor socre scroe scoer skore scorre scpre scoore scour sxore acore sroce scire csore scre "
        "socer dexascore"
    ),
    "scores": "scores's",
    "tscore": "tscor tsocre tscroe tskore tsscore tscre tscoer tscoring",
    "zscore": "zscor zsocre zskore zscroe",
    "total": "totla toal totel toatl",
    "density": "densty denisty desity densitity denstiy",
    "dexa": "dexer deza dexxa decsa deksa",
    "wards": "wards'",
    "negative": "nagative",
}
_RIGHT = {wrong: right for right, wrongs in _MISSPELLED.items() for wrong in wrongs.split()}
# Long words that are recognised with one letter wrong, missing, doubled or swapped.
_LONG_WORDS = [
    "lumbar",
    "femoral",
    "trochanter",
    "calcaneus",
    "forearm",
    "vertebra",
    "vertebrae",
    "osteoporosis",
    "osteopenia",
    "negative",
    "density",
    "ultrasound",
    "standard",
    "deviation",
    "deviations",
    "triangle",
    "trabecular",
    "pregnant",
    "previously",
    "radius",
]
_SHORTEST, _LONGEST = 5, 14  # letters


def _without_one_letter(word: str) -> set[str]:
    return {word[:place] + word[place + 1 :] for place in range(len(word))}


_LONG_WORDS_BY_KEY: dict[str, list[str]] = {}
for _word in _LONG_WORDS:
    for _key in {_word, *_without_one_letter(_word)}:
        _LONG_WORDS_BY_KEY.setdefault(_key, []).append(_word)


@lru_cache(maxsize=4096)
def spelled_right(word: str) -> str:
    """Gives a misspelled word of this field as it should be, any other word unchanged.

    Args:
        word: One word in lower case.
    """
    if word in _RIGHT:
        return _RIGHT[word]
    if not _SHORTEST <= len(word) <= _LONGEST or word in PHRASE_WORDS:
        return word
    for key in sorted({word, *_without_one_letter(word)}):
        for candidate in _LONG_WORDS_BY_KEY.get(key, ()):
            if word[0] == candidate[0] and _one_slip_apart(word, candidate):
                return candidate
    return word


def _one_slip_apart(word: str, other: str) -> bool:
    """Tells whether one letter was changed, added or left out, or two neighbours swapped."""
    if word == other:
        return True
    place = next(i for i, (a, b) in enumerate(zip_longest(word, other)) if a != b)
    rest, other_rest = word[place:], other[place:]
    changed = rest[1:] == other_rest[1:]
    left_out = rest == other_rest[1:]
    added = rest[1:] == other_rest
    swapped = rest[:2] == other_rest[:2][::-1] and rest[2:] == other_rest[2:]
    return changed or left_out or added or swapped

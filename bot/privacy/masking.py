"""Replaces what tells who a visitor is, before a message is stored or logged.

Masks only what is clearly of a person: e-mail addresses, phone, card, account and identity
numbers, full dates of birth, names and addresses that are said as such. T-scores, ages, years,
doses, values of a report and dates of scans stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

import phonenumbers
from stdnum import iban, luhn
from stdnum.au import tfn
from stdnum.br import cpf
from stdnum.ca import sin
from stdnum.dk import cpr
from stdnum.es import dni, nie
from stdnum.fi import hetu
from stdnum.fr import nir
from stdnum.gb import nhs
from stdnum.ie import pps
from stdnum.in_ import aadhaar
from stdnum.it import codicefiscale
from stdnum.nl import bsn
from stdnum.pl import pesel
from stdnum.se import personnummer
from stdnum.us import ssn

EMAIL = "[email]"
PHONE = "[phone number]"
CARD = "[card number]"
ACCOUNT = "[account number]"
IDENTITY = "[id number]"
NUMBER = "[number]"
BIRTH_DATE = "[date of birth]"
NAME = "[name]"
ADDRESS = "[address]"
POSTCODE = "[postcode]"
MASKS = (EMAIL, PHONE, CARD, ACCOUNT, IDENTITY, NUMBER, BIRTH_DATE, NAME, ADDRESS, POSTCODE)

_SMALL_GROUP = 2
_CARD_DIGITS = range(13, 20)
_CUE_REACH = 40

# Countries whose phone numbers are recognised without a country code.
_REGIONS = ("US", "GB", "IE", "AU", "NZ", "IN", "ZA", "DE", "FR", "ES", "IT", "NL")

_IDENTITIES_OF_DIGITS: tuple[Callable[[str], bool], ...] = tuple(
    module.is_valid
    for module in (ssn, nhs, sin, tfn, aadhaar, nir, pesel, cpf, bsn, personnummer, cpr)
)
_IDENTITIES_WITH_LETTERS: tuple[Callable[[str], bool], ...] = tuple(
    module.is_valid for module in (pps, dni, nie, codicefiscale, hetu)
)

# Between letters and digits these are no part of a word and would hide it from the patterns.
_INVISIBLE = re.compile(
    "(?<=[!-~])[\u00ad\u200b-\u200d\u2060-\u2064\ufeff]+(?=[!-~\u00ad\u200b-\u200d\u2060-\u2064\ufeff])"
)
_EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}(?:[@\uff20]|\s?[\[(]at[\])]\s?)(?:[\w-]{1,63}\.){1,5}[a-z]{2,24}\b",
    re.I,
)
# With spaces, commas or words for its signs, only the usual endings tell an address from a score
# "-2.7 @ hip".
_ENDING = r"(?:com|org|net|edu|gov|co|uk|de|fr|ca|au)"
_PROVIDER = r"(?:gmail|googlemail|yahoo|hotmail|outlook|icloud|aol|gmx|protonmail|btinternet)"
_EMAIL_IN_WORDS = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}(?:\sdot\s\w{1,30}){0,3}"
    rf"(?:\s?@\s?{_PROVIDER}(?:\s?[.,]\s?|\sdot\s){_ENDING}"
    rf"|\s?@\s?[\w-]{{1,30}}\s?\.\s?{_ENDING}"
    rf"|\s(?:at\s)[\w-]{{1,30}}\sdot\s{_ENDING}(?:\sdot\s{_ENDING})?)\b",
    re.I,
)
_IBAN = re.compile(r"\b[A-Z]{2}\d{2}(?:\s?[A-Z0-9]{4}){2,7}(?:\s?[A-Z0-9]{1,3})?\b", re.I)
_DIGITS = re.compile(r"(?<![\w.,/])(?:\+|\(\+?)?\d(?:[\s().–-]{0,2}\d){6,22}(?![\w/]|[.,]\d)")
# A number of the United Kingdom; has no check digit.
_NATIONAL_INSURANCE = re.compile(r"\b[A-Z]{2}\s?\d{2}\s?\d{2}\s?\d{2}\s?[A-D]\b", re.I)
_LETTERED = re.compile(
    r"\b(?:\d{7}[A-W][ABHWTX]?|[XYZ]?\d{7,8}-?[A-Z]"
    r"|[A-Z]{6}\d{2}[A-Z]\d{2}[A-Z]\d{3}[A-Z]|\d{6}[+\-A]\d{3}[0-9A-Y])\b",
    re.I,
)
_NUMBER_AFTER_CUE = re.compile(
    r"\b(?:nhs|patient|hospital|insurance|policy|passport|account|medicare|medicaid|mrn|hicn|ssn"
    r"|social security|national insurance|driving licen[cs]e|driver'?s licen[cs]e|national id"
    r"|identity card)(?:\s(?:number|no|id|card|#))*\.?\s{0,2}(?:is|:|=|#)?\s{0,2}"
    r"(?P<value>(?=[A-Z0-9-]{0,20}\d)[A-Z0-9][A-Z0-9-]{4,20})\b",
    re.I,
)
_PHONE_CUE = re.compile(
    r"\b(?:phone|tel|telephone|mobile|cell|whatsapp|ring|call|text|fax|landline|number|contact)\b",
    re.I,
)
# Written with other signs between its groups, a number is only one of a phone beside such a word.
_PHONE_AFTER_CUE = re.compile(
    r"\b(?:phone|tel|telephone|mobile|cell|whatsapp|landline|fax)(?:\s(?:number|no))?"
    r"\.?\s{0,2}(?:is|:|=)?\s{0,2}(?P<value>[+(]{0,2}\d(?:[\s().,/–-]{0,2}\d){5,18})(?!\d)",
    re.I,
)
_FRENCH_PHONE = re.compile(r"(?<![\d.])0\d(?:\.\d\d){4}(?!\.?\d)")
_DIGIT = r"(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|\d{1,3})"
_PHONE_IN_WORDS = re.compile(
    rf"\b(?:(?:double|triple)\s)?(?:zero|oh|one|two|three|four|five|six|seven|eight|nine)"
    rf"(?:[\s,-]{{1,2}}(?:(?:double|triple|hundred|and)\s)?{_DIGIT}){{5,14}}\b",
    re.I,
)
_QUANTITY = re.compile(
    r"\s?(?:mg|mcg|µg|ug|g|kg|iu|i\.u\.|units?|ml|nmol|pmol|ng|pg|mmol|kcal|calories|steps|people"
    r"|women|men|patients|adults|persons|fractures|dollars|pounds|euros)\b",
    re.I,
)
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{1,4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[\s/-](?:of\s)?{_MONTH}\.?,?(?:[\s/-]\d{{2,4}})?"
    rf"|{_MONTH}\.?\s\d{{1,2}}(?:st|nd|rd|th)?,?(?:\s\d{{2,4}})?)"
)
_BIRTH_DATE = re.compile(
    r"\b(?:born(?:\son)?|d\.?\s?o\.?\s?b\.?|date\sof\sbirth|birth\s?da(?:y|te)|birthdate)"
    rf"['’]?s?\s{{0,2}}(?:is|was|:|=|-|on|the){{0,1}}\s{{0,2}}(?:on\s|the\s){{0,2}}(?P<value>{_DATE})(?!\w)",
    re.I,
)
_DATE_SHAPES = re.compile(r"(?:\d{4}[.\s-]\d{1,2}[.\s-]\d{1,2}|\d{1,2}[.\s-]\d{1,2}[.\s-]\d{4})")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NORTH_AMERICAN = re.compile(r"(?:\+?1[\s.-]?)?\(?\d{3}\)?[\s.-]\d{3}[\s.-]\d{4}")

_WORD = r"[^\W\d_](?:[^\W\d_]|['’-](?=[^\W\d_])){0,30}"
_PERSON = (
    r"(?:mum|mom|mam|mother|dad|father|wife|husband|partner|son|daughter|child|sister|brother"
    r"|gran|grandma|grandmother|granny|nan|nana|grandpa|grandad|granddad|grandfather|aunt|auntie"
    r"|uncle|cousin|niece|nephew|friend|neighbou?r|patient|resident|client|carer|caregiver|nurse"
    r"|doctor|gp|specialist|consultant|mother-in-law|father-in-law)"
)
_NAME_CUE = re.compile(
    rf"\b(?:(?:my|his|her|their)\s(?:{_PERSON}['’]?s\s)?(?:full\s|first\s|last\s|sur)?name"
    r"(?:\sis|['’]?s|\s?[:=])|(?:i['’]?m|i\sam|am)\s(?:called|named)"
    r"|(?:you\scan\s|please\s|just\s)call\sme|(?:^|[.!?\n]\s?)name\s?[:=]"
    r"|(?:first|last|full|patient|patient['’]?s|resident['’]?s)\sname\s?(?:is|:|=)?|surname\s?(?:is|:|=)"
    r"|me\sllamo|mi\snombre\ses|je\sm['’]appelle|ich\shei(?:ß|ss)e|mi\schiamo)"
    rf"\s{{1,2}}(?P<value>{_WORD}(?:,?\s(?!(?:last|full|sur)\s?name){_WORD}){{0,2}})",
    re.I,
)
_CAPITALISED = r"[A-Z](?:[^\W\d_]|['’-](?=[^\W\d_])){1,30}"
# Ways to give a name that only its capital letter tells from an ordinary word.
_CAPITALISED_NAME_CUE = re.compile(
    rf"\b(?:(?i:calls?\sme|i\sgo\sby|{_PERSON}\sis\s(?:called|named)"
    rf"|(?:patient|resident|client)\s?[:=]))\s{{1,2}}(?P<value>{_CAPITALISED}(?:\s{_CAPITALISED})?)"
)
_SELF = re.compile(
    r"\b(?:I['’]m|I\sam|i['’]?m|i\sam|it['’]s|It['’]s)\s"
    rf"(?P<value>[A-Z][a-z'’-]{{1,30}}\s{_CAPITALISED})(?=\s(?:and|here|from|aged?)\b|,|\.\s|\s\(?\d)"
)
_SIGNATURE = re.compile(
    r"(?:(?i:regards|wishes|sincerely|cheers|thanks|thank\syou)[,\n]\s{0,2}|(?i:signed),?\s)"
    rf"(?P<value>{_CAPITALISED}(?:\s{_CAPITALISED})?)\.?\s{{0,3}}\Z"
)
_SPEAKER = re.compile(
    rf"\b[Tt]his\sis\s(?:(?P<value>{_CAPITALISED}(?:\s{_CAPITALISED})?)\shere"
    rf"|(?P<lower>{_WORD}(?:\s{_WORD}){{0,2}}?)\s(?:speaking|calling))\b"
)
_TITLE = re.compile(rf"\b(?:Mr|Mrs|Ms|Dr)\b\.?\s(?P<value>{_CAPITALISED}(?:\s{_CAPITALISED})?)")
# Words that end a name where nobody uses capitals.
_NOT_NAMES_LINE = (
    "a about after age aged am an and are as asking at aunt back because been bone bones but "
    "by can could dad did do does doctor dont fell for from had has have having he her here "
    "hi his how i id if im in is it its ive just like live lives living m me mom mum my no "
    "not of old on or osteoporosis our pain please scan she since so speaking thanks that the "
    "they this to today trying us very was we what when where which who why will with would "
    "years you your important private none secret bye bot doctor again normal urgent "
    "emergency first last surname"
)
_NOT_NAMES = frozenset(_NOT_NAMES_LINE.split())
# Words after "I'm" that tell how someone is, and must reach the triage.
_NO_NAME_ENDING = re.compile(r"(?:ing|ed|al|ous|ful|less|able|ic|ish|an)\Z")
_STATES_LINE = (
    "numb dizzy sick ill weak faint pregnant hurt alone sad done paralyzed postmenopausal male "
    "female vegan disabled suicidal sore stuck unwell ok fine sorry afraid now today tonight right "
    "very so too really not no just still also heavily badly pain"
)
_STATES = frozenset(_STATES_LINE.split())
_STREET = r"(?:street|st|road|rd|avenue|ave|lane|ln|boulevard|blvd|crescent|terrace)"
_STREET_TOO = r"(?:Drive|Dr|Close|Court|Ct|Way|Place|Pl|Gardens|Grove|Square|Hill)"
_ADDRESS = re.compile(
    rf"\b\d{{1,5}}[a-dA-D]?,?\s(?P<street>(?:{_WORD}\s){{1,3}})(?i:{_STREET})\b\.?"
    rf"|\b\d{{1,5}}[a-dA-D]?,?\s(?:[A-Z][\w'’-]{{0,30}}\s){{1,3}}{_STREET_TOO}\b\.?"
)
_POSTCODE = re.compile(
    r"\b(?:[A-Z]{1,2}\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{2}"
    r"|[ABCEGHJ-NPRSTVXY]\d[A-Z]\s?\d[A-Z]\d"
    r"|(?<=, )[A-Z]{2}\s\d{5}(?:-\d{4})?)\b"
)
_POSTCODE_AFTER_CUE = re.compile(
    r"\b(?:post\s?code|zip(?:\s?code)?|postal\scode)\s{0,2}(?:is|:|=)?\s{0,2}"
    r"(?P<value>(?=[A-Z\s-]{0,9}\d)[A-Z0-9]{2,5}[\s-]?[A-Z0-9]{2,4})\b",
    re.I,
)


def mask(text: str) -> str:
    """Replaces what identifies a person by words in brackets that say what stood there.

    Args:
        text: Any text.

    Returns:
        The masked text; masking it again changes nothing.
    """
    text = _INVISIBLE.sub("", text)
    text = _EMAIL.sub(EMAIL, text)
    text = _EMAIL_IN_WORDS.sub(EMAIL, text)
    text = _BIRTH_DATE.sub(lambda found: _put(found, BIRTH_DATE), text)
    text = _IBAN.sub(lambda found: ACCOUNT if iban.is_valid(found[0]) else found[0], text)
    text = _NUMBER_AFTER_CUE.sub(lambda found: _put(found, IDENTITY), text)
    text = _NATIONAL_INSURANCE.sub(IDENTITY, text)
    text = _LETTERED.sub(_mask_lettered, text)
    text = _PHONE_AFTER_CUE.sub(lambda found: _put(found, PHONE), text)
    text = _FRENCH_PHONE.sub(PHONE, text)
    text = _PHONE_IN_WORDS.sub(PHONE, text)
    text = _DIGITS.sub(_mask_digits, text)
    text = _POSTCODE_AFTER_CUE.sub(lambda found: _put(found, POSTCODE), text)
    text = _POSTCODE.sub(POSTCODE, text)
    text = _ADDRESS.sub(_mask_address, text)
    for cue in (_SPEAKER, _TITLE, _SIGNATURE, _CAPITALISED_NAME_CUE, _NAME_CUE):
        text = cue.sub(_mask_name, text)
    return _SELF.sub(_mask_own_name, text)


def _put(found: re.Match[str], replacement: str) -> str:
    start, end = found.start("value") - found.start(), found.end("value") - found.start()
    return found[0][:start] + replacement + found[0][end:]


def _mask_lettered(found: re.Match[str]) -> str:
    return IDENTITY if _is_any(_IDENTITIES_WITH_LETTERS, found[0]) else found[0]


def _mask_digits(found: re.Match[str]) -> str:
    written = found[0]
    digits = "".join(character for character in written if character.isdigit())
    groups = re.findall(r"\d+", written)
    if len(digits) in _CARD_DIGITS and luhn.is_valid(digits):
        return CARD
    if _is_report(written, groups) or _QUANTITY.match(found.string, found.end()):
        return written
    if _is_any(_IDENTITIES_OF_DIGITS, written):
        return IDENTITY
    before = found.string[max(0, found.start() - _CUE_REACH) : found.start()]
    if _PHONE_CUE.search(before) or _is_phone(written, groups):
        return PHONE
    return NUMBER if len(groups) == 1 else written


def _is_report(written: str, groups: list[str]) -> bool:
    """Tells dates, years and rows of small values from a number of a person."""
    if _DATE_SHAPES.fullmatch(written) or all(map(_YEAR.fullmatch, groups)):
        return True
    if max(map(len, groups)) <= _SMALL_GROUP and written[0] not in "+(0":
        return True
    return re.search(r"(?<!\d)\d{1,2}\.\d{1,3}(?![.\d])", written) is not None


def _is_phone(written: str, groups: list[str]) -> bool:
    if written.startswith(("+", "(+")) or _NORTH_AMERICAN.fullmatch(written):
        return True
    return any(_is_valid_phone(written, region) for region in _REGIONS) and (
        written.startswith(("0", "(")) or len(groups) <= 2
    )


def _is_valid_phone(written: str, region: str) -> bool:
    try:
        return phonenumbers.is_valid_number(phonenumbers.parse(written, region))
    except phonenumbers.NumberParseException:
        return False


def _is_any(checks: Iterable[Callable[[str], bool]], value: str) -> bool:
    return any(check(value) for check in checks)


def _mask_address(found: re.Match[str]) -> str:
    street = found["street"]
    if street and not _NOT_NAMES.isdisjoint(street.lower().split()):
        return found[0]
    return ADDRESS


def _mask_own_name(found: re.Match[str]) -> str:
    """Masks "I'm Anna Smith", but never "I'm Bleeding Heavily" or what is written in Title Case."""
    others = re.findall(
        r"[^\W\d_]{3,}", found.string[: found.start()] + found.string[found.end() :]
    )
    in_title_case = 2 * sum(word[0].isupper() for word in others) > len(others)
    words = found["value"].lower().split()
    if in_title_case or _NO_NAME_ENDING.search(words[0]) or not _STATES.isdisjoint(words):
        return found[0]
    return _mask_name(found)


def _mask_name(found: re.Match[str]) -> str:
    group = next(name for name, value in found.groupdict().items() if value)
    written_with_capitals = found[group][:1].isupper() and not found[group].isupper()
    end = 0
    for word in re.finditer(r"[^\s,]+", found[group]):
        if word[0].lower() in _NOT_NAMES or (
            written_with_capitals and end and not word[0][:1].isupper()
        ):
            break
        end = word.end()
    if not end:
        return found[0]
    start = found.start(group) - found.start()
    return found[0][:start] + NAME + found[0][start + end :]

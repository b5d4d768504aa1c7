"""The words in which people name the two conditions and the aspects they ask about.

A phrase is a line of words in the form that `comparison_reader` reads them: lower case, without
hyphens and apostrophes. `a|b c` stands for either, as does `(a|b c)` within a longer phrase; an
empty part stands for nothing, a name in braces for any of its `WORD_GROUPS`.
"""

from __future__ import annotations

from enum import Enum

# Value of the entity `aspect` that asks for every row.
WHOLE_COMPARISON = "all"


class Condition(str, Enum):
    """The two conditions that are compared, in the order of the columns."""

    OSTEOPOROSIS = "osteoporosis"
    OSTEOMALACIA = "osteomalacia"

    @property
    def heading(self) -> str:
        """The name at the head of a column and before a side."""
        return self.value.capitalize()


WORD_GROUPS = {
    "soft": "soft|softer|softish|softened|bendy|rubbery|squashy|squishy|unhardened",
    "thin": "thin|brittle|porous|holey|snappy|fragile|spongy",
    "bone": "bone|bones",
    "one": "one|ones|kind|type|sort|version|disease|illness|condition|thing",
    "vitamin d": "(vitamin d|vit d|vitamin d 3|vitd|d vitamin) (deficiency|lack|)",
    "sun": "sun|sunlight|sunshine|daylight",
    "mineral in blood": "calcium|phosphate|phosphorus|vitamin d|vit d",
}

# Names that a word may be a misspelling of: the forms of the two names in English and its
# neighbors, and other names that are near to them and must not be taken for them.
SPELLINGS: dict[str, Condition | None] = {
    **dict.fromkeys(
        ["osteoporosis", "osteoporotic", "osteoporose", "osteoporoza", "osteoporosi"],
        Condition.OSTEOPOROSIS,
    ),
    **dict.fromkeys(
        ["osteomalacia", "osteomalacic", "osteomalazie", "osteomalacie", "osteomalasia"],
        Condition.OSTEOMALACIA,
    ),
    **dict.fromkeys(
        [
            "chondromalacia", "osteoarthritis", "osteoarthrosis", "osteoblasts", "osteochondrosis",
            "osteoclasts", "osteocytes", "osteogenesis", "osteolysis", "osteomyelitis",
            "osteonecrosis", "osteopathic", "osteopaths", "osteopenia", "osteopenic",
            "osteopetrosis", "osteophytes", "osteophytosis", "osteosarcoma", "osteosclerosis",
            "osteotomies", "osteotomy", "otosclerosis", "tracheomalacia",
        ]
    ),
}  # fmt: skip

# Ends of the names, which many people use for the whole.
ENDINGS = {
    **dict.fromkeys(["porosis", "perosis", "poroses", "parosis"], Condition.OSTEOPOROSIS),
    **dict.fromkeys(
        ["malacia", "malasia", "malacea", "malasea", "melacia"], Condition.OSTEOMALACIA
    ),
}

ABBREVIATIONS = {"op": Condition.OSTEOPOROSIS, "om": Condition.OSTEOMALACIA}
# Before these "OP" is an operation or the author of a post.
NOT_BEFORE_ABBREVIATION = frozenset(
    ["post", "pre", "hip", "knee", "back", "heart", "an", "the", "after", "before"]
)

CONDITION_PHRASES: dict[Condition, tuple[str, ...]] = {
    Condition.OSTEOPOROSIS: (
        "osteoporosis",
        "{thin} (bones ({one}|)|bone ({one}|problem))",
        "{thin} {one}",
        "(thinning|weakening) (of|) (the|my|your|) {bone} ({one}|)",
        "bone thinning ({one}|)",
        "{bone} (are|is|get|getting|gone|got|went|go|that are) (too|so|very|all|) thin",
        "bones with holes (disease|)",
        "holes in (the|my|your|her|his|) bones",
        "(old age|old lady|old person|menopause|menopausal|estrogen|oestrogen) ({one}|bones)",
        "age (one|kind|type|disease)",
        "the (one|disease) (with|from|of) (the|) (old age|menopause|age|spongy holes|holes)",
    ),
    Condition.OSTEOMALACIA: (
        "osteomalacia",
        "{soft} (bones ({one}|)|bone ({one}|problem))",
        "{soft} {one}",
        "bone softening ({one}|)",
        "softening (of|) (the|my|your|) {bone}",
        "{bone} (are|is|get|getting|gone|got|went|go|have gone|has gone|that are) "
        "(too|so|very|all|) soft",
        "softening {one}",
        "(bone|bones) that bend",
        "(low|no|the) {vitamin d} (one|kind|type|disease|illness|bone disease|bones)",
        "{vitamin d} bone disease",
        "(low {vitamin d}|(vitamin d|vit d|vitd) (deficiency|lack)) bones",
        "the (one|disease) (with|from|about|of) (the|) (low|no|lack of|) ({vitamin d}|{sun})",
        "(adult|adults|grown up) rickets",
        "rickets (in|of|for) (adults|an adult|grown ups|grownups)",
    ),
}

# Read whole, so that words within them name nothing: osteogenesis imperfecta, and a part of
# every bone.
NO_CONDITION_PHRASES = ("brittle {bone} disease", "spongy bone")

# Where words of both lists stand in one message, the adjectives alone name the conditions:
# "porous or bendy?"
CONDITION_ADJECTIVES = {
    Condition.OSTEOPOROSIS: ("{thin}",),
    Condition.OSTEOMALACIA: ("{soft}",),
}

# By aspect, the more specific first: in "can a scan tell if I have both" it is "both".
ASPECT_PHRASES: dict[str, tuple[str, ...]] = {
    WHOLE_COMPARISON: (
        "(all|every|whole|entire|full|complete) (the|) "
        "(aspect|aspects|comparison|table|picture|contrast|rows|differences|points)",
        "(the whole|the full|the complete) (thing|lot)",
        "point by point",
    ),
    "both": (
        "(have|has|had|get|gets|got|getting|having) (both|them both|a bit of each)",
        "(both|two|them) (together|at once)",
        "(at|in) the same time",
        "at once",
        "together with",
        "(turn|turns|develop|develops|change|changes) (into|to)",
        "(lead|leads) to the other",
        "becomes the other",
        "early stage of",
        "on top of",
        "(a bit|some) of each",
        "(the|one and the|in the) same (person|patient|man|woman)",
        "coexist|coexists|simultaneously|alongside|combined",
        "if you have one",
    ),
    "children": (
        "child|childs|children|childrens|childhood|kid|kids|baby|babies|infant|infants|toddler",
        "toddlers|teen|teens|teenager|teenagers|pediatric|paediatric|little ones",
        "rickets|rachitis",
    ),
    "dxa": (
        "scan|scans|scanned|scanner|dexa|dxa|bmd|densitometry",
        "(bone|) (mineral|) density",
        "t score|t scores|tscore|tscores",
    ),
    "imaging": (
        "x ray|x rays|xray|xrays|radiograph|radiographs|radiography|radiological|imaging",
        "(looser|loosers|looser s) (zone|zones|line|lines)",
    ),
    "labs": (
        "blood|bloods|bloodwork|lab|labs|laboratory|serum|biochemistry",
        "alp|alk phos|alkaline phosphatase|phosphatase|pth|parathyroid",
        "25 oh",
        "{mineral in blood} (level|levels|test|tests|result|results|reading)",
        "(level|levels) of {mineral in blood}",
        "{mineral in blood} (is|) (low|high|normal|raised|reduced|down|up) in",
        "(is|are|the) (calcium|phosphate|phosphorus) (low|high|normal|raised|reduced)",
        "(high|raised|normal|elevated) {mineral in blood}",
        "phosphate low|phosphate high|calcium low|calcium high",
    ),
    "diagnosis": (
        "diagnose|diagnosed|diagnoses|diagnosing|diagnosis|diagnostic|dx",
        "biopsy|biopsies|bone sample|tetracycline|urine|investigations|workup|work up",
        "how (do|does|can|would|did) (a|the|) (doctor|doctors|docs|they|you|clinicians|specialist) "
        "(know|tell|find|decide|distinguish|work out|spot|check|see)",
        "which (test|tests)",
    ),
    "reversible": (
        "cure|cured|cures|curable|incurable|treatable|fixable|fixed",
        "reverse|reversed|reverses|reversible|irreversible|remission",
        "(get|gets|getting|got|gotten) (much|any|) better",
        "(get|gets) over|(get|gets) rid|back to normal|clear up|clears up",
        "(go|goes|going|gone|went) away",
        "heal|heals|healed|healing|recover|recovers|recovered|recovery|improve|improves|improved",
        "for life|for good|for ever|forever|lifelong|permanent|chronic|long term",
        "outlook|prognosis",
    ),
    "treatment": (
        "treat|treats|treated|treating|treatment|treatments|therapy|therapies|management|remedy",
        "(what|anything) (can|could|do|should|must) (you|i|we|one|they|people) do",
        "(what|anything) can be done|done about",
        "what helps|manage|managed|medication|medications|bisphosphonate|bisphosphonates",
        "(what|which|same) (medicine|medicines|drug|drugs|tablet|tablets|pill|pills)",
        "{vitamin d} (tablet|tablets|pill|pills|drops|supplement|supplements)",
        "(would|will|does|do|can) (more|taking|) ({vitamin d}|calcium) (help|fix|work|cure)",
    ),
    "symptoms": (
        "symptom|symptoms|symptomatic|sign|signs|pain|pains|painful|painless|hurt|hurts|hurting",
        "ache|aches|aching|achy|ached|sore|tender|tenderness|discomfort|uncomfortable|agony|silent",
        "muscle|muscles|muscular|weakness|weak (thighs|legs|hips|thigh)|waddle|waddles|waddling",
        "limp|limping|gait|stairs|getting up|stand up|notice|noticed",
        "feel like|feels like|feel different|(feel|feels) (in|with) each|to live with",
        "loss of height|height loss|lose height|lost height|shorter|stoop|stooped",
    ),
    "fractures": (
        "fracture|fractures|fractured|fracturing|break|breaks|breaking|broke|broken|breakage",
        "crack|cracks|cracked|cracking|pseudofracture|pseudofractures|pseudo (fracture|fractures)",
        "deformity|deformities|deformed|bowed|bowing|(bow|bent|bandy) legs|insufficiency",
        "(which|what) bones",
    ),
    "feel": (
        "soft (or|vs|versus|and|v) (brittle|hard)",
        "(brittle|hard) (or|vs|versus|and|v) soft",
        "(bend|bends|bending|bendy) (or|vs|versus|and|v) (snap|snaps|break|breaks|snappy)",
        "by (the|) feel|(bones|it|they) feel|feel the difference|to the touch",
        "how (the|my|) (bones|it|they) (feel|feels)",
    ),
    "mineralization": (
        "mineral|minerals|mineralization|mineralisation|mineralized|mineralised|mineralize",
        "mineralise|mineralizing|mineralising|unmineralized|unmineralised|undermineralized",
        "demineralized|demineralization|calcified|calcification|osteoid|matrix",
        "harden|hardens|hardened|hardening|set hard|sets hard|set properly|sets properly",
    ),
    "defect": (
        "(go|goes|going|gone|went) wrong|wrong (with|in)|broken down|(break|breaks|breaking) down",
        "(basic|main|root|real|underlying|actual|primary|core) (problem|fault|trouble|issue)",
        "defect|mechanism|pathology|pathophysiology|turnover|remodeling|remodelling|quantity",
        "bone mass|amount of bone|bone loss|loss of bone|(lose|losing|loses) bone",
        "(how much|too little|not enough|less) bone",
        "under (a|the) microscope|inside the bone|what happens (to|in|inside)",
    ),
    "cause": (
        "cause|causes|caused|causing|(come|comes|came|coming) from|due to|because of|down to",
        "(why|how) (do|does|would|did) (people|you|someone|somebody|a person|anyone) (get|develop)",
        "reason|reasons|(lead|leads|leading) to|(give|gives) you|(bring|brings) on|trigger",
        "deficiency|lack of|hereditary|genetic|genetics|inherited|(in|the) (family|families)",
        "menopause|hormonal|hormone|hormones|estrogen|oestrogen|steroid|steroids|prednisone",
        "prednisolone|celiac|coeliac|bypass|kidney|kidneys|malabsorption|fgf|phosphate wasting",
        "{sun}|risk factor|risk factors|origin|nutritional|epilepsy",
    ),
    "who": (
        "who (gets|get|has|suffers|develops)|who is (likely|affected|prone|at risk)",
        "common|commoner|commonest|rare|rarer|rarest|frequent|prevalence|how many people",
        "(what|which) age|age group|age groups|any age|men or women|women or men",
        "(old|older|young|younger|elderly) (people|ladies|women|men|lady|persons|person|adults)",
    ),
}

# Words that name an aspect only when nothing else does.
FAINT_ASPECT_PHRASES: dict[str, tuple[str, ...]] = {
    WHOLE_COMPARISON: ("everything",),
    "diagnosis": (
        "test|tests|tested|testing|detect|detected|detects|found|confirm|confirmed|picked up",
        "(tell|telling) (them|the two|these|those) apart|distinguish",
    ),
    "treatment": (
        "medicine|medicines|drug|drugs|meds|tablet|tablets|pill|pills|supplement|supplements",
        "injection|injections|surgery|exercise|diet",
    ),
    "symptoms": ("walk|walking|feel|feels|suffer|suffering|bother",),
    "feel": (
        "soft|softer|brittle|bend|bends|bending|bendy|snap|snaps|snapping|fragile|porous|spongy",
        "hard|rubbery|squashy",
    ),
    "mineralization": ("quality",),
    "cause": ("{vitamin d}|calcium|phosphate",),
    "who": (
        "men|women|man|woman|male|males|female|females|age|ages|old|young|elderly|ladies",
        "grandmothers|grandmas",
    ),
}

# Read whole, so that a word within them names nothing.
NO_ASPECT_PHRASES = (
    "blood pressure",
    "blood (thinner|thinners|clot|clots|sugar)",
    "(set|sets|setting) (it|them|these|those|the two) apart",
    "(brittle|soft) {bone}",
    "kidney stones|in common",
)

# A sentence with one of these asks for the contrast as such when it names no aspect.
CONTRAST_PHRASES = (
    "difference|differences|different|differ|differs|diff|distinction|distinct|distinguish",
    "compare|compared|comparison|contrast|versus|vs|side by side|next to each other",
    "same|similar|unlike|alike|apart|confused",
)

# Words of somebody's own story, in which several aspects are no list of wishes.
STORY_WORDS = frozenset(
    ["i", "im", "ive", "my", "me", "she", "her", "he", "his", "mum", "mom", "mother", "dad"]
)

# Words that are often misspelled; no other is mended, as too many real words are near to it.
MENDED_WORDS = (
    "biopsy", "bisphosphonate", "bisphosphonates", "brittle", "calcium", "children", "comparison",
    "deficiency", "density", "diagnose", "diagnosed", "diagnosis", "difference",
    "different", "estrogen", "exercise", "fracture", "fractures", "fragile", "hereditary",
    "hormones", "management", "medication", "medicine", "medicines", "menopause",
    "mineralisation", "mineralised", "mineralization", "mineralized", "osteoid", "painful",
    "permanent", "phosphatase", "phosphate", "porous", "prednisone", "prognosis", "quantity",
    "radiograph", "recovery", "remodeling", "remodelling", "reversible", "rickets", "steroids",
    "symptoms", "tetracycline", "therapy", "treatable", "treatment", "treatments",
    "vitamin", "weakness",
)  # fmt: skip

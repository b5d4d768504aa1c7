"""The words that tell something about the person whose scan it is."""

from __future__ import annotations

from bot.nlu.readings import Fracture, Sex
from bot.nlu.score_words import listed

SELF_WORDS = frozenset({"i'm", "im", "i", "me", "mine", "myself"})
RELATIVES: dict[str, Sex | None] = {
    **dict.fromkeys(
        listed("""
            mum; mom; mother; mam; mummy; mama; wife; sister; aunt; auntie; aunty; grandma; gran;
            nan; nana; grandmother; granny; daughter; niece; girlfriend; mil; lass
        """),
        Sex.FEMALE,
    ),
    **dict.fromkeys(
        listed("""
            dad; father; husband; brother; uncle; grandad; grandpa; granddad; grandfather; son;
            nephew; boyfriend; hubby; lad
        """),
        Sex.MALE,
    ),
    **dict.fromkeys(
        listed("""
            patient; friend; partner; neighbour; neighbor; cousin; client; resident; spouse;
            colleague; parent; child; kid; toddler; baby; teenager; teen; infant; newborn;
            grandson; granddaughter; grandchild; relative
        """),
        None,
    ),
}
PEOPLE: dict[str, Sex] = {
    **dict.fromkeys(listed("woman; female; lady; girl; f; gal; w"), Sex.FEMALE),
    **dict.fromkeys(listed("man; male; gentleman; guy; boy; m; gent; bloke"), Sex.MALE),
}
PRONOUNS: dict[str, Sex | None] = {
    **dict.fromkeys(listed("she; her; she's"), Sex.FEMALE),
    **dict.fromkeys(listed("he; his; he's"), Sex.MALE),
    **dict.fromkeys(listed("they; their; who"), None),
}
CHILD_WORDS = frozenset(
    listed("""
        adolescent; baby; child; children; grandchild; granddaughter; grandson; infant; kid; kids;
        newborn; paediatric; pediatric; teen; teenage; teenager; toddler
    """)
)
SCORE_WORDS = frozenset(
    listed("""
        back; bmd; bone; bones; density; dexa; dxa; femoral; heel; hip; hips; left; lumbar; neck;
        number; reading; readings; report; result; results; right; scan; score; scores; spine; t;
        test; total; tscore; tscores; wrist; z; zscore; zscores
    """)
)
HAS_WORDS = frozenset(listed("came; gets; got; had; has; have; is; scored; scores; was"))
# Behind a number that follows "I'm": not an age.
NOT_AGES = frozenset(
    listed("""
        "; %; '; cm; days; feet; foot; ft; hours; inches; iu; kg; kgs; kilo; kilos; lb; lbs; mg;
        miles; minutes; mm; month; months; percent; point; pounds; st; stone; week; weeks; wks
    """)
)
DECADES = {
    "teens": 13,
    "twenties": 20,
    "thirties": 30,
    "forties": 40,
    "fourties": 40,
    "fifties": 50,
    "sixties": 60,
    "seventies": 70,
    "eighties": 80,
    "nineties": 90,
}

BEFORE_MENOPAUSE = listed("""
    premenopausal; pre-menopausal; pre menopausal; before menopause; before the menopause;
    premenopause; pre-menopause; pre menopause; still have periods; still have my periods;
    still having periods; still get periods; still get my periods; still menstruating;
    regular periods; still have a period; still getting periods; not menopausal;
    still getting my period; still get my period; still have my period; no menopause yet;
    still has periods; still has her periods; not yet menopausal
""")
AFTER_MENOPAUSE = listed("""
    postmenopausal; post-menopausal; post menopausal; after menopause; after the menopause;
    past menopause; through menopause; through the menopause; post menopause; past the menopause;
    post-menopause; postmenopause; in menopause; menopausal; perimenopausal; perimenopause;
    peri-menopausal; peri-menopause; peri menopausal; since menopause; since the menopause;
    menopause at; early menopause; surgical menopause; had menopause; had the menopause;
    premature menopause; ovaries removed; ovaries out; through the change; had my menopause;
    menopause already; hit menopause; started menopause; reached menopause; menopause when;
    my menopause was; in the menopause; hit the menopause; finished menopause;
    done with menopause; menopause started; menopause came; completed menopause;
    menopause years ago; menopause early
""")
# Of a grown woman in these years it is the menopause; of a younger one it may be an illness.
PERIODS_STOPPED = listed("""
    periods stopped; periods have stopped; periods finished; no more periods; no periods since;
    no periods for; last period was; stopped having periods; period stopped; periods ended
""")
PREGNANT = listed("""
    pregnant; pregnancy; breastfeeding; breast feeding; breast-feeding; expecting a baby;
    lactating; postpartum; post partum; nursing my baby; pregnat; preggers; just gave birth;
    breast feed; breastfeed; expecting; trimester; weeks gestation; pregnent
""")
TRANSGENDER = listed("""
    transgender; trans woman; trans man; transwoman; transman; nonbinary; non-binary; non binary;
    trans female; trans male; transfeminine; transmasculine; mtf; ftm; trans; transsexual;
    genderfluid; intersex
""")
NEGATIONS = frozenset(
    listed("""
        aren't; didn't; don't; dont; hadn't; hadnt; hasn't; hasnt; haven't; havent; isn't; isnt;
        neither; never; no; non; nor; not; wasn't; without
    """)
)
# Before "pregnant": it was another time.
OTHER_TIMES = frozenset(
    listed("""
        after; avoid; before; during; first; if; last; past; since; was; were; when
    """)
)

BONES: dict[str, Fracture] = {
    **dict.fromkeys(
        listed("""
            hip; hips; spine; vertebra; vertebrae; vertebral; back; femur; thigh; spinal;
            compression; lumbar; l1; l2; l3; l4; l5; t7; t8; t9; t10; t11; t12
        """),
        Fracture.HIP_OR_SPINE,
    ),
    **dict.fromkeys(
        listed("""
            wrist; wrists; arm; ankle; rib; ribs; leg; shoulder; pelvis; pelvic; bone; bones;
            foot; toe; finger; elbow; forearm; collarbone; kneecap; knee; hand; humerus;
            fragility; radius; heel; tibia; neck; stress; it; thumb; clavicle; sacrum; metatarsal
        """),
        Fracture.OTHER,
    ),
}
# Words that tell of a fracture by themselves.
BROKE = frozenset(
    listed("""
        brocken; broke; broken; cracked; crushed; fractured; shattered; smashed; snapped
    """)
)
# Before "fracture": it has happened.
HAD = frozenset(
    listed("""
        a; after; few; from; got; had; has; have; her; his; multiple; my; old; one; past;
        previous; prior; recent; several; since; suffered; three; two; with
    """)
)
# Before "broken" or "fracture": it has not happened.
NOT_HAPPENED = frozenset(
    listed("""
        about; afraid; avoid; can; chance; chances; could; do; does; ever; fear; frax; future; if;
        likelihood; likeliness; likely; might; prevent; preventing; probability; reduce; risk;
        risks; scared; should; stop; will; worried; would
    """)
)

"""Groups of words that the triage phrases are made of; medicine names are listed once, here.

Drug names: facts.md 4 and 5.2-5.3; American and British words and brands side by side.
"""

from __future__ import annotations


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


DENOSUMAB = _words(
    "denosumab prolia xgeva jubbonti wyost ospomyv xbryk stoboclo osenvelt conexxence bomyntra "
    "bildyos bilprevda enoby obodence izamby evfraxy"
)
BISPHOSPHONATES = _words(
    "alendronate alendronic alendronates fosamax binosto risedronate actonel atelvia ibandronate "
    "ibandronic boniva bonviva zoledronate zoledronic reclast aclasta zometa pamidronate "
    "bisphosphonate bisphosphonates biphosphonate biphosphonates"
)
OTHER_BONE_MEDICINES = _words(
    "teriparatide forteo forsteo movymia terrosa abaloparatide tymlos eladynos romosozumab evenity "
    "raloxifene evista hrt strontium calcitonin"
)
STEROIDS = _words(
    "steroid steroids prednisone prednisolone cortisone hydrocortisone dexamethasone "
    "methylprednisolone"
)
OTHER_MEDICINES = _words(
    "omeprazole lansoprazole levothyroxine thyroxine letrozole anastrozole exemestane tamoxifen "
    "lupron testosterone estrogen oestrogen methotrexate ibuprofen paracetamol"
)
MEDICINE_WORDS = _words(
    "medicine medicines medication medications meds med drug drugs tablet tablets pill pills "
    "capsule capsules injection injections shot shots jab jabs infusion infusions treatment "
    "treatments therapy prescription"
)
CHILDREN = _words(
    "child kid toddler baby newborn infant teenager teen boy girl grandchild grandkid preschooler"
)

_FAMILY = _words(
    "mum mom mam mummy mommy mother mama mums moms mothers dad father papa dads fathers pa ma "
    "husband wife hubby partner spouse son daughter grandma granny gran nan nana nanna grandmother "
    "grandpa grandad granddad grandfather sister brother aunt auntie uncle neighbor neighbour "
    "friend friends patient resident client cousin girlfriend boyfriend flatmate roommate colleague "
    "lady"
)

GROUPS: dict[str, tuple[str, ...]] = {
    "I": _words("i me my myself mine we our us"),
    "FAMILY": _FAMILY,
    "SOMEONE": _words("he she his her him hers they them their") + _FAMILY,
    "CANT": _words("cant cannot couldnt"),
    "FILLER": _words(
        "even really to properly now just barely fully longer possibly seem manage to actually "
        "hardly at all still anymore be and ever"
    ),
    "FELL": _words("fell fallen falled slipped tripped tumbled toppled stumbled fallin"),
    "BIGBONE": _words(
        "hip hips thigh thighs thighbone femur pelvis leg legs neck skull shin tibia kneecap"
    ),
    "HIPPY": _words("hip hips thigh thighs groin femur pelvis pelvic neck"),
    "SMALLBONE": _words(
        "wrist wrists arm arms forearm elbow shoulder collarbone clavicle rib ribs ankle ankles "
        "foot toe toes finger fingers thumb hand knee heel tailbone coccyx metatarsal humerus "
        "breastbone sternum cheekbone nose jaw"
    ),
    "LIMB": _words("leg legs hip foot feet arm arms forearm shin wrist ankle knee elbow thigh hand shoulder"),
    "LEGS": _words("legs feet limbs"),
    "ONELEG": _words("leg legs foot feet"),
    "SADDLE": _words(
        "groin genitals genital genitalia privates bottom bum butt buttock buttocks backside arse "
        "crotch vagina penis willy vulva fanny seat testicles scrotum anus rectum perineum saddle rear bits"
    ),
    "NUMB": _words(
        "numb numbness numbed tingling tingle tingles tingly prickling prickly unfeeling"
    ),
    "WEAK": _words("weak weakness weaker powerless"),
    "HURT": _words(
        "hurt hurts hurting hurted pain pains painful paining ache aches aching ached sore agony "
        "throbbing stabbing tender discomfort killing"
    ),
    "BACK": _words("back spine spinal vertebra vertebrae vertebral lumbar"),
    "BROKE": _words("broke broken fractured snapped cracked shattered smashed brake"),
    "SWOLLEN": _words("swelling swollen swelled swells swell puffed puffy ballooned bruised"),
    "URINE": _words("pee wee urinate urinating urine peeing weeing piss wees pees bladder"),
    "STOOL": _words("poo poop stool bowel bowels faeces feces pooing pooping poos"),
    "CHEST": _words("chest sternum breastbone"),
    "TIGHT": _words(
        "tight tightness tightening pressure crushing squeezing squeezed heavy heaviness "
        "elephant"
    ),
    "BREATH": _words("breathe breath breathing breaths"),
    "FACE": _words("face lip lips tongue throat eyes mouth eyelids cheeks"),
    "BLOOD": _words("blood bloody"),
    "DENO": DENOSUMAB,
    "BISPHOS": BISPHOSPHONATES,
    "BONEDRUG": DENOSUMAB + BISPHOSPHONATES + OTHER_BONE_MEDICINES,
    "DRUG": DENOSUMAB + BISPHOSPHONATES + OTHER_BONE_MEDICINES + STEROIDS + OTHER_MEDICINES,
    "MEDICINE": MEDICINE_WORDS,
    "SHOT": _words("shot shots injection injections jab jabs infusion infusions injected jabbed"),
    "PILLS": _words("tablet tablets pill pills capsule capsules meds medication medicine drugs painkillers painkiller"),
    "STEROID": STEROIDS,
    "DIE": _words("die dead dying death"),
    "CHILD": CHILDREN,
    "DISEASE": _words(
        "osteoporosis osteopenia osteomalacia rickets pagets paget myeloma cancer arthritis "
        "osteoarthritis osteonecrosis tumor tumour hyperparathyroidism osteoporotic"
    ),
    "ANIMAL": _words(
        "dog dogs cat cats puppy kitten horse pony hen hens chicken parrot rabbit hamster pet pets "
        "bird cow sheep goat"
    ),
}  # fmt: skip

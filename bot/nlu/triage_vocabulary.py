"""Groups of words that the triage phrases are made of; medicine names are listed once, here.

Drug names: facts.md 4 and 5.2-5.3; American and British words and brands side by side.
"""

from __future__ import annotations


def words_in(text: str) -> tuple[str, ...]:
    """Splits a line of words."""
    return tuple(text.split())


DENOSUMAB = words_in(
    "denosumab prolia xgeva jubbonti wyost ospomyv xbryk stoboclo osenvelt conexxence bomyntra "
    "bildyos bilprevda enoby obodence izamby evfraxy"
)
BISPHOSPHONATES = words_in(
    "alendronate alendronic alendronates fosamax binosto risedronate actonel atelvia ibandronate "
    "ibandronic boniva bonviva zoledronate zoledronic reclast aclasta zometa pamidronate "
    "bisphosphonate bisphosphonates biphosphonate biphosphonates"
)
OTHER_BONE_MEDICINES = words_in(
    "teriparatide forteo forsteo movymia terrosa abaloparatide tymlos eladynos romosozumab evenity "
    "raloxifene evista hrt strontium calcitonin"
)
STEROIDS = words_in(
    "steroid steroids pred prednisone prednisolone cortisone hydrocortisone dexamethasone "
    "methylprednisolone"
)
OTHER_MEDICINES = words_in(
    "omeprazole lansoprazole levothyroxine thyroxine letrozole anastrozole exemestane tamoxifen "
    "lupron testosterone estrogen oestrogen methotrexate ibuprofen paracetamol"
)
MEDICINE_WORDS = words_in(
    "medicine medicines medication medications meds med drug drugs tablet tablets pill pills "
    "capsule capsules injection injections shot shots jab jabs infusion infusions treatment "
    "treatments therapy prescription"
)
CHILDREN = words_in(
    "child kid toddler baby newborn infant teenager teen boy girl grandchild grandkid preschooler "
    "lad lass preemie"
)

_FAMILY = words_in(
    "mum mom mam mummy mommy mother mama mums moms mothers dad father papa dads fathers pa ma "
    "husband wife hubby partner spouse son daughter grandma granny gran nan nana nanna grandmother "
    "grandpa grandad granddad grandfather sister brother aunt auntie uncle neighbor neighbour "
    "friend friends patient resident client cousin girlfriend boyfriend flatmate roommate "
    "colleague "
    "lady nephew niece gramps"
)

GROUPS: dict[str, tuple[str, ...]] = {
    "I": words_in("i me my myself mine we our us"),
    "FAMILY": _FAMILY,
    "SOMEONE": words_in("he she his her him hers they them their") + _FAMILY,
    "CANT": words_in("cant cannot couldnt"),
    "FILLER": words_in(
        "even really to properly now just barely fully longer possibly seem manage to actually "
        "hardly at all still anymore be and ever"
    ),
    "FELL": words_in("fell fallen falled slipped tripped tumbled toppled stumbled fallin"),
    "BIGBONE": words_in(
        "hip hips thigh thighs thighbone femur pelvis leg legs neck skull shin tibia kneecap"
    ),
    "HIPPY": words_in("hip hips thigh thighs groin femur pelvis pelvic neck"),
    "SMALLBONE": words_in(
        "wrist wrists arm arms forearm elbow shoulder collarbone clavicle rib ribs ankle ankles "
        "foot toe toes finger fingers thumb hand knee heel knuckle pinky tailbone coccyx"
        " metatarsal humerus "
        "breastbone sternum cheekbone nose jaw"
    ),
    "LIMB": words_in(
        "leg legs hip foot feet arm arms forearm shin wrist ankle knee elbow thigh hand shoulder"
    ),
    "LEGS": words_in("legs feet limbs"),
    "ONELEG": words_in("leg legs foot feet"),
    "SADDLE": words_in(
        "groin genitals genital genitalia privates bottom bum butt buttock buttocks backside arse "
        "crotch vagina penis willy vulva fanny seat testicles scrotum anus rectum "
        "perineum saddle rear bits"
    ),
    "NUMB": words_in(
        "numb numbness numbed tingling tingle tingles tingly prickling prickly prickles unfeeling"
    ),
    "WEAK": words_in("weak weakness weaker powerless"),
    "HURT": words_in(
        "hurt hurts hurting hurted pain pains painful paining ache aches aching ached sore agony "
        "throbbing stabbing tender discomfort killing"
    ),
    "BACK": words_in("back spine spinal vertebra vertebrae vertebral lumbar"),
    "BROKE": words_in("broke broken fractured snapped cracked shattered smashed brake bust busted"),
    "SWOLLEN": words_in("swelling swollen swelled swells swell puffed puffy ballooned bruised"),
    "URINE": words_in("pee wee urinate urinating urine peeing weeing piss wees pees bladder"),
    "STOOL": words_in("poo poop stool bowel bowels faeces feces pooing pooping poos"),
    "CHEST": words_in("chest sternum breastbone"),
    "TIGHT": words_in(
        "tight tightness tightening pressure crushing squeezing squeezed heavy heaviness "
        "elephant"
    ),
    "BREATH": words_in("breathe breath breathing breaths"),
    "FACE": words_in("face lip lips tongue throat eyes mouth eyelids cheeks"),
    "BLOOD": words_in("blood bloody"),
    "DENO": DENOSUMAB,
    "BISPHOS": BISPHOSPHONATES,
    "DRUG": DENOSUMAB + BISPHOSPHONATES + OTHER_BONE_MEDICINES + STEROIDS + OTHER_MEDICINES,
    "MEDICINE": MEDICINE_WORDS,
    "SHOT": words_in(
        "shot shots injection injections jab jabs infusion infusions injected jabbed drip"
    ),
    "PILLS": words_in(
        "tablet tablets pill pills capsule capsules meds medication medicine drugs painkillers "
        "painkiller"
    ),
    "STEROID": STEROIDS,
    "DIE": words_in("die dead dying death"),
    "CHILD": CHILDREN,
    "DISEASE": words_in(
        "osteoporosis osteopenia osteomalacia rickets pagets paget myeloma cancer arthritis "
        "osteoarthritis osteonecrosis tumor tumour hyperparathyroidism osteoporotic"
    ),
    "ANIMAL": words_in(
        "collie labrador spaniel terrier dog dogs cat cats puppy kitten horse pony hen hens"
        " chicken parrot rabbit hamster pet pets "
        "bird birds budgie parakeet cow cows sheep lamb goat goats donkey tortoise ferret gerbil"
        " goldfish bunny"
    ),
}  # fmt: skip

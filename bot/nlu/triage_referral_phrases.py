"""What people say when they ask for a decision that belongs to a clinician (facts.md 5.3).

High precision: the topic classifier finds the rest. The language of the phrases is described in
`triage_matching.py`.
"""

from __future__ import annotations

_DECIDE = "should/can/could/may/must/shall/might/need/ought/okay/ok/if"
_OWNER = "I/he/she/they/FAMILY"
_CHANGE = (
    "stop/stopping/delay/delaying/skip/skipping/quit/postpone/switch/switching/change/changing"
    "/halve/cut/reduce/reducing/increase/lower/crush/split/restart/resume/pause/discontinue/wean"
    "/taper/double/miss/continue/replace/leave/swap"
)
_TAKE = "start/starting/take/taking/try/combine/mix/restart/begin"

REFERRALS: dict[str, tuple[str, ...]] = {
    "medicine_decision": (
        f"{_DECIDE} {_OWNER} ~2 {_CHANGE} ~4 DRUG/MEDICINE",
        f"{_DECIDE} {_OWNER} ~2 {_TAKE} ~3 DRUG",
        f"{_DECIDE} {_OWNER} ~2 {_TAKE} ~3 MEDICINE !list/lists/with",
        f"{_DECIDE} {_OWNER} FAMILY ~1 {_TAKE}/{_CHANGE} ~4 DRUG/MEDICINE",
        f"{_DECIDE} {_OWNER} ~1 go/be/stay/get/come/have/remain ~1 off/on? ~1 DRUG",
        f"{_DECIDE} {_OWNER} ~2 go/come/be/stay ~1 on/off ~3 MEDICINE",
        f"{_DECIDE} {_OWNER} ~4 on/while/with ~2 my/his/her ~2 DRUG/MEDICINE",
        f"{_DECIDE} {_OWNER} ~4 while on ~1 DRUG",
        f"{_DECIDE} {_OWNER} ~1 just? stop/skip/delay/quit/pause/halve/double"
        " it/them/that/this/now/cold/early/.",
        "should/can/could I take # iu/mg/mcg/units",
        "should/can/could I take ~4 with ~2 my ~2 DRUG/MEDICINE/pill",
        "want/wants/like/planning/plan/tempted/decided/going/thinking/considering/gonna/wanna"
        " ~2 stop/stopping/quit/quitting/skip/skipping/delay/delaying/switch/switching"
        "/discontinue ~4 DRUG/MEDICINE",
        "want/wants/like/planning/plan/tempted/decided/going/thinking/considering/gonna/wanna"
        " ~2 come/coming/get/getting/go/going off ~3 DRUG/MEDICINE",
        "want/wants/like/planning/thinking/considering/decided"
        " ~2 start/starting/try/trying/change/changing/increase/reduce/halve ~3 DRUG/dose",
        "is it safe/ok/okay/alright/fine/bad/dangerous/wise/better ~3"
        f" {_CHANGE}/{_TAKE}/give/come/stay ~5 DRUG",
        "is it safe/ok/okay/alright/fine/bad/dangerous/wise/better ~2 I ~2"
        f" {_CHANGE}/{_TAKE}/come ~4 DRUG/MEDICINE",
        "is it safe/ok/okay/alright/fine/wise ~1 to stop/skip/delay/change/halve/crush"
        " ~3 DRUG/MEDICINE",
        "safe/ok/okay ~2 stop/skip/delay ~3 my ~2 DRUG/MEDICINE",
        "how much/many ~4 DRUG/mg/PILLS ~3 should/do/can/must I/SOMEONE",
        "how much/many ~3 should/do/can/must I/SOMEONE ~1 take ~3 DRUG/PILLS",
        "what dose/dosage/strength ~6 I/SOMEONE",
        "what ~2 dose/dosage of DRUG ~4",
        "right/correct/best/proper dose/dosage ~2 for me/my",
        "change/increase/lower/reduce/raise/double/halve/adjust/up my/his/her ~1 dose/dosage",
        "take/have/having/taking/need/on/start ~1 drug holiday",
        "can/should/could I ~3 drug holiday",
        "do/does/will/would I/SOMEONE ~1 still ~1 need ~3 DRUG/MEDICINE",
        "do/does I/SOMEONE ~1 really? need ~2 take? ~2 DRUG",
        "do/does I/SOMEONE ~1 need to ~1 take/stay/keep/continue ~3 DRUG/MEDICINE",
        "do/does I/SOMEONE ~2 have to ~1 take/stay/keep/continue ~3 DRUG/MEDICINE",
        "is/are/would DRUG ~4 right/good/safe/best/better/ok/okay/suitable/appropriate/worth"
        " ~2 for me/my/mum/mom/dad/SOMEONE",
        "is/are/would ~2 DRUG ~2 for me",
        "are/is my ~2 DRUG/MEDICINE ~6 should I ~2 stop/change",
        "which/what ~3 better/best/safer/safest/stronger ~3 DRUG",
        "which ~2 DRUG/medicine/medication/drug/tablet/pill ~3 I/best/better",
        "DRUG or DRUG ~3 which/better/best/me",
        "how long can/should/do/must/will I/SOMEONE ~3 take/stay/be/use/keep ~3 DRUG/MEDICINE/on",
        "what/which should/can I ~1 take/use/try/start ~3 instead/after/for/DRUG",
        "which/what medicine/medication/drug/tablets/pills/injection should/can/do I",
        "switch/change/move/swap ~2 from ~1 DRUG to DRUG",
        "i forgot/missed/forgotten/skipped ~4 BISPHOS/tablet/pill/dose",
        "i forgot/forgotten ~2 take ~3 PILLS/DRUG",
        "i/me side effects ~4 stop",
        "come/coming off ~2 DRUG",
        "leftover/spare/old DRUG/PILLS",
        "give/share/take my/her/his ~2 DRUG/PILLS ~2 to/with? my/FAMILY",
        "take/have/use both DRUG",
        "DRUG and DRUG together",
        "kidney/kidneys/heart/liver ~2 ok/okay/fine/good/enough ~2 for DRUG",
        "natural ~1 replacement/alternative/alternatives/substitute ~3 my ~3 MEDICINE/DRUG",
        "instead ~1 of my ~1 DRUG/MEDICINE",
        "dont/doesnt ~1 want ~2 take/start/continue/have ~3 my? ~2 DRUG",
        "doctor/gp/specialist/consultant ~1 wants/says/said/prescribed/recommends/recommended ~5"
        " DRUG ~6 should/shall I",
        "should I ~2 DRUG",
        "says/said/told/wants/tells ~4 stop/start/skip/change/delay ~3 DRUG ~3 should/shall/do I",
        "am/is I/FAMILY allowed to? ~1 skip/stop/take/halve/delay ~4 DRUG/MEDICINE/pill",
        "want/like to change/switch/move ~1 from? ~1 DRUG/MEDICINE",
        f"{_DECIDE} {_OWNER} ~1 leave out ~4 DRUG/MEDICINE/dose",
        "would you ~1 stop/take/start/skip ~2 DRUG/STEROID",
    ),
    "interrupting": (
        "stop/stopping/stopped/delay/delaying/skip/skipping/come/coming/quit/quitting/postpone"
        "/pause/miss/late/off/switch/switching/holiday/break/after/still/long/discontinue"
        "/stay/forever/life/leave",
    ),
    "denosumab": ("DENO",),
    "diagnosis_request": (
        "do/does/did I/he/she/FAMILY ~1 have/has/got/get ~2 DISEASE/fracture/fractures",
        "do/does I/he/she/FAMILY have ~1 brittle/weak/soft/fragile bones/bone",
        "possible/likely/chance ~1 that? I/FAMILY ~1 have/has ~2 DISEASE",
        "does my FAMILY ~1 have ~2 DISEASE",
        "have/has I/SOMEONE got ~2 DISEASE",
        "could/might/may I/SOMEONE ~1 have/be ~2 DISEASE/having",
        ". diagnose me/this/us/her/him/mum/mom",
        "can/could/please/would/will you ~2 diagnose",
        "give me ~2 diagnosis",
        "whats/what is? wrong with me/my/her/him",
        "tell/give me my diagnosis",
        "tell me ~2 if/whether I ~1 have/got ~2 DISEASE",
        "think I have ~1 DISEASE",
        "i ~8 is/could it/this be? osteomalacia/osteoporosis/arthritis/cancer/pagets/rickets",
        "my ~8 is/could it/this ~1 compression/a? fracture/fractured/broken",
        "is ~1 it my thyroid/hormones/kidneys/parathyroid",
        "is my osteoporosis secondary/caused/due/from/severe",
        "i ~8 could/might it be ~1 DISEASE",
    ),
    "report_request": (
        "./please/you/and/to/then ~1 read/interpret/look/analyse/analyze/check/review/assess"
        "/evaluate ~2"
        " my/this/the/these/his/her ~4 report/scan/xray/ray/results/result/photo/picture/image"
        "/bloods/mri/labs/ct/bloodwork/letter/test/tests",
        "heres/here/pasting/paste/attached/attaching/sending/uploaded/upload ~4 my/the ~4"
        " report/scan/results/result/xray/photo/picture/bloods/labs",
        "is/are this/these/my/his/her ~2 report/scan/xray/results/bloods/labs/mri"
        " ~2 normal/ok/okay/bad/good/fine/right/showing",
        "this/my x? xray/ray showing",
        "read this report",
        "looser zones ~3 my",
        "why did my ~3 density drop/fall/dropped/decrease/go/change",
        "why is/has my ~3 density ~2 dropped/dropping/falling/lower/worse/decreased",
    ),
    "lab_value": (
        "my ~1 alp/alkaline/phosphatase/pth/parathyroid/creatinine/egfr/ctx/p1np/tbs/tsh"
        "/phosphate ~5 #",
        "my ~1 alp/phosphatase/pth ~3 high/low ~8 what/is/do/wrong",
        "my calcium is/was/came ~2 # ~4 what/is",
        "alp/pth/ctx/egfr/p1np/tbs is/was/of # ~8 what/is/do/am/should",
    ),
    "prognosis_request": (
        "am/will/is I/he/she/mum/mom/dad ~1 going/gonna? to? ~1 die/end of/from/up/soon/early/in",
        "am/is I/he/she/mum/mom/dad ~1 going/gonna to? ~2"
        " break/fracture/die/end/shrink/wheelchair/paralysed/paralyzed/disabled",
        "will I ~1 break/fracture/end/die/need/walk ~4"
        " hip/bone/bones/wheelchair/surgery/disabled/cripple/crippled/young/again/walker/spine"
        "/back",
        "how long will/do/can/have/would I/he/she/FAMILY ~1 live/left/have/got to? .",
        "how long will/can/do/would/have/has I/SOMEONE ~3 live",
        "how bad/serious/severe/weak/fragile is/are my ~2 bones/osteoporosis/case/condition/scan",
        "rate ~2 how ~2 my",
        "rate my bones",
        "calculate/estimate/compute/assess/predict/tell ~2 my ~3 risk",
        "what/whats is? my ~3 fracture ~1 risk",
        "what/whats is? my ~1 risk",
        "my risk of ~2 breaking/fracture/fracturing",
        "am I at ~1 high/higher/low/big/great/serious/increased ~1 risk .",
        "am I at ~1 high risk",
        "is/was my ~1 doctor/gp/consultant/specialist/rheumatologist ~1 wrong/right/lying/correct",
        "should I ~4 second opinion",
        "you ~3 second opinion",
        "is my ~2 fracture/bone/hip/wrist/break ~1 healing",
        "will my ~2 fracture/bone/hip/wrist/break/vertebra ~1 heal",
        "is my ~3 healing ~1 right/ok/okay/normally/properly/well/correctly",
    ),
    "treatment_request": (
        "what/which treatment ~2 I need/have/get/take/best/should/do",
        "what/which treatment should/do/would/can/is I/best/right ~1 for? me/need/have/get/take"
        "/choose",
        "tell me ~2 what/which treatment",
        "what/which ~1 treatment do/would you recommend/suggest/advise",
        "do/does/will I/SOMEONE ~1 need"
        " ~1 treatment/surgery/operation/medicine/medication/meds/tablets/injections",
        "should/must I/SOMEONE be ~1 treated/medicated/operated",
        "should I ~2 treatment/surgery/operation",
        "should I ~2 have/get/start ~2 treatment/surgery/operation/vertebroplasty/kyphoplasty",
        "what ~1 tests should I ~1 order/request/ask ~1 for? .",
        "what tests should I order",
        "can I ~1 go/return back? to? work/sport/sports ~2 after/with/now ~3 fracture/break"
        "/broken/fractured",
        "can I ~2 ski/skiing/run/running/swimming/lift/ride/golf/dance/fly/drive/travel/surf"
        "/snowboard/jog/box/climb"
        " ~3 with/after ~3 #/fracture/fractures/break",
        "can I ~5 with ~1 t? score? of? minus/negative/#",
    ),
    "pregnancy_state": (
        "pregnant/preggo/preggers/expecting !women/woman/mothers/people/to/it"
        "/the/a/that/mother/either/good/bad/results/staff",
        "trying/hoping/planning to conceive",
        "trying ~2 for ~1 baby",
    ),
    "pregnancy_or_nursing": (
        "nursing ~1 my/our/baby/mother/mum/mom/him/her",
        "pregnancy/breastfeeding/breastfeed/lactating/postpartum/postnatal/conceive",
        "after/since/gave/giving ~1 birth",
        "breast feeding/feed",
        "had ~2 baby",
    ),
    "postpartum_trouble": (
        "HURT/fracture/fractured/broke ~4 giving/gave/birth/postpartum/delivery",
        "postpartum/postnatal ~3 fracture/HURT/fractures",
        "breastfeeding ~6 what should I",
    ),
    "safe_to": ("safe/ok/okay/allowed/dangerous",),
    "speaker": ("i", "my ~1 wife/partner/girlfriend"),
    "sufferer": ("i/my",),
    "own_child": ("my/our ~1 CHILD !teeth",),
    "own_relative": ("my/our",),
    "child_health": (
        "bone/bones/fracture/fractures/fractured/fracturing/rickets/vitamin/legs/bowed/density"
        "/score/broke/broken/breaks/breaking/disease/osteoporosis/calcium/brittle/soft/hurt"
        "/hurts/pain/scan/dexa/hypophosphatasia/spine/back",
    ),
    "child_in_passing": (
        "inherit/inherits/inherited/pass/passed/hereditary/genetic/genes/later/future/lift/lifting"
        "/carry/carrying/hold/holding/waits/playing/gave/told/sent/helped/showed/says/said/asked"
        "/asks/thinks/bought"
        "/helps/tells",
    ),
    "complex_disease": (
        "dialysis",
        "kidney/liver/heart/lung/organ/marrow transplant",
        "transplant/transplanted",
        "anorexia/anorexic/bulimia/bulimic",
        "eating disorder",
        "cancer ~3 spread ~4 bone/bones",
        "spread ~2 to ~2 bone/bones",
        "bone metastases/metastasis/mets",
        "metastatic ~3",
        "stage #/four/five/three ~2 kidney/renal/ckd",
        "aromatase inhibitor/inhibitors ~8 I",
        "I ~4 aromatase inhibitor/inhibitors/letrozole/anastrozole/exemestane/tamoxifen",
        "on ~1 aromatase inhibitor/inhibitors/letrozole/anastrozole/exemestane",
        "prostate cancer ~2 hormone/hormones",
        "hypophosphatemia/hypophosphataemia/hypophosphatasia/xlh",
        "osteogenesis imperfecta",
        "brittle bone disease",
        "transgender/trans ~4 hormones/woman/man/score",
        "celiac/coeliac ~4 density/osteoporosis",
        "weight loss surgery",
        "bariatric/gastric surgery/bypass/sleeve",
        "had/have/with ~2 hypophosphatasia",
    ),
}

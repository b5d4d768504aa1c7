"""Words around a sign of danger that tell a real, present one from talk about it.

The language of the phrases is described in `triage_matching.py`.
"""

from __future__ import annotations

# Matched first and blotted out: these words mean something else here.
FIGURES_OF_SPEECH: dict[str, tuple[str, ...]] = {
    "figure_falling": (
        "FELL/fall/falling in/out love",
        "FELL asleep",
        "fall/falling asleep !and/or/forever",
        "FELL/fall/falling behind/apart/short/through/pregnant/ill/under/into/within/below"
        "/outside/victim/silent/flat",
        "score/scores/density/bmd/dexa/level/levels/result/results/number/numbers/estrogen/calcium"
        "/weight/price/prices/numbers/it/bone/mass/rate/vitamin/hormones/hormone"
        " ~2 FELL/fall/falling/falls/dropped",
        "FELL/fall/falling/dropped ~1 from # ~1 to",
        "FELL/dropped ~1 by #",
        "FELL ~1 off ~2 wagon",
        "slipped ~1 my/his/her mind",
        "slipped through ~2 cracks/net",
        "slipped up",
        "in/this/last/next the? fall of? .",
        "fall season/semester/colours/colors/weather/vaccine/booster",
        "stumbled upon/across/on",
        "tripped ~1 alarm/up",
        "crash course/diet/diets",
        "brain fog",
        "song/advert/commercial/lyric/lyrics/meme/joke ~6 FELL ~6 up",
    ),
    "figure_praise": (
        "dead funny/good/nice/clever/useful/handy/lovely/brilliant",
        "bone tired/idle/dry/weary",
        "FELL for ~1 her/him/it/this/that/the/trick/scam",
        "knocked out by ~1 how/your/the/this",
        "feet/legs/dogs ~2 killing me",
    ),
    "figure_machine": (
        "phone/laptop/computer/server/network/printer/router/screen/glasses/website"
        " FELL/crashed/dropped/froze/died/collapsed",
        "phone/laptop/computer/server/network/printer/router/car/boiler ~5 had/has/having ~2"
        " seizure/stroke/meltdown/heart/attack/fit/arrest",
        "cardiac/heart arrest/attack/failure of/for/from my/the/our"
        " phone/laptop/computer/printer/car",
        "blackout/blackouts ~1 curtain/curtains/blind/blinds",
        "nepa/power/electricity/electric/grid/eskom ~3 blackout/blackouts",
        "blackout/blackouts ~2 nepa/power/electricity/grid/eskom",
        "blacked out ~3 chapter/chapters/name/names/line/lines/page/pages/text/word/words/windows",
        "chair/table/bed/bench/desk/stool/piano leg/legs snapped/broke/cracked",
        "press/bench/shelf/shelves/deckchair/tent/gazebo collapsed",
        "balance/shares/stocks/pound/dollar/market ~2 bad/nasty/big fall/tumble/crash",
        "choked in/at/during ~2 exam/viva/test/interview/final/match/presentation/speech/meeting",
    ),
    "figure_dying": (
        "dying/die to know/hear/see/find/learn/try/understand/ask/meet/get",
        "dying of/from curiosity/boredom/laughter/embarrassment/suspense/heat/thirst/hunger",
        "died/die/dying/dead laughing",
        "to die for",
        "rather die than drink/eat/take/have/wear/do/watch/read/see/swallow/give",
        "died so/on/again",
        "battery/phone/laptop/computer/tablet/screen/car/plant/plants/spreadsheet/printer/tree"
        " ~4 dying/dead/died/die",
        "reason/point ~2 go on about",
        "cut myself some/a slack/break/deal",
        "dead line/tired/end/serious/sure/easy/slow/weight/lift/lifts/sea/skin/wood/cells",
        "dead right/wrong/bone",
        "bored/scared/worried/tired/sick/starving/frozen/tickled/loved to death",
        "over my dead body",
        "killing time",
        "killing it",
        "kill ~1 time",
        "kill for a/some",
        "do/does/doing/run/running suicides",
        "death of me/him/her/us",
        "brain/head ~1 dead/mush/spinning/melting/fried",
        "brains ~1 dead/mush/fried",
        "kill two birds",
        "kill ~1 bacteria/germs/cells/cancer/the/my ~1 mood/computer/phone/laptop/mood/vibe/doctor"
        "/boss",
        "kills/killed the mood",
        "could kill ~2 doctor/boss/him/her/computer",
        "shoot/shot myself in ~1 foot",
        "nearly/almost knocked ~1 out cold",
        "kick/kicking/pinch/kicked myself",
        "end of ~1 their/his/her/my life/lives",
    ),
    "figure_body": (
        "heart attack ~2 when ~1 saw/heard/opened/read",
        "heart attack ~2 seeing/bill/price",
        "gave/give/given/giving ~2 heart attack",
        "heart ~1 broken/breaking/skipped",
        "heartbroken/heartbreak",
        "pain in the neck/ass/arse/butt/bum/backside",
        "pain in ~1 ass/arse",
        "stroke of luck/genius",
        "stroke my/the/your/a cat/dog/horse/pet/arm/rehab",
        "swimming/back/breast/golf/heat strokes/stroke",
        "bone to pick",
        "FACE FELL/fell when",
        "arm ~2 twisted into",
        "twist/twisted/twisting ~1 arm into",
        "CANT stand tofu/kale/broccoli/cheese/yoghurt/yogurt/sardines/fish/cabbage/spinach/sprouts"
        "/prunes/nuts/gyms/gym",
        "LEGS/legs were dead for/after",
        "umbrella/heel/patience/pencil/shoelace/string ~1 snapped",
        "break ~1 ice/bank/news/habit",
        "break down",
        "broke ~1 record/bank/ice/news/promise/promises",
        "jaw dropping/dropped/dropper",
        "hit ~1 nail on ~1 head",
        "hit ~1 gym/wall/menopause/road/jackpot/target/limit/button",
        "save ~1 breath/life",
        "hold/holding/held/holds ~2 breath",
        "deep/slow breath/breaths/breathing",
        "breathing exercise/exercises/techniques/space",
        "breath of fresh",
        "CANT breathe a/easy/easily word/until/till/again",
        "CANT breathe easy",
        "heart stopped/sank/skipped ~1 when ~2 saw/heard/read/opened/got",
        "nearly/almost/practically ~2 fainted/passed/died/collapsed ~6"
        " saw/heard/told/read/price/cost/bill/said/embarrassment/embarassment/shame/laughing",
        "cardiac arrest/attack ~8 saw/price/cost/bill",
        "overdosed/overdosing on netflix/telly/tv/chocolate/cake/sugar/news/sudoku/sunshine",
        "choking/choked on ~2 word/words/name/names/spelling",
        "choking up",
        "out of breath from/with/after ~1 reading/laughing/typing/talking",
        "laughed/laughing ~5 wet ~1 myself",
        "nearly/almost wet ~1 myself laughing",
        "paralysed/paralyzed by/with fear/choice/worry",
        "bit/bite ~1 tongue",
        "slip/slips of ~1 tongue",
        "tip of ~1 tongue",
        "chest x/xray/ray/freezer/drawers/press/exercises",
        "faint line/lines/hope/shadow/memory/hearted",
        "passed out leaflets/flyers/papers",
        "choked up",
        "off the top of ~1 head",
        "head over heels",
        "back ~1 burner/ground",
        "CANT wait ~4",
        "CANT get up ~1 early",
        "swallow ~1 pride",
        "hard/bitter pill to swallow",
        "CANT stand my doctor/job/husband/wife/boss/neighbor/neighbour/mother/diet/medicine",
        "seizure disorder/medicine/medication/medications/drug/drugs/tablets/history/meds",
        "anti/antiseizure seizure",
        "end ~1 it? ~1 chat/conversation/call/session/subscription",
        "end ~1 this/the ~1 chat/conversation/call/session",
        "numb skull",
        "severe/severely osteoporosis/osteoporotic/scoliosis/arthritis/osteopenia/bone/deficiency"
        "/vitamin",
        "sudden death/change/changes/drop",
        "cant/cannot move on from/with/to/.",
        "nearly/almost/practically choked",
        "killing myself ~2 at/with/over/laughing",
        "keep/keeping/stop/stopping/save/protect ~2 from falling",
        "pass ~1 test/exam/kidney",
        "confused ~1 about/by/as/which/whether/if/how/why/what/with/between",
        "bit/little/so/very/still/really/im/i/am confused .",
        "hurt/hurting/injure/injuring/injured myself ~3 exercising/lifting/falling/running/at/by"
        "/while/when/doing/gym/yoga/gardening/in/if",
        "wet ~1 myself ~1 laughing",
        "LEGS gave/give/went way/weak ~1 laughing/with/from laughter/laughing?",
        "LEGS gave way laughing",
        "CANT breathe for/with/from excitement/laughing/joy/laughter/nerves",
        "choking/choked/chokes I/SOMEONE up",
        "face/jaw dropped/fell ~1 when/at/as/reading",
        "blackout curtains/curtain/blind/blinds",
        "overdosing/overdosed/overdose on ~3 videos/video/podcasts/broth/recipes",
        "overdosing/overdosed/overdose on information/facts/leaflets/advice/news/chocolate"
        "/reading/data/google/articles/cheese/sugar/coffee/kale",
        "chiropractor/osteopath/physio ~4 crack/click/pop",
        "claustrophobic/panic/claustrophobia ~3 CANT breathe",
        "CANT feel ~1 LEGS after leg/squats/gym/workout",
        "screaming ~1 at ~2 report/screen/computer/phone/letter/tv",
        "collapsed on/into ~2 sofa/couch/bed/chair",
        "vitamin/d/level/levels ~3 on/through ~1 floor",
        "overdose/overdosed/overdosing of/on tiktok/tv/television/social/internet/games/screen",
        "opened/read/saw ~6 heart stopped/sank",
        "letter/report/results/result ~12 nearly/almost fainted",
        "iron PILLS ~3 black STOOL",
        "wedding/retirement/birthday/acceptance/opening/leaving/farewell speech",
        "write/writing/give/giving/hold/holding ~3 speech",
        "chair/stool/table/bed/shelf/ladder/tent/deckchair/cake/bridge/roof/shed/sofa collapsed",
        "numb bum/bums/bottom ~4 chair/chairs/seat/seats/bench/pew/saddle/sitting/meeting/flight",
        "CANT get this/it/that/them/things/facts/story ~2 straight",
    ),
    "figure_suicide": (
        "cell/cells/cellular/osteoclast/osteoclasts/osteoblast/osteoblasts/osteocyte/osteocytes"
        "/programmed ~3 suicide/suicidal/kill ~1 themselves?",
        "suicide gene/inhibitor/inhibition/substrate/squad/doors",
        "suicide of ~2 cell/cells/osteoclasts/osteoblasts",
    ),
}

CONTEXT: dict[str, tuple[str, ...]] = {
    "negation": (
        "no/not/never/without/havent/hasnt/hadnt/didnt/dont/doesnt/isnt/arent/wasnt/neither/nor"
        "/none/deny/denies/wouldnt/nothing/nobody/zero/havnt",
        "free of",
        "instead of",
    ),
    "not_a_negation": (
        "not only/just/sure/know/sleeping/better/improving/helping/stopping/going/well/good/okay"
        "/ok/right/fun",
        "no idea/doubt/longer/matter/one/relief/better/improvement/energy/more",
        "dont know/understand/mean/think/care/remember",
        "didnt know/think/realise/realize/expect/help/work",
        "doesnt help/stop/work/go/get/matter/improve/feel",
        "not ~1 been/getting/feeling ~1 well/better/able/good",
        "no FELL",
        "no/without/not feeling/sensation/feel/control/strength/power/use/air",
        "never ~6 like/so/before/this",
        "not ~2 normal/usual/breathing/responding/waking/moving",
        "nothing helps/works/touches/is/relieves",
        "not want ~1 to ~1 bother/worry/scare",
        "dont want ~1 to ~1 bother/worry/scare/be",
        "isnt/wasnt/not there",
        "not a/one drop/step",
    ),
    "general_question": (
        "what/whats ~1 is/are/was/does/do/causes/cause/happens/means/mean/would/exactly/kind/sort"
        "/type/percentage/percent/about",
        "whats the/a/an",
        "how do/does/is/are/common/likely/often/long/can/to/many/dangerous/serious/soon/would/much"
        "/painful/bad/could/big/high",
        "why do/does/is/are/would/can",
        "which/who/whose/when do/does/is/are/can/gets/should/bones/bone/people/patients/will/to"
        "/fractures/medicines",
        "where do/does/is/are",
        ". can/could/does/do/will/would/is/are/may/might/did/has/have/should",
        "and/or/so/but/hi/hello/please/question/wondering/wonder/know/ask/also/hey"
        " can/could/does/do/will/would/is/are/may/if/whether",
        "osteoporosis/osteomalacia/osteopenia/DRUG/bones/deficiency/fracture/fractures"
        " can/could/may/might/cause/causes/lead/leads/result/linked ~2"
        " cause/causes/lead/result/make/give/increase/to/in/with",
        "osteoporosis/osteomalacia/osteopenia/DRUG/deficiency causes/cause/means",
        "signs/sign/symptoms/symptom/risk/risks/chance/chances/odds/causes/cause/likelihood/fear"
        "/definition/meaning/link/connection/relationship/difference/types/treatment/prevention"
        "/recovery/rehab/effects/percentage/rate/rates/cost/history/management/complications"
        " ~1 of/for/between/from/after/to/with/include",
        "prevent/avoid/preventing/avoiding/prevents/reducing/lowering",
        "reduce/lower ~2 risk/chance/chances/odds",
        "is/are ~2 linked/related/associated/connected to/with",
        "define/explain/describe/meaning/tell",
        "tell me about/what/how/why/more",
        "to know about/what/how/why/if",
        "curious/interested/reading/learn/learning/question/information/info/studying/topic/advice"
        " ~1 about/on/in/regarding",
        "people/patients/women/men/elderly/seniors/everyone/adults/persons/folks/humans/individuals"
        " ~2 who/with/have/get/fall/die/break/can/often/do/over/commit/and/usually/feel/break",
        "do/does/can/will/would/is/are/why/how/many/most/old/older/elderly/some/which"
        " people/patients/women/men/adults/person/bones/seniors",
        "if/when/makes/make/do/can/does/would/will/could/are/gives/give/what/so/how you",
        "if/suppose/imagine someone/somebody/you/people/anyone/anybody/one/a/an/old/elderly",
        "read/heard/says/said/saw/listed/lists/mentions/warns/warned ~1 that/about/causes/can/of"
        "/DRUG",
        "afraid/scared/worried/fear/anxious/terrified/nervous/concerned ~1 of/about/to/that"
        " ~2 falling/fall/break/breaking/getting/having/get/have/might/may/will/could/becoming/be",
        "movie/film/novel/book/essay/homework/exam/quiz/assignment/textbook/lecture/article"
        "/story/chapter/poster",
        "side/possible/common/rare/long effect/effects/term",
        "difference/compare/versus/vs",
        "likely/chance/risk/risky/possible/normal to",
        "cause/causes/lead/leads to?",
        "anyone/anybody/everybody",
        "statistics/studies/study/research/evidence/percentage",
        "course/courses/training ~1 for/on/about",
    ),
    "asked_for_general": (
        "symptom/symptoms/sign/signs/effect/effects/complication/complications/sequela of/in/from"
        "/.",
        "!any common/normal/dangerous/linked/associated/related/connected/typical/rare/usual"
        "/expected"
        " in/with/to/after/side/for/symptom/and/.",
        "caused by",
        "mean/means/meaning .",
        "is there a? link/connection/relationship",
        "definition/explained/meaning/explanation/causes/cause/treatment/prevention/recovery"
        "/statistics/connection/link/relationship/risk/risks/rate/rates/symptoms/signs/surgery"
        "/guidelines/classification/types/exercises/assessment/clinic/rehabilitation/prognosis"
        "/mortality/healing/icd",
        "syndrome/anatomy/protocol/protocols/rules/course/courses/helpline/versus/vs/patients"
        "/people",
        "treated/diagnosed/prevented/tested/detected/avoided/fixed",
        "cause/causes",
        "take/takes to heal",
    ),
    "own_or_close": ("I/SOMEONE", "this/these", "help"),
    "person_asked": (
        "tell/give/show/explain/advise/teach/ask/asks/asked/let/inform/told I/SOMEONE",
    ),
    "modal_person": (
        "can/could/will/would/should/may/might/am/if/when/do/is/does/unless/before/how/until/cant"
        " I/SOMEONE",
        "am/is/are I/SOMEONE going/likely/gonna/more",
        "for me to",
        "!to/in/with/of my/our/his/her ~1 doctor/gp/friend/nurse/teacher/professor/daughter/son"
        " ~1 said/says/told/asked/asks/wants/mentioned",
        "people/patients/women/men/somebody ~8 their/they/them",
        "someone/anyone/person/patient/resident ~8 their/they/them/he/she/his/her",
        "help I/us ~1 understand/learn/with/explain/find",
        "I understand/wonder/read/heard/ask/know/wondering/want/need/would/like/study/learning ~3",
    ),
    "real_question": (
        "could/might/may/do/does/am/is/has I/SOMEONE ~1 have/having/be/has/been/broken/got ~1",
        "why/what/how do/am/is/are/did/does/can/should/could/would/will/has I/SOMEONE",
        "should/shall/must I/we",
        "what/how should/shall/can I/we do/help",
        "can/could/please/would you? help/call/send",
        "what to do",
        "what if I/SOMEONE ~2 have/has/broke/broken/FELL",
        "know/tell if/whether I/SOMEONE ~2 have/has/broke/broken/FELL",
        "could/might it/this be",
        "is it/this a/my",
        "urgent/serious/emergency/bad/dangerous/worry/worried/normal ~2 if I/SOMEONE",
        "is ~1 normal ~1 that/to",
        "if I/SOMEONE have/has",
        "is it ~1 normal ~6 that you/I/SOMEONE ~1 stop/cant/dont/lose/lost/wet",
        "if my ~4 has/have lost/gone/stopped",
    ),
    "hypothetical": (
        "if/when/unless/before/in you",
        "if/when/case I/SOMEONE/someone/anyone/people ~1"
        " fall/falls/get/gets/ever/were/break/breaks/slip/trip/develop/develops/experience/miss",
        "would/could happen",
    ),
    "relative": ("FAMILY",),
    "present": (
        "now/today/tonight/currently/immediately/help/urgently",
        "this morning/afternoon/evening/minute/moment/second",
        "since yesterday/last/this/today/morning/then/the/my/I/FELL/falling/i",
        "right now/away",
        "at the moment",
        "minutes/hour/hours/minute ago",
        "last night",
        "for # minutes/hours/hour",
        "what do/should/shall I/we do",
        "I just",
        "all day/night/morning",
        "keeps/keep happening/coming",
        "not going away",
        "getting worse",
        "just happened/started/now",
        "I have/got/feel it/that/this",
        "since breakfast/lunch/dinner/tea/midnight/noon/monday/tuesday/wednesday/thursday/friday"
        "/saturday/sunday",
    ),
    "happening_now": (
        "tripped/fell/slipped/fallen ~6 cant walk/stand/move since !#",
        "having/have/got/feel/feeling it ~1 now/this/right/today/tonight",
        "because/since/and/but mine has/have/is/are/did",
    ),
    "past": (
        "years/yrs/year/yr/decade/decades/ages/months/yeras ago/back/earlier/before",
        "long time? ago",
        "as ~2 child/kid/teenager/teen/girl/boy/toddler/youngster/student/baby/children/adult"
        "/youth",
        "when I/SOMEONE was/were a/an/in/#/young/little/younger/small/at/only/about/pregnant/still"
        "/around",
        "in/back/since/from/during # !mg/years/days/weeks/minutes/hours/minute/seconds",
        "winter/summer/spring/autumn/year/christmas of #",
        "in the eighties/nineties",
        "in ~1 childhood/youth/twenties/thirties/forties/fifties/sixties/seventies/teens/past",
        "last year/summer/winter/autumn/spring/christmas",
        "all winter/summer/autumn and",
        "in those days",
        "lived to #",
        "in/last january/february/march/april/may"
        "/june/july/august/september/october"
        "/november/december",
        "used to",
        "history of",
        "previously/formerly/childhood/historical",
        "old fracture/injury/fractures/break",
        "at/age ~1 of? age #",
        "FELL/BROKE/fracture/had ~4 at/age/aged #",
        "at the age",
        "since/from ~1 birth/childhood",
        "late mother/father/husband/wife/grandmother/aunt",
        "died/passed ~8 fracture/hip/fall/years/away/complications",
        "long ago",
        "healed/recovered/recovering",
    ),
    "asks_about_family_risk": (
        "am/are/will/would/do/should/can I/we ~3 risk/likely/get/inherit/have/tested/checked/worry"
        "/scan/screened/worried/concerned",
        "my ~3 risk/chance/chances/risks/odds",
        "run/runs in/the family/families",
        "hereditary/inherited/inherit/genetic/genes/genetics",
        "family history",
        "more likely",
        "risk factor",
        "mean/means ~2 I",
    ),
    "animal": ("my/our/the/his/her/a/neighbors ~3 ANIMAL", ". ANIMAL", "ANIMAL"),
    "fiction": (
        "in/from/of/called ~2 film/movie/novel/series/soap/episode/drama/script/story/song/poem"
        "/musical/opera/comic/game/sitcom",
        "film/movie/song/book/band/novel/episode/album title/called/named/lyrics",
        "fiction/fictional/hamlet/storyline",
        "character in",
    ),
    "animal_did_it": (
        "tripped/fell/fallen/stumbled/tumbled/slipped on ~1 ANIMAL",
        "over/by/walking/with/chasing/off/at/playing/of/from ~3 ANIMAL",
        "ANIMAL ~3 pulled/pushed/knocked/bit/tripped/kicked/jumped/dragged/threw ~2 I/SOMEONE",
    ),
    "chronic": (
        "for ~2 years/months/decades/ages",
        "chronic/ongoing/usual/always/often/sometimes/occasionally/longstanding",
        "long term/standing",
    ),
    "exercise": (
        "stairs/hills/uphill/jog/jogging/run/running/exercise/exercising/workout/gym/hill/dancing"
        "/climb/climbing",
    ),
}

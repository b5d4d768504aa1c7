"""What people say when they need help now or today (facts.md 5.2), concept by concept.

The language of the phrases is described in `triage_matching.py`.
"""

from __future__ import annotations

FALL_AND_FRACTURE: dict[str, tuple[str, ...]] = {
    "fall": (
        "FELL",
        "after/from/since slip/trip/stumble",
        "had/has/have/having/took/taken/with/after/from/bad/nasty/hard/big/heavy/since/small/little"
        "/minor/silly"
        " ~1 fall/tumble/spill",
        "after/when/while/from/since/by falling/slipping/tripping",
        "!can/will/if/should/might/may/could/would/do/does/did/not I/SOMEONE"
        " fall/falls/slip/slips/trip/trips"
        " !a/often/asleep/easily/more/risk/prevention/frequently/sometimes/alot",
        "feel over/down",
        "feel off ~2 stairs/steps/ladder/bed/chair/bike/rug/cat/dog/ice/bath/shower",
        "landed ~1 on/hard",
        "slid/went/rolled/came/come/dropped/slipped off/out ~3"
        " bed/toilet/chair/sofa/couch/commode/ladder/step/steps/bath/wheelchair/stool",
        "came/come/coming off ~2 bike/bicycle/horse/ladder/motorbike/scooter/moped/chair",
        "rolled out ~2 bed",
        "missed ~2 step/stair",
        "went over on/backwards",
        "went/came/come/gone down ~2 hard/in/on/heavily",
        "went/gone over !to/there/the/it",
        "unwitnessed/witnessed/post fall",
        "knocked/pushed/pulled ~1 down/over/off",
        "lost ~2 balance/footing",
        "went/going flying/sprawling",
        "keeled over",
        "hit the floor/ground/deck/pavement",
        "ended ~1 on ~1 floor/ground",
        "has/have/is/was/i/he/she fall down/on/off/over/in",
        "am fall down/on/off/over/in",
        "slip/fall/trip/slide/tumble in/at/on/from ~2 bathroom/kitchen/toilet/shower/stairs/bath"
        "/road/garden/ice/street/tub/garage/yard/corridor/hall/steps",
        "after/from/since ~1 slip/trip/stumble",
        "went/came/come/gone down ~1 like",
        "bowled/barged/dragged/blown/bundled ~2 over/down",
        "dropped from/off ~3 wall/frame/tree/swing/roof/ladder/bar/bars/bed",
        "found ~2 beside/near/under/by ~2 bed/chair/toilet/stairs/bath",
        "slid/rolled/came/went off ~3 step/kerb/curb/pavement/porch/deck",
    ),
    "crash": (
        "hit/struck/knocked ~2 by ~2 car/bus/bike/van/truck/lorry/cyclist/scooter/motorbike/taxi",
        "run/ran over by",
        "car/road/traffic/bike/motorbike/motorcycle accident/crash/collision/wreck",
        "rear ended",
        "ran into the back of us/me/him/her/them/our/my",
        "thrown off/from",
        "come/came off ~3 toilet/stepladder/trailer/quad/tractor/wall/swing/bunk/scaffold/truck",
        "come off ~2 bike/bicycle/horse/ladder/motorbike/scooter",
        "went off ~2 ladder/roof/horse/bike/stairs",
        "FELL ~3 concrete/backwards/backward",
        "crashed my/the/his/her/our car/bike/scooter",
        "FELL/feel/fall/came ~4 ladder/stairs/staircase/steps/roof/tree/horse/height/balcony"
        "/scaffolding/motorbike/bike/escalator",
        "FELL/landed ~1 hard/badly/heavily",
        "bad/nasty/hard/big/heavy fall",
        "rolled/flipped/overturned/tipped/crashed ~3 scooter/quad/car/tractor/wheelchair/bike"
        "/buggy/van",
    ),
    "just_fell": (
        "just FELL",
        "just had/taken/took ~2 fall/tumble",
        "just ~2 went/came off ~2 ladder/roof/horse/bike/stairs",
        "has/have/is/I/hes/shes fallen"
        " !before/twice/many/three/two/several/a/often/#/times/for/four/five/some/below/lots",
        "help ~4 FELL",
        "FELL ~6 help/please/sos",
        "sos ~2 FELL",
        "!have/has/had/not/never I/he/she/FAMILY fallen .",
        "FELL ~5 minutes/hour/moment ago",
        "FELL ~3 right now",
        "FELL ~5 on/onto/to the floor/ground",
    ),
    "recent_fall": (
        "FELL ~8 today/yesterday/tonight/morning/night/week/days/weekend/earlier",
        "today/yesterday/tonight/morning/night/week/weekend ~4 FELL",
        "had ~3 fall ~4 today/yesterday/tonight/morning/night/week/days/weekend/earlier",
    ),
    "limping": ("limping/limp/hobbling",),
    "still_helpless": (
        "on/down/onto ~1 floor/ground/tiles/pavement ~8 help/screaming/alone/crying/stuck/hours",
        "help/screaming/alone/crying/stuck/lying/stranded ~6 on ~1 floor/ground/tiles/pavement",
        "found SOMEONE ~3 on ~2 floor/ground",
        "found ~1 lying ~1 on ~2 floor/ground",
        "lying on/in ~2 floor/ground/driveway/street/road/snow/ice/garden/yard/hall/hallway",
        "cry/cried ~4 move/touch/lift/turn",
        "screaming/screams/screamed/crying/cries/yells/scream ~4 move/touch/lift/moved/turn/roll"
        "/touched/turned",
    ),
    "cant_walk": (
        "CANT FILLER? FILLER? walk/walking"
        " !far/long/fast/much/upstairs/very/more/well/as/for/without/miles/quickly/the/to/through"
        "/under/into/after",
        "CANT FILLER? FILLER? stand/standing"
        " !the/it/this/that/these/him/them/taste/how/when/what/taking/being/waiting/people"
        "/my/our/not/doctors/your/hospitals/needles/swallowing/long/for/medicine/medicines/milk"
        "/dairy/after",
        "CANT FILLER? FILLER? get back? up !early/the/to/in/before/out/without/earlier",
        "CANT FILLER? FILLER? move !house/home/forward/to/my/his/her/the/your/past/out/neck"
        "/fingers/as/much/well/house/very",
        "CANT ~1 weight bear/bearing",
        "unable to weight bear",
        "CANT ~1 bear ~2 foot/leg/stand",
        "CANT ~3 put ~2 foot/leg ~1 down",
        "CANT ~1 put/bear/take/place/hold ~3 weight",
        "no can walk/stand/move",
        "standing/walking/moving ~2 not/isnt possible",
        "cant ~1 stay on ~1 foot/feet",
        "wont/not/doesnt ~1 bear/hold/take ~2 weight",
        "CANT ~1 put ~2 foot/leg ~1 to/on/down",
        "CANT FILLER? get I/SOMEONE up/off/back",
        "CANT FILLER? get ~2 off ~1 floor/ground",
        "CANT FILLER? get ~1 to/on ~1 feet",
        "CANT ~1 take/manage/do ~2 step/steps",
        "CANT ~1 lift/raise/move either/both ~1 foot/leg/feet/legs",
    ),
    "cant_move_part": (
        "CANT FILLER? FILLER? walk/stand/move/get/climb/sit/turn",
        "CANT ~1 lift/raise/bend/straighten/move/use/turn ~3 LIMB/it",
        "CANT ~2 step on",
        "LIMB ~1 wont/not/doesnt/refuses ~1 move/work/hold/bend/do/take",
        "wont/not/doesnt move ~2 LIMB",
        "hurts/painful/agony/pain/hurt/hurting ~3 to/when/if/whenever ~2"
        " stand/walk/move/step/weight/standing/walking",
        "not/isnt/doesnt/stopped/barely/hardly walk/walking/standing/moving/move/stand",
        "refuses to walk/stand/move",
        "crawl/crawling/crawled",
        "no walk/stand/move",
        "LIMB ~1 wont/not/doesnt/dont ~1 let I/SOMEONE ~1 up/move/stand/walk/get/down",
        "LIMB ~2 dont/doesnt/not want ~1 move/go/work/lift/hold",
        "not/hasnt/havent ~1 got/gotten up",
    ),
    "deformed": (
        "LIMB/skin/bone ~5 wrong/funny/weird/odd/strange/unnatural/bad way/angle/direction/position"
        "/shape",
        "LIMB ~4 bent/twisted/pointing/facing ~2 wrong/backward/backwards/sideways/like/funny/odd"
        "/weird",
        "wrong/funny/weird/odd/strange way/angle/direction/position ~3 LIMB",
        "bone/bones ~5 sticking/poking/coming/protruding/popping/popped/pokes/sticks/stick"
        " ~1 out/of/through/thru !gum/mouth/gums",
        "bone ~2 through ~2 skin",
        "the/her/his/my bone has/s? come/came/gone ~1 through !menopause/treatment/puberty",
        "bone out of ~2 arm/leg/shin/wrist/ankle/elbow/skin",
        "see ~1 bone ~1 through",
        "open/compound fracture",
        "LIMB ~4 deformed/misshapen/dangling/floppy/rotated",
        "SMALLBONE/BIGBONE ~2 through/thru ~2 skin",
        "white bone ~3 showing/visible/through/out",
        "bone ~2 showing/visible/exposed ~3 LIMB",
        "LIMB ~3 bend/kink/dent/step in/at the/its middle",
        "LIMB ~3 folded ~2 itself",
        "LIMB ~3 bent/bends/bending where",
        "LIMB ~1 gone crooked/backwards/backward/sideways",
        ". LIMB crooked/backwards/backward .",
        "down LIMB crooked/backwards/backward",
        "foot/hand/arm/leg hanging ./off/loose",
        ". bone is? showing/visible .",
        "FELL ~2 bone is? showing/visible",
        "a/the/his/her/my/theres bone is? showing .",
        "shin bone? is? visible/showing/exposed",
        "shinbone/shin ~1 through/thru ~1 skin",
    ),
    "out_of_place": (
        "LIMB ~5 shorter/short/bent/twisted/crooked/inward/outward/outwards/sideways/backwards"
        "/wonky/rotated/wrong/lump/blue/purple/white/cold",
        "LIMB ~2 turned",
        "rotated/shortened ~1 LIMB",
        "turned ~2 out",
        "turned/turning/pointing/pointed/rotated/points/turns/twisted/rolled"
        " ~1 out/outward/outwards/sideways/in/wrong/away",
        "shorter/short ~2 LIMB",
        "shorter ~3 other",
        "out of place/joint/socket",
        "dislocated",
        "LIMB ~5 outwards/inwards/longer/rolled/folded/bend/bent",
        "LIMB ~8 inch/inches/cm ~1 shorter/short",
    ),
    "broke_big": (
        "BROKE ~3 BIGBONE",
        "BIGBONE ~3 BROKE",
        "BROKE ~2 back",
        "BIGBONE fracture",
        "fracture of ~1 BIGBONE",
    ),
    "broke_big_now": (
        "think/thinks/thought/believe/pretty/might/may/must/probably/maybe/suspect/feels/sure"
        "/possible/possibly/suspected/looks/reckon/afraid/scared/worried/seems"
        " ~1 I/SOMEONE/its/is/have/has/be/been/like/hes/a"
        " ~4 BROKE/fracture ~2 BIGBONE/back",
        "BIGBONE ~3 BROKE/gone ~1 think",
        "BIGBONE ~2 is/feels/looks/seems/be ~1 BROKE",
        "BIGBONE/bone ~1 just/has/have snapped/broke/cracked/shattered",
        "BIGBONE snapped",
        "just BROKE ~3 BIGBONE/back",
        "suspected/suspect/possible/possibly/probable ~2 BROKE/fracture/fractured ~1 BIGBONE",
        "suspected/suspect/possible/probable ~1 hip/femur/pelvis/neck/femoral fracture",
        "do/could/might/may I/SOMEONE have ~1 BROKE ~2 BIGBONE",
        "BROKE ~1 BIGBONE ~2 reckon/think/guess/suspect/probably/maybe",
        "BROKE ~1 BIGBONE ~5 heard/felt ~3 snap/crack/pop/go",
    ),
    "crack_heard": (
        "heard/felt/hear/feel/hearing ~4 crack/snap/pop/crunch/cracking/popping/snapping",
        "crack/snap/pop/crunch ~4 BIGBONE",
        "BIGBONE ~2 crack/snap/popped/pop/crunched/snapped/gone/went",
        "was/came ~2 crack/snap/crunch/pop",
    ),
    "broke_small_now": (
        "think/thinks/believe/pretty/might/may/must/probably/maybe/suspect/sure/reckon"
        " ~3 BROKE/fracture/break ~3 SMALLBONE/vertebra",
        "SMALLBONE ~2 is/feels/looks/seems/be ~2 BROKE",
        "just BROKE ~3 SMALLBONE",
        "suspected/possible ~2 fracture/fractured",
        "think/thinks/might/may/probably/suspect ~4 stress fracture",
        "think/thinks/might/may/probably/suspect ~2 BROKE/fractured ~2 something/bone",
        "felt/heard ~2 rib/ribs ~1 go/crack/snap/pop/went",
        "rib/ribs ~2 went/cracked/popped/snapped",
        "SMALLBONE ~12 think/reckon/maybe/possibly/perhaps ~3 BROKE",
        "think/reckon/suspect ~2 bone/bones ~1 gone/BROKE",
        "SMALLBONE fracture/break maybe/perhaps/possibly",
        "landed ~1 on ~1 backside/bottom/bum/tailbone/coccyx/arse/butt",
    ),
    "head_injury": (
        "hit/banged/bumped/knocked/smacked/struck/hitting/bump/whacked/injured/banging/smashed/bang"
        "/hits/hurt/cracked ~5 head/skull/temple/forehead",
        "blood/bleeding ~3 head",
        "head ~3 blood/bleeding/gash",
        "head/forehead/skull/temple ~1 hit/struck/banged/hits",
        "head injury/injuries/trauma/wound/bleeding",
        "knocked out/unconscious",
        "concussion/concussed",
        "blow ~1 to ~1 head",
        "landed on ~2 head/face",
        "cracked/split ~2 head/skull",
        "cut/gash ~2 head",
    ),
    "thinner": (
        "blood thinner/thinners/thinning",
        "warfarin/coumadin/apixaban/eliquis/rivaroxaban/xarelto/dabigatran/pradaxa/edoxaban"
        "/lixiana/clopidogrel/plavix/heparin/anticoagulant/anticoagulants/enoxaparin",
        "on thinners/clexane/lovenox",
    ),
    "big_pain": (
        "HIPPY ~5 HURT/SWOLLEN/agony/bruise/bruising/huge/black/purple",
        "HURT/SWOLLEN ~4 HIPPY",
    ),
    "leg_pain": ("leg ~4 HURT/SWOLLEN", "HURT/SWOLLEN ~3 leg"),
    "small_pain": (
        "SMALLBONE ~6 HURT/SWOLLEN/bruising/bruise/throbs",
        "HURT/SWOLLEN ~4 SMALLBONE",
    ),
    "severe": (
        "severe/severely/terrible/terribly/worst/awful/excruciating/unbearable/horrible/horrific"
        "/intense/extreme/sharp/stabbing/shooting/crippling/sudden/suddenly/acute/agony/unreal"
        "/abruptly/horrendous/searing/violent",
        "so/really/very/too/such/real/super/pretty bad/badly/strong/strongly/much/painful",
        "hurts/hurting/hurt ~1 bad/badly/alot/like",
        "strong ~2 pain/ache/backache",
        "bad/strong/new ~1 pain",
        "10/ten out of",
        "CANT ~1 sleep/sit/breathe/straighten",
        "screaming/screamed/crying",
        "killing ~2 agony",
    ),
    "on_the_floor": (
        "on/off/from ~2 floor/ground/tiles/carpet",
        "sat/sitting/lying/lies/laid/lay/stuck ~3 stairs",
        "still there",
    ),
    "too_painful_to_move": (
        "HURT ~1 too much/bad/badly to move/stand/walk/get/sit",
        "too ~1 painful/sore to move/stand/walk/get",
    ),
    "crack_in_big_bone": (
        "heard/felt/hear/feel/hearing ~4 crack/snap/pop/crunch/cracking/popping/snapping"
        "/cracked/popped ~4 hip/leg/thigh/femur/pelvis",
    ),
    "clutching": ("clutching/holding/gripping/grabbing/guarding ~2 HIPPY/leg",),
    "distress": (
        "help/omg/emergency/ambulance/urgent/urgently/hurry/today/tonight",
        "minutes/hour ago",
        "right/just now",
        "this morning",
    ),
    "numb_limb": (
        "CANT ~1 feel ~2 LIMB/hand/fingers/toes",
        "LIMB/fingers/toes ~3 NUMB",
        "NUMB ~3 LIMB/fingers/toes",
    ),
    "confused": (
        "confused/confusion/drowsy/sleepy/disoriented/disorientated/dazed/muddled/vomiting/throwing"
        "/dizzy/sick/slurring/bleeding/nonsense/delirious/incoherent",
        "not making sense",
        "blurred/double vision",
        "out for ~3 second/seconds/minute/minutes",
        "out cold",
    ),
}

SPINE_WITH_NERVE_SIGNS: dict[str, tuple[str, ...]] = {
    "back_problem": (
        "BACK ~4 awful/terrible/agony/fire/dreadful/out/HURT/went/gone/fracture/fractured/crushed"
        "/collapsed/BROKE/injury/compression"
        "/surgery/seized/spasm/bad/crack",
        "HURT/fracture/fractured/crushed/collapsed/BROKE/compression/bad/slipped/hurt ~3 BACK",
        "backache/sciatica/spine/backpain",
        "slipped disc/disk",
        "compression/wedge/crush fracture/fractures",
        "vertebra/vertebrae",
        "fracture/fractures/fractured/broken/collapse/collapsed/crush/crushed ~2 t/l/d #",
        "t/l/d # ~1 fracture/fractured/collapse/collapsed/broken",
        "BACK ~3 screaming/screams/murder/killing/torture/dreadful",
    ),
    "saddle_numb": (
        "NUMB/deadness ~4 SADDLE",
        "SADDLE ~6 NUMB/dead/deadened",
        "lower/bottom half/body ~4 NUMB/paralysed/paralyzed/dead",
        "toilet paper/tissue ~5 NUMB/strange/different/feel",
        "CANT feel myself/herself/himself ~3 toilet/pee/peeing/wee/poo/loo",
        "CANT/lost/losing/loss/no/dont/not/without/less/couldnt ~1 feel/feeling/sensation"
        "/sensations"
        " ~3 SADDLE/down",
        "NUMB/feel/feeling/sensation/feels ~3 between ~3 legs/thighs",
        "between ~2 legs/thighs ~3 NUMB/dead/weird",
        "NUMB ~3 inner thighs/thigh/legs/leg",
        "inner thighs/thigh/legs ~3 NUMB",
        "NUMB/feeling/feel/sensation ~3 down there/below",
        "down there ~3 NUMB",
        "NUMB there",
        "NUMB ~4 private/privates/intimate",
        "private/intimate ~3 NUMB",
        "CANT/dont/feel ~1 feel/nothing ~4 toilet",
        "feel/feeling nothing ~4 toilet/down/there/wipe/sit",
        "CANT ~1 feel ~3 chair/seat/sitting/saddle",
        "CANT ~1 tell ~4 loo/toilet/peeing/pee/weeing/wee/full/going",
        "thighs ~2 NUMB",
        "NUMB ~2 thighs",
        "NUMB/feeling/feel/dead/paralysed/paralyzed/sensation ~3 below/from ~1 waist",
        "NUMB/feeling/feel/dead/paralysed/paralyzed/sensation ~2 waist down/downwards",
        "back passage ~3 NUMB",
        "NUMB ~3 back passage",
        "CANT/dont/not/couldnt ~1 feel ~2 toilet paper/tissue",
        "CANT/dont/not/no ~2 feel/feeling ~3 wipe/wiping",
        "no/lost/cant/without/losing ~1 feeling/sensation/feel ~3 sex/intercourse",
        "saddle anesthesia/anaesthesia/numbness/numb/area",
        "dont/cant/not/no feel/feeling/know ~4 bladder ~2 full",
        "dont/cant/not ~1 feel ~3 need/urge ~2 URINE/STOOL/toilet",
        "CANT ~2 feel ~3 private/privates/parts/intimate",
        "no/not/no longer ~1 feel ~4 urge/URINE/toilet/private",
        "no longer ~1 feel ~4 urge/need/URINE/STOOL/toilet/paper/SADDLE",
        "SADDLE ~6 lost/losing/loss/no ~1 feeling/sensation/feel",
        "SADDLE ~4 asleep/sleeping",
        "sitting ~2 on ~2 cushion/sponge/pillow/cotton",
        "wipe/wiping ~3 CANT/dont/not ~1 feel",
        "CANT ~1 feel ~2 paper",
        "stop/stopped/stops feeling ~6 loo/toilet/wipe/seat/pee/wee/peeing",
        "CANT ~1 tell ~6 loo/toilet/peeing/pee/weeing/wee/finished",
        "NUMB ~1 round/around ~1 there/it/bottom/anus",
    ),
    "cauda_equina": (
        "think/thinks/worried/scared/have/has/suspect/suspects/it/could/might/may/got/having"
        " ~4 cauda/caudal equina",
        "caudaequina now",
        ". ces bed/room/bay/in",
        "ces ~1 query/suspected/now",
        "query/suspected/possible ~1 ces",
        "cauda/caudal equina symptoms/signs i",
    ),
    "bladder_bowel_lost": (
        "no/lost/losing/without ~1 control ~2 wind/motion/motions/waterworks/bowel/bowels/bladder",
        "lost/losing/lose/no/loss ~2 control ~3 URINE/STOOL/bladder/bowel",
        "lost/losing/loss ~1 bladder/bowel control",
        "CANT FILLER? FILLER? URINE !in/at/without/as/every",
        "CANT FILLER? FILLER? hold/control ~3 URINE/STOOL/it",
        "CANT ~1 pass/empty/go/open/start/feel ~2 urine/water/bladder/wee/pee/peeing/weeing"
        "/urinating",
        "not/havent/hasnt ~3 peed/urinated/weed since/all/for/today",
        "wet/wetting/messing/peed/soiled/soiling/pooped/shat/messed/pooed/poo/poop/pee/wee/weed/peeing"
        "/pissed/crapped/pooing"
        " ~1 myself/herself/himself/bed/pants/themselves/yourself",
        "bladder/bowels/bowel ~2 stopped/not/dont/isnt/arent/wont ~1 working/work",
        "STOOL/bladder/toilet ~1 accident/accidents",
        "accident/accidents ~2 STOOL/bladder/pants",
        "urinary/urine retention",
        "URINE/STOOL ~4 without ~3 know/knowing/noticing/realise/realising/realizing/warning"
        "/feeling/control",
        "wet/wetting/soiled ~5 without ~2 know/knowing/noticing/realise/realising/realizing"
        "/warning/feeling",
        "pissing/weeing/soaking/peeing/leaking ~1 myself/herself/himself",
        "not/havent/hasnt/didnt/hadnt ~2 passed/pass ~2 water/urine/wee/pee",
        "CANT go not ~1 drop",
        "CANT pee/wee/go ~4 not ~1 drop",
    ),
    "bladder_bowel_trouble": (
        "incontinent/incontinence",
        "CANT FILLER? FILLER? STOOL",
        "CANT ~1 go/get ~2 toilet/loo/bathroom",
        "CANT ~1 empty/open ~2 bowel/bowels",
        "leaking/leak/leaked/leaks/dribbling/dribble",
        "nappies/nappy/diaper/diapers/pads",
        "CANT ~1 feel ~2 go/going",
        "hard/trouble/difficult/difficulty/struggling/struggle/problem/problems/unable/slow/strain"
        " ~3 URINE/STOOL/wee/pee/toilet/bladder/bowels",
        "URINE/bladder/bowel/bowels ~3 problem/problems/trouble/weird/stopped/changed/funny",
        "URINE ~2 pours/pouring/leaks/leaking/trickling/trickles/dribbles/coming/running ~1 out"
        "/down",
        "bladder/bowel/bowels ~3 not/wont/doesnt/never/dont ~2 empty/emptying/opening/open",
        "stop/stopped/stops feeling it/pee/wee/anything",
    ),
    "legs_failing": (
        "both/two ~1 LEGS ~5 cotton/mud/asleep/WEAK/NUMB/heavy/dead/jelly/stopped/gone/paralysed"
        "/paralyzed/giving",
        "WEAK/NUMB ~4 both/two ~2 LEGS/sides",
        "CANT/couldnt ~1 move/feel/lift/use ~2 LEGS",
        "LEGS ~3 paralysed/paralyzed/dead",
        "sudden/suddenly/today/morning/afternoon/now/hour/since ~5 LEGS ~3 NUMB",
        "LEGS gone/going/went/are ~1 NUMB",
        "LEGS ~3 NUMB ~4 sudden/suddenly/today/morning/afternoon/now/hour/tonight/since/worse",
        "sudden/suddenly ~2 NUMB ~3 LEGS",
        "LEGS ~2 stopped/stop/quit/not/dont/wont/no/arent ~1 working/work/hold/holding/respond"
        "/responding",
        "LEGS/leg/knees ~3 give/gives/giving/gave/giveing ~1 way/out/up/under",
        "LEGS/leg/knees ~2 buckle/buckles/buckling/collapse/collapsing/failing/collapsed",
        "legs/leg ~2 gone/went/going/turned/turning ~2 WEAK/jelly/dead/lead/rubber",
        "no/lost/losing/loss/without ~2 strength/power/feeling/sensation/feel ~3 LEGS",
        "LEGS ~1 losing/lost/no ~1 strength/power/feeling/sensation",
        "paralysed/paralyzed/paralysis",
        "lost/losing/loss/no ~2 use of ~2 LEGS/leg",
        "lost/losing ~2 power/strength/control ~3 LEGS",
        "sudden/suddenly/new/today/progressive/rapidly ~3 leg/legs/LEGS ~2 WEAK",
        "sudden/suddenly ~2 WEAK ~3 LEGS/leg",
        "CANT ~1 move/feel/lift/use either/both ~2 leg/foot/feet/legs",
        "NUMB ~3 left/right/one ~1 ONELEG ~1 and ~2 right/left/other",
        "left/right ONELEG and ~1 right/left ONELEG ~3 NUMB/WEAK",
        "LEGS ~2 getting/growing/become/becoming weaker ~2 by/every/each",
        "CANT ~1 feel ~2 touching ~2 LEGS/foot/feet/leg",
    ),
    "legs_weak": (
        "legs/leg ~2 feel/feels/like ~2 WEAK/jelly/dead/heavy/lead/rubber/cotton/asleep",
        "LEGS ~2 asleep",
        "LEGS/leg ~4 under/shocks/shock/electric/useless/unsteady/wobbly/jelly/heavy",
        "shocks/shock/electric ~3 LEGS/leg",
        "LEGS ~2 dont/wont/not/doesnt ~2 do/work/listen/obey/move/hold",
        "ONELEG ~3 WEAK",
        "WEAK ~3 ONELEG",
        "foot drop/dropping/drops",
        "dragging/drag/drags/drag ~3 LEGS/leg/foot/feet",
        "LEGS ~3 dragging/drag/drags",
    ),
    "legs_numb": (
        "LEGS ~3 NUMB",
        "NUMB ~4 LEGS",
        "LEGS ~6 belong/belongs",
        "LEGS ~4 not/dont/arent ~2 mine/own",
    ),
    "one_leg_numb": ("ONELEG ~3 NUMB", "NUMB ~4 ONELEG"),
    "cant_walk_properly": (
        "CANT FILLER? FILLER? walk/walking/stand",
        "unsteady/wobbly/staggering/stumbling",
        "walking ~8 drunk",
        "walking/walk/walks ~2 like ~2 drunk/duck/zombie",
        "trouble/difficulty/struggling/hard ~1 walking/walk",
    ),
    "sexual_numbness": (
        "CANT/no/lost/trouble ~3 erection/erections/orgasm",
        "erectile/erection/erections/sexual/arousal ~2"
        " dysfunction/problem/problems/trouble/issues/gone/lost",
        "impotent/impotence",
        "sex/intercourse ~2 NUMB",
        "NUMB ~3 sex/intercourse",
        "penis/vagina/vulva ~4 NUMB",
    ),
}

OTHER_EMERGENCIES: dict[str, tuple[str, ...]] = {
    "chest_pain": (
        "CHEST pain/pains/tightness/pressure/discomfort/ache/paining",
        "chestpain/chestpains",
        "weight/band/brick/stone/clamp/squeeze/fist ~3 CHEST",
        "clutching/holding/gripping/grabbing ~2 CHEST",
        "CHEST ~3 funny/weird/clamp/fullness/uncomfortable/dull/HURT/TIGHT/sharp/bursting"
        "/exploding",
        "HURT/TIGHT ~5 CHEST",
        "pain/pains/pressure/ache ~2 heart",
        "heart ~2 pain/pains/hurts/aching/hurting",
        "having/has/have/think/thinks/like/just ~4 heart attack/atack",
        "heart attack now/help/symptoms what",
        "this/it a? heart attack/atack",
        "is/this/it a? stroke",
        "having/has/have/with angina",
        "pain ~4 spreading/spreads/radiating/going/moving/shooting/travels/down"
        " ~3 jaw/arm/shoulder/neck",
        "cardiac arrest",
        "heart ~1 stopped",
    ),
    "chest_burning": ("CHEST ~3 burning/burns", "burning/burns ~4 CHEST"),
    "cant_breathe": (
        "CANT FILLER? FILLER? BREATH/breathe",
        "CANT ~1 catch/get/draw/take/find ~3 BREATH/air",
        "wont/not/isnt/stopped/barely/hardly/doesnt/no BREATH",
        "no air !con/conditioning/raid/travel/fryer/port",
        "BREATH ~1 tight",
        "trouble/difficulty/difficult/struggling/struggle/struggles/hard/problem/problems/labored"
        "/laboured/painful ~3 BREATH",
        "BREATH ~2 trouble/difficulty/difficulties/problem/problems/hard/difficult/labored"
        "/laboured",
        "short/shortness ~1 BREATH",
        "breathless/breathlessness/gasping/suffocating/choking/wheezing/wheezy/chokes/choked",
        "gasps/fighting for ~1 BREATH/air",
        "lips/face/he/she ~3 turning/gone/going/are/is/turned/went blue/purple/grey/gray",
        "out of BREATH",
        "BREATH ~2 bad/awful/terrible",
        "blue lips",
    ),
    "stroke": (
        "FACE ~4 drooping/dropped/drooped/droop/droops/fallen/lopsided/sagging/drooling/slid"
        "/crooked",
        "drooping/droopy/dropped/lopsided/crooked/drooped/droops ~3 FACE/smile",
        "mouth/face/smile ~3 hang/hangs/hanging/slipped/twisted/lopsided/crooked/uneven/droopy",
        "talk/talks/talking/speak/speaks/speaking/speech"
        " ~1 strange/strangely/funny/gibberish/nonsense/weird/weirdly/rubbish/slurry/odd",
        "one/left/right side ~4 NUMB/WEAK/paralysed/paralyzed/gone/dead/drooping",
        "NUMB/WEAK/paralysed/paralyzed ~4 one/left/right side",
        "slurred/slurring/slurs/slurry/garbled/slur",
        "CANT ~1 talk/speak/form/say ~2 right/properly/words/clearly/anything/now/all/word"
        "/straight",
        "CANT ~1 talk/speak",
        "CANT ~1 get ~2 words out",
        "words/speech ~5 wrong/jumble/jumbled/mixed/garbled/muddled/scrambled",
        "speech ~3 slurred/funny/gone/weird/strange/garbled/wrong/unclear",
        "having/has/have/think/thinks/like/just ~3 stroke",
        "stroke I? think",
        "stroke . FILLER? I/SOMEONE CANT",
        "trouble/difficulty ~1 speaking/talking",
        "drooping/droopy/droop ~5 FACE",
        "stroke symptoms/signs what",
        "arm/arms ~3 suddenly/sudden WEAK/NUMB",
        "sudden/suddenly ~3 arm/hand ~2 WEAK/NUMB",
        "arm ~3 WEAK/NUMB ~4 speech/face/talk/smile",
        "CANT ~1 lift/raise/move ~2 arm ~6 face/speech/talk/smile",
        "CANT ~1 see ~4 sudden/suddenly/eye/anything",
        "suddenly ~3 CANT see",
        "suddenly blind",
        "lost/losing/loss ~2 sight/vision/speech",
        "worst headache",
        "sudden/thunderclap ~2 headache",
        "headache ~3 sudden/suddenly/worst",
        "words ~5 nonsense/rubbish/gibberish/slurred",
        "speech ~3 thick/nonsense/rubbish",
        "FACE ~2 wont/cant/doesnt/isnt ~1 move/moving",
        "half ~3 face ~3 move/frozen/dead/gone/NUMB/dropped/drooping",
        "CANT ~1 smile ~1 evenly/straight/properly/right",
        "hand/arm ~2 wont/cant/doesnt grip/hold/move ~8 face/speech/words/talk/smile",
    ),
    "fainted": (
        "fainted/fainting/unconscious/unresponsive/comatose",
        "feel/feels/feeling/felt/going/about/might/nearly/keep/keeps/may ~2 faint/fainting",
        "passed/passing/pass/blacked/blacking/black out !leaflets/papers/flyers",
        "blackout/blackouts",
        "lost/loses/losing/loss ~2 consciousness/conscious",
        "wont/not/doesnt/cant/isnt ~2 wake/waking/responding/respond/rouse/coming !to/early"
        "/without",
        "stopped responding/breathing",
        "CANT ~2 wake !early/me/without/at",
        "not ~1 conscious/responsive",
        "i/he/she/they/FAMILY collapsed",
        "i/he/she/they/FAMILY has/have/just/had/suddenly collapsed",
        "!vertebra/vertebrae/disc/disk/bone/bones/spine/spinal collapsed"
        " in/on/at/and/after/again/suddenly/when/near/.",
        "isnt/not answering me/us",
        "wont/doesnt/cant answer/react ~1 me/us/anymore/.",
        "gone/went/going/is ~2 floppy/limp/lifeless",
        "limp and/unresponsive/cold",
        "out cold !outside/weather",
    ),
    "seizure": (
        "seizure/convulsion/convulsing",
        "having/has/keeps/convulsions/now/more/another ~1 seizures/convulsions",
        "seizures/convulsions ~3 now/since/after/today",
        "having/had/has ~1 fit/fits",
        "shaking uncontrollably/violently/all",
        "started/keeps fitting",
        "is fitting",
        "fitting now",
        "stiff and? shaking",
        "fitting on ~1 floor",
        "foaming/frothing ~2 mouth/lips/floor",
        "is/been/started/keeps seizing",
        "seizing in/on/at/for/now/again/x",
        "gcs ~2 dropping/dropped/falling/down/now/only/under/below/#",
        "shaking/jerking/twitching and foaming/frothing",
    ),
    "bleeding": (
        "cough/coughing/coughed/coughs/vomit/vomiting/vomited/throwing/threw/throw/spitting/spit"
        "/puking/puke/puked/spewing/brought/bringing/sick ~5 BLOOD",
        "blood ~3 cough/coughing/coughed",
        "bleeding from ~2 mouth/ear/ears/nose/head",
        "blood ~3 vomit/sick/puke/sputum/phlegm",
        "black/tarry/bloody ~2 STOOL/stools/poo/tar",
        "STOOL/stools/poo ~2 black/tarry",
        "blood ~2 STOOL/stools/poo",
        "stop/stopping ~2 bleeding",
        "bleeding/bleed ~4 stop/stopping/heavily/everywhere/badly/lot",
        "vomit ~3 coffee grounds",
        "tea/dinner/lunch/breakfast/food/supper came ~1 up ~3 BLOOD",
        "coffee grounds",
    ),
    "tearing_pain": (
        "tearing/ripping/ripped pain",
        "tearing/ripping/worst/excruciating/unbearable/sudden/severe ~4"
        " belly/stomach/abdominal/abdomen/tummy/chest",
        "belly/stomach/abdominal/abdomen/tummy ~4 tearing/ripping/worst/excruciating/severe/agony"
        "/sudden/suddenly/unbearable",
        "belly/stomach/abdominal/abdomen/tummy/chest ~4 like ~2 knife/knives/stabbed",
    ),
    "allergy": (
        "FACE ~4 SWOLLEN/closing/closed/big/fat/thick/bigger/huge/balloon/blew/blown/swole",
        "SWOLLEN ~4 FACE",
        "throat ~3 closing/tight/tightening/swelling/closed",
        "severe/bad/serious/having/terrible/strong/big ~2 allergic",
        "anaphylaxis/anaphylactic",
        "allergic reaction ~4 now/help/shot/injection/tablet/pill",
        "had ~2 allergic reaction",
        "stridor/angioedema/angioedma",
        "windpipe/airway/airways/throat ~3 narrowing/closing/tight/tightening/narrow/shut/shutting",
    ),
    "hives": ("hives/rash/welts/wheals/itching/itchy",),
    "low_calcium_sign": (
        "muscle/muscles ~3 spasm/spasms/cramps/cramping/twitching/twitch/cramp/twitches/locking",
        "spasm/spasms/cramps/cramping/twitching/twitches/twitchy/seizing/tetany",
        "FACE/fingers/hands/toes/arms/skin/everywhere/body ~5 NUMB/twitching/tingly",
        "NUMB ~5 FACE/fingers/hands/toes/arms/everywhere/body/skin",
        "NUMB",
        "confused/confusion/disoriented/muddled/delirious",
        "heart/heartbeat/pulse ~3 all over",
        "heart/heartbeat/pulse ~4 weird/irregular/racing/skipping/fluttering/fast/funny/odd/strange"
        "/pounding/jumping/skips/flutters/wrong/beating",
        "irregular/skipped/racing/fluttering/weird/funny/strange ~1 heart/heartbeat/pulse"
        "/heartbeats",
        "palpitations/palpitation/arrhythmia",
        "faint/fainted/fainting/dizzy/woozy",
        "eyelid/cheek/lip/eye/muscle/muscles/calf/calves ~5 jump/jumping/jumps/flickering/twitch"
        "/twitching",
        "hands/fingers/toes/feet/hand ~3 curl/curling/curled/claw/clawing/claws/lock/locking"
        "/locked/cramp/stiffen",
        "heart ~1 stops/stopping/stutters/starts/misses",
    ),
    "mouth_tingling_with_cramps": (
        "NUMB ~3 lips/mouth/face ~8 spasm/spasms/cramps/cramping/twitching",
        "spasm/spasms/cramps/cramping/twitching ~8 NUMB ~3 lips/mouth/face",
        "cramps/spasms ~4 all over ~4 NUMB",
        "face ~2 twitching",
        "hands ~2 locking/locked/cramping/clawing/claw",
    ),
    "heart_now": (
        "heart ~3 racing/pounding/fluttering/skipping/irregular/stopping ~6 now/stop/cant/since"
        "/sudden/suddenly/dizzy",
        "heart ~3 racing/pounding/fluttering/skipping ~8 light/head headed/spinning",
        "heart ~3 racing/pounding/fluttering/skipping ~8 lightheaded/faint/woozy",
    ),
    "child_took": (
        "CHILD/old ~3 ate/eaten/swallowed/chewed ~7 PILLS/DRUG",
        "CHILD/old ~3 ate/eaten/swallowed/chewed ~2 handful of mine/his/hers/them/these/PILLS",
        "CHILD/old ~2 got/been into ~3 PILLS/DRUG",
        "is #/two/three/four/five ~2 ate/eaten/swallowed ~3 PILLS/DRUG/mine",
    ),
    "overdose": (
        "given/gave/took/taken/had ~3 another/someone/somebody/wrong"
        " ~4 PILLS/MEDICINE/DRUG/dose/meds",
        "took/taken/swallowed all my/her/his/their ~2 DRUG/PILLS/MEDICINE/tramadol/codeine/morphine"
        "/oxycodone/paracetamol/acetaminophen",
        "double/second lot/dose/round ~3 PILLS/MEDICINE/DRUG/them/meds",
        "took/taken/swallowed ~3 all again",
        "take/took/taken/swallowed ~1 error/mistake/accident ~2 all/whole"
        " ~1 PILLS/box/packet/bottle",
        "overdosed/overdosing/overdose",
        "took/taken/swallowed/ate/had/take/eaten/taking ~3 too many/much"
        " ~4 PILLS/DRUG/vitamin/calcium/it/them",
        "took/taken/swallowed/ate/gave/given ~4 whole/entire/full/all ~3 box/bottle/pack/packet"
        "/strip/PILLS/DRUG/them/month/calcium/vitamins/week",
        "took/taken/gave/given ~3 wrong PILLS/MEDICINE",
        "emptied ~3 box/bottle/packet/PILLS",
        "took/taken/taking ~2 far/way too many",
        "took/taken/swallowed/ate/gave/given/had ~4 #/two/three/four/five/six/seven/eight/ten"
        "/several/handful"
        "/double/twice/extra/second/2"
        " ~5 mistake/accident/accidentally/once/instead/error/accidently/oops",
        "accidentally/accidently/mistakenly ~3 took/taken/swallowed/ate/take"
        " ~3 #/two/three/four/five/six/seven/eight/ten/several/double/twice/too/whole/all/extra",
        "took/taken/swallowed/ate/had/taking/gave ~2 double/triple ~3 dose/dosage/DRUG/vitamin"
        "/PILLS"
        "/calcium",
        "took/taken/swallowed ~2 handful",
        "mistook/mistaken/confused/mixed ~3 PILLS/MEDICINE/DRUG/tablet ~10 took/taken/swallowed",
        "took/taken/swallowed/ate ~3 month/months/week/weeks ~1 worth/of/supply",
        "took/taken ~2 week/weeks/month ~2 PILLS ~2 once",
        "took/taken/taking ~3 every/each/daily ~1 day/week ~4 instead/mistake/accident/error",
        "weekly ~5 every/each day ~2 mistake/instead/accident",
        "took/taken/taking ~2 weekly ~10 thought ~4 daily",
        "took/taken ~2 weekly ~3 monday/tuesday/wednesday/thursday/friday/saturday"
        " ~1 tuesday/wednesday/thursday/friday/saturday/sunday",
        "drank/swallowed/drunk ~2 bleach/poison/detergent",
        "CHILD/kid/grandson/granddaughter/son/daughter ~3 chewed/chewing/licked/swallowed/ate"
        "/eaten/took/taken/drank/got"
        " ~5 PILLS/DRUG/vitamins",
        "too many/much PILLS/vitamin/DRUG/calcium ~8 now/sick/help/dizzy",
        "double/triple/wrong/extra/ten ~2 dose/doses/dosage ~8 given/error/mistake/accident"
        "/accidentally",
        "took/taken/swallowed/ate/had/given ~3 twelve/fifteen/twenty/thirty/forty/fifty/dozen"
        "/dozens/hundred/nine/eleven ~3 PILLS/DRUG",
        "took/taken/swallowed/ate all/every/whole/everything ~10 once",
        "CHILD/grandson/granddaughter/son/daughter ~3 chewed/swallowed/ate/eaten/drank/drunk ~6"
        " gummies/drops/bottle/handful/calcium/vitamin/supplements",
    ),
    "by_mistake": (
        "by mistake/accident/error",
        "in error",
        "accidentally/accidently/mistakenly/mistook",
        "thinking/thought/thinks ~1 it/they/that/those/these ~1 was/were/is/are/its",
        "mixed/muddled/mixing/mix up?",
        "instead of",
    ),
    "stuck": (
        "PILLS/DRUG/food/something/piece/it/meat/bone ~3 stuck/lodged/jammed/caught"
        " ~5 throat/gullet/oesophagus/esophagus/chest/swallow",
        "PILLS/DRUG/food ~6 stuck/lodged/jammed",
        "PILLS ~1 wont go down",
        "stuck ~4 throat/gullet/esophagus/oesophagus",
        "CANT FILLER? FILLER? swallow/swallowing"
        " !PILLS/DRUG/large/big/the/my/tablet/these/it/them/those/whole/horse",
        "CANT ~1 swallow ~2 anything/water/saliva/liquids/spit",
        "choking/choked on ~2 PILLS/DRUG/food/meat/bone/chew/sweet/grape",
    ),
    "choking": ("choking/choked on",),
    "arm_or_jaw_pain": ("left/jaw/arm ~4 HURT", "HURT ~4 left/jaw/arm"),
    "sweating": ("sweating/sweaty/clammy/sweat/nauseous/nausea",),
    "calls_for_help": (
        "need/send/want/get/call/calling/calls ~3 ambulance/paramedics/paramedic",
        "should/shall/do/must I/we/SOMEONE ~2 call/ring/phone ~2 #/ambulance/emergency",
        "ambulance now/please/quick",
        ". ambulance .",
        "this/its/it ~1 is? an emergency",
        "medical emergency",
        "!not/never think/feel/feels I/SOMEONE ~2 dying",
        "SOMEONE is dying",
        "turning/turned/going/gone blue",
        "leg ~3 SWOLLEN ~8 BREATH",
    ),
}

SAME_DAY: dict[str, tuple[str, ...]] = {
    "back_pain": (
        "BACK ~3 fire",
        "BACK ~5 HURT/seized/spasm/spasms/gone/went",
        "HURT/seized ~5 BACK/blades",
        "backache/backpain",
        "HURT ~5 bra line/strap",
        "bra line/strap ~3 HURT",
        "BACK ~2 screaming/torture/murder",
    ),
    "sudden_back": (
        "BACK ~3 went/gave/made/did/had ~2 crack/snap/pop/crunch/cracked/popped/out",
        "BACK ~1 cracked/snapped/popped/crunched",
        "heard/felt ~3 crack/snap/pop ~3 BACK",
        "crack/snap/pop ~2 BACK",
        "severe/terrible/worst/awful/excruciating/unbearable/horrible/intense/extreme/sharp"
        "/stabbing/shooting/crippling/sudden/suddenly/acute/strong/agonising/agonizing/crazy"
        "/new/abrupt/massive/horrendous/insane/searing/violent"
        " ~4 BACK/backache ~3 HURT/spasm/gone/went/seized/out",
        "woke ~3 severe/terrible/awful/sharp/sudden/strong/bad/horrible ~5 BACK/blades/spine",
        "something went ~2 BACK",
        "screamed/screaming ~8 BACK",
        "severe/terrible/worst/awful/excruciating/unbearable/horrible/intense/extreme/sharp"
        "/stabbing/shooting/crippling/sudden/suddenly/acute/strong/agonising/agonizing/crazy/new"
        "/massive/horrendous"
        " ~1 pain/pains/ache/spasm/backache ~6 BACK/backache/blades",
        "sudden/suddenly/new/severe/terrible/sharp/acute/unbearable/strong backache/backpain",
        "HURT/back/backache ~3 so/really/very/too/super bad/badly/much/strong/severe/intense",
        "BACK/backache ~6 sudden/suddenly/unbearable/excruciating/agony/terrible/severe/sharply",
        "BACK/backache ~5 HURT ~5 sudden/suddenly/CANT/worst/after/when/since/from"
        " ~3 lift/lifting/lifted/bend/bending/bent/cough/coughing/coughed/sneeze/sneezing/sneezed"
        "/twist/twisting/twisted/turned/reaching/picking/picked/carrying/moving/bump/jumped/fall"
        "/FELL/slip/sleep",
        "BACK/backache ~5 HURT ~5 CANT ~2 sleep/sit/breathe/straighten/bend/move",
        "lift/lifting/lifted/bend/bending/bent/cough/coughing/coughed/sneeze/sneezing/sneezed"
        "/twisted/turned/reached/picked ~8 BACK ~4 HURT/went/gone",
        "ribs/rib/chest ~2 and BACK ~2 since/after",
        "sharp/stabbing/severe/sudden ~3 ribs/rib",
        "ribs ~2 and BACK ~4 sharp/since",
        "woke ~5 HURT ~4 BACK",
        "woke ~5 BACK ~3 HURT",
        "since/this/from ~1 morning ~5 BACK",
        "put/threw/thrown ~2 back out ~4 CANT",
        "crack/snap/pop/crunch ~5 BACK",
        "BACK ~1 locked/jammed/locks",
        "HURT ~1 suddenly/sudden ~3 BACK",
        "BACK ~2 fine until/till/before",
        "severe/terrible/awful/sharp/sudden/new ~2 HURT ~3 bra line/strap",
        "rib/ribs ~4 HURT ~3 after/since/when",
    ),
    "cant_straighten": (
        "CANT ~2 straighten/straight ~3 up/back/today/morning/now/since/anymore/.",
    ),
    "recent_onset": (
        "since bend/bending/lifting/lift/cough/coughing/sneezing/twisting/yesterday/today/fall"
        "/slip",
        "since this morning",
        "started today/yesterday/suddenly",
    ),
    "wants_check": (
        "should I/SOMEONE ~2 see/go/get/call/worry/worried/checked/check",
        "xray/checked/swollen/bruised",
    ),
    "bone_shot": ("SHOT", "bone/osteoporosis ~1 needle/SHOT"),
    "small_injury": (
        "hurt/injured/banged/bruised/twisted/sprained/jarred ~2 SMALLBONE",
        "SMALLBONE ~3 injured/sprained/twisted",
        "stubbed/caught/trapped/jammed/knocked/catching/catch/shut/shutting/hit/bumped/banged"
        "/crushed ~4 SMALLBONE",
        "SMALLBONE ~2 stubbed/caught/trapped/jammed/crushed/knocked",
        "sprained/twisted/dropped ~5 SMALLBONE",
    ),
    "bruised_or_swollen": ("SWOLLEN", "CANT ~1 move/bend/use/grip", "purple/blue/black/fat"),
    "maybe_broken": (
        "be/is/its/it/one/them BROKE",
        "BROKE or sprained/bruised",
    ),
    "fever": ("fever/feverish/chills/temperature/shivering/shivers",),
    "weight_loss": (
        "losing/lost/loss ~3 weight/kilos/pounds/kg/stone/lbs",
        "weight loss",
        "night sweats",
    ),
    "cancer_history": ("cancer/lymphoma/myeloma/melanoma/tumour/tumor/metastases/metastatic",),
    "steroid_use": ("STEROID",),
    "older_or_fragile": ("osteoporosis/osteoporotic/osteopenia/elderly/frail", "brittle bones"),
    "thigh_or_groin_pain": (
        "thigh/thighs/groin/hip/hips/leg ~4 HURT/dull",
        "HURT/dull ~4 thigh/thighs/groin/hip/hips/leg",
    ),
    "bone_medicine": (
        "BISPHOS/DENO",
        "bone ~1 PILLS/SHOT/DRUG/MEDICINE/drug",
        "weekly/monthly ~1 PILLS",
        "osteoporosis PILLS/MEDICINE/SHOT/drug",
        "yearly/annual/monthly/six/twice/quarterly ~2 SHOT",
        "on ~1 infusion/drip/injection/infusions/injections",
    ),
    "oral_bone_medicine": (
        "BISPHOS",
        "bone/weekly/monthly/osteoporosis ~1 PILLS",
        "after/since/from/with/take ~2 my/the/new ~1 PILLS",
    ),
    "swallow_trouble": (
        "HURT/pain/painful/hurts/sore ~3 swallow/swallowing/swallowed",
        "swallow/swallowing ~3 burns/burning/HURT/hard/trouble/difficult/painful",
        "trouble/difficulty/difficult/hard/problems/problem ~2 swallow/swallowing",
        "heartburn/reflux/indigestion",
        "burning/burns/burn ~3 throat/chest/gullet/stomach",
        "throat/gullet ~3 burning/burns/HURT/raw",
    ),
    "deno_late": (
        "late/missed/miss/overdue/forgot/forgotten/delayed/skipped/postponed/cancelled/canceled"
        "/behind ~6 DENO",
        "DENO ~6 late/missed/overdue/delayed/cancelled/canceled/postponed/skipped/forgot/forgotten"
        "/behind",
        "DENO ~5 was/were/been due",
        "DENO ~2 should ~1 been",
        "should have ~1 had ~2 DENO",
        "DENO ~12 havent/hasnt/not/didnt ~2 had/have/got it/one/this",
        "due/supposed ~6 DENO ~6 ago/last",
        "havent/hasnt/not/didnt/never ~3 had/have/got/get/gotten/received ~4 DENO",
        "# months since/past ~4 DENO",
        "DENO ~4 # months ago",
        "DENO ~3 seven/eight/nine/ten months ago",
        "was/were due ~4 DENO",
        "DENO ~4 was/were supposed/meant/scheduled",
        "DENO ~2 supposed ~4 january/february/march/april/may/june/july/august/september/october"
        "/november/december",
        "due/supposed/meant ~3 DENO ~2 january/february/march/april/may/june/july/august"
        "/september/october/november/december ~3 its/now/nobody/still",
    ),
    "bone_shot_late": (
        "late/missed/overdue/forgot/delayed/skipped ~4 bone/month/six/osteoporosis ~2 SHOT",
        "bone/osteoporosis SHOT ~4 late/missed/overdue/delayed",
        "late/missed/overdue/forgot/delayed/skipped/forgotten ~4 SHOT ~3 bone/bones/osteoporosis",
        "SHOT ~3 bone/bones/osteoporosis ~8 late/overdue/missed/ago",
        "SHOT ~2 was/were meant/supposed/due ~14 months/weeks ago/late",
    ),
    "after_stopping_deno": ("stopping/stopped/stop/quit/off/coming/came/ended ~3 DENO",),
    "jaw_trouble": (
        "jaw ~5 HURT/SWOLLEN/NUMB/infected/infection/heavy",
        "HURT/SWOLLEN/NUMB ~3 jaw",
        "loose/wobbly ~1 tooth/teeth",
        "gum/gums/socket/jaw/mouth ~2 not/wont/isnt/never heal/healing/healed",
        "tooth/teeth ~4 loose/wobbly/falling/fell",
        "gum/gums/socket ~5 healing/heal/heals/healed/HURT/SWOLLEN/pus",
        "pus ~4 gum/gums/jaw/socket/mouth/tooth",
    ),
    "exposed_bone_in_mouth": (
        "exposed/bare/visible ~1 bone ~5 mouth/jaw/gum/gums/tooth/teeth",
        "bone ~5 exposed/showing/sticking/coming/poking/visible/through ~4 mouth/jaw/gum/gums",
        "see ~2 bone ~4 mouth/jaw/gum/gums",
        "mouth/jaw/gum/gums ~4 bone ~3 exposed/showing/see/visible",
        "exposed jaw/jawbone",
        "jawbone ~2 exposed/showing/visible/sticking",
        "bone ~4 gum/gums",
    ),
    "shrinking_fast": (
        "got/getting/become ~1 shorter",
        "shrank/shrunk/shrinking/lost ~5 inches/inch/cm/height/centimeters/centimetres/tall",
        "stooped/hunched/hunchback/hump",
        "bulge/hump/lump ~2 BACK",
        "stooping/bulging",
    ),
    "recent_days": (
        "this/last/past/few/couple ~2 week/weeks/days/day/month",
        "in/within/for ~2 days/week/weeks",
        "sudden/suddenly/today/yesterday/overnight/quickly/recently/fast/now/morning",
    ),
    "stress_fracture_signs": (
        "foot/shin/heel/metatarsal/pelvis ~3 HURT ~4 walk/walking/run/running/hike/weight",
        "pelvis/tailbone/hip/bottom/coccyx ~4 HURT ~5 sat/sitting/sit ~3 hard/heavily/down",
        "sat/sitting ~2 hard/heavily ~6 HURT",
        "calf ~3 HURT/SWOLLEN",
        "one leg ~2 SWOLLEN",
    ),
}

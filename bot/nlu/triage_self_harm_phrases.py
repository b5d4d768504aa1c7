"""What people say when they want to die or hurt themselves (facts.md 5.2, level E4).

The language of the phrases is described in `triage_matching.py`.
"""

from __future__ import annotations

_WISH = (
    "want/wants/wanna/wanted/wish/wishes/wishing/wanting/going/gonna/plan/planning/plans/ready"
    "/rather/prefer/thinking/thought/thoughts/feel/feels/feeling/like/hope/hoping/hopes/deserve"
    "/need/might/will/about/tempted/urge/urges/consider/considering/how/should/ways/way/could/try"
    "/trying/tried/decided/wishing/talking/talks/threatening/threatens/threatened"
)

SELF_HARM: dict[str, tuple[str, ...]] = {
    "wish_to_die": (
        "want/wants/wanna/wanted/wish/wishes/wishing/wanting/ready/rather/prefer/hope/hoping/hopes"
        "/deserve/deserves/tempted/decided/better/waiting/praying/pray/begging/like ~4"
        " die/dead !of/from/to/laughing/line/weight/for",
        "I just? want/wanna/wants death",
        "will/want ~1 to not be alive",
        "thinking/thoughts/thought/thinks/think ~2 of/about ~3 dying/death",
        "easy/easiest/painless/quick/quickest/best/fast/good ~2 way/ways/method/methods ~1 to die"
        "/go/kill/end",
        "way/ways to die",
        "how ~3 PILLS ~4 to? DIE/kill",
        "how ~4 PILLS/DRUG ~3 would/will/to/does ~3 kill me/DIE",
        "better off dead/gone/without",
        "be better/easier if I ~4 dead/gone/die/died/wasnt/werent/disappeared/not/around",
        "everyone/everybody/family/they/world/kids/children/husband ~4 better/easier off? without"
        " me/us/him/her",
        "dont/doesnt/didnt/no/not ~2 want/wanna/wish/wants ~2 live/living/alive/exist/wake"
        " !in/near/alone/at/on/by/far/next/together",
        "dont/doesnt/didnt/not ~1 want/wanna/wish/wants ~2 be ~1 here/alive/around/on !to/for/at",
        "dont/doesnt/not ~1 want ~2 go on !a/the/holiday/vacation/any/hrt/DRUG/to/tablets",
        "dont/doesnt/not ~1 want ~2 carry on",
        "wish/wished ~2 never/not/hadnt/wasnt/didnt/wouldnt ~1 been? born/wake/exist/alive/here"
        "/woken/woke",
        "hope/wish/want/hoping/hopes/pray/praying ~4 never/not/dont/wouldnt/wont/didnt wake up?",
        "sleep/asleep ~2 and? never/not ~1 wake",
        "want/wish ~3 sleep ~2 forever/never",
        "want/wish/wanna ~2 disappear/vanish",
        "tired/sick/exhausted of living/life/existing/alive",
        "tired/sick of being alive",
        "wish ~2 dead",
        "want ~1 death",
        "assisted dying/suicide",
        "euthanasia/euthanise/euthanize/dignitas",
        "help me die",
    ),
    "kill_or_hurt_self": (
        f"{_WISH} ~4 kill/killing/hurt/hurting/harm/harming/cut/cutting/hang/hanging/drown/poison"
        "/shoot/injure/stab/burn/unalive/off/top/starve/punish"
        " myself/himself/herself/themselves/ourselves",
        "kill/killing/unalive/hang/hanging/drown/stab myself/himself/herself/themselves",
        "i/me cut/cutting/cuts/burn/harm/hurting/harming/stab myself"
        " !shaving/cooking/on/chopping/with/gardening/while/when/peeling/off/some/by",
        "self harm/harming/harmed/injury/injuring/harms/mutilation",
        "selfharm/kms",
        "suicidal",
        "do/did/doing/done ~1 something/anything ~2 to myself/himself/herself",
        "do/doing/done ~1 something ~1 stupid/silly/drastic ~4 myself/tonight/life/anymore",
        "do/doing myself/herself/himself in",
        "not/dont/doesnt/didnt ~1 feel/safe/trust ~2 safe? with/from/by/around? myself/herself/himself",
        "scared/afraid/frightened of what I might/will/could do",
        "danger to myself/herself/himself",
        "jump/jumping ~3 off/from/under/front/out ~5 bridge/train/building/roof/cliff/balcony"
        "/window/traffic",
        "throw myself/herself/himself ~6 bridge/train/building/roof/cliff/car/bus/stairs",
        "slit/slitting/slash/slashing ~2 wrist/wrists/throat",
        "put ~2 gun/bullet/noose ~3 head/neck/brain",
        "hanging/hang myself",
        "crash ~2 car ~3 purpose",
        "I took/taken/swallowed ~4 PILLS/DRUG/everything/tablets ~6 die/end/over/goodbye",
        "took/taken/take/swallow/swallowed/overdose/overdosed/overdosing/taking ~8"
        " purpose/deliberately/intentionally/purposely",
        "purpose/deliberately/intentionally ~3 overdose/overdosed/took",
        "want/going/gonna/plan/planning/thinking ~4 overdose/od",
        "save/saving/saved/hoarding/stockpiling ~3 PILLS ~6 die/end/all/take",
        "take/taking/swallow/swallowing all ~2 PILLS ~3 at/once/tonight/now/and",
    ),
    "suicide_word": ("suicide", "suicidal"),
    "suicide_personal": (
        "thinking/thoughts/thought/think/thinks/considering/consider/contemplating/committing"
        "/commit/attempting/attempt/attempted/about/planning/plan/talking/talks/talk/want/mentioned"
        "/mentions/mention/tried/feel/feeling/feels/threatening/threatens/threatened/googling"
        "/note/said ~3 suicide/suicidal",
        "suicide ~2 note/attempt/plan/thoughts/option/answer/way",
        "suicidal",
        "I/SOMEONE ~5 suicide",
        "suicide ~5 I/myself",
    ),
    "end_it": (
        "end/ending/ended/take/taking/finish/finishing ~1 my/own/his/her/their ~1 life/lives",
        "end/ending/finish ~1 it all",
        "I/SOMEONE ~2 want/wants/wanna/wanted/going/gonna/ready/thinking/might/plan ~4"
        " end/ending ~1 it/everything/things/all",
        "makes/make/making me want ~2 end/die/stop ~3",
        "want/wants/wanna/wish ~2 it/everything/this ~1 all? to stop ~1 forever/good/permanently",
        "want/wants/wish ~1 everything/it/this ~1 all? to? be over",
        "want/wanna ~1 it/everything all to stop/end",
        "want/wanna ~1 everything to stop/end",
        "want ~2 it/this/everything ~1 to end .",
        "hate ~2 life ~2 and/want ~2 out/die/end/over",
        "hate/hates ~1 life/living/existing",
        "hate being alive",
        "give/giving/given/gave up on ~1 life/living/everything",
        "want out of ~2 life",
        "CANT FILLER? FILLER? go on !a/the/holiday/vacation/any/hrt/DRUG/to/tablets/this/my/your"
        "/with/treadmill/walks/long/about/facebook/stairs/website/and",
        "CANT FILLER? FILLER? go on ~1 like/anymore/living/any/longer/with ~3"
        " this/that/anymore/longer/pain/life/it",
        "CANT FILLER? FILLER? carry on !with/taking/doing/working/on/the",
        "CANT FILLER? FILLER? carry on ~1 like/with/living ~2 this/pain/life/anymore",
        "CANT FILLER? FILLER? do/take/bear/face/cope/live/stand/handle"
        " ~2 this/it/life/living/pain ~2 anymore/longer/more ~6 want/die/end/goodbye/over",
        "CANT FILLER? FILLER? do this/life/it anymore/longer",
        "CANT FILLER? live like this",
        "CANT FILLER? see ~2 way out/forward",
        "CANT FILLER? face ~2 another/tomorrow ~1 day?",
        "no/any/see/without ~2 way out ~2 of/this/for/.",
    ),
    "no_reason": (
        "no/any/lost/without/need/find ~2 reason/reasons/point/purpose/will"
        " ~2 live/living/alive/on/life/continue/anymore/carrying/going",
        "nothing ~2 to/left live for/left?",
        "nothing left to? live? for",
        "nothing to live for",
        "whats/what ~2 point ~2 living/life/anymore/going/carrying/alive/existing/on/trying",
        "what is the? point of? ~1 living/life/anymore/going",
        "no point in/to/of? ~2 living/life/anymore/going/carrying/continuing/on/any",
        "life ~3 not/isnt/no/aint/hardly ~2 worth",
        "life ~2 worthless/pointless/meaningless/over",
        "not/isnt worth ~2 living",
        "worth living ~2 anymore/like/with",
        "is life ~2 worth ~1",
        "no/any/lost/losing/without/all hope ~1 for/left/anymore/me/.",
        "feel/feels/feeling/am/im/so/completely/utterly hopeless/worthless/useless ~4"
        " alive/live/life/die/anymore/everyone/.",
        "nobody/noone/no one/who/wont/wouldnt/not ~3 miss me",
        "nobody/noone/anyone/anybody/one ~2 would/will/care/cares/notice ~4 if I"
        " ~1 die/died/disappeared/dead/gone/was/wasnt",
        "just/such/only/am/a/being ~1 burden to/on/for ~2 everyone/family/everybody/them/kids"
        "/children/husband/wife/others",
        "burden ~4 gone/dead/better/without",
        "done with/living ~1 everything/life/living/it/world ~3 goodbye/bye/forever/anymore/.",
        "done living/fighting/trying",
        "ready/want/time to go ~2 forever/heaven/god/jesus/now ~2 meet?",
        "this is ~1 goodbye",
        "goodbye ~2 world/everyone/everybody/forever/cruel",
        "saying/said/say ~1 goodbye/goodbyes ~2 everyone/family/kids/children/world/forever",
        "wont/not ~2 be ~1 here/around/alive tomorrow/anymore/longer/much/soon/tonight",
        "last/final ~1 message/goodbye/words/night/day alive?",
        "writing/written/wrote ~3 goodbye/suicide letter/note/letters",
    ),
    "i_cut_myself": ("i cut myself .", "cutting myself", "i cut myself again/on/last/to/because"),
}

SUICIDE_INFORMATION: dict[str, tuple[str, ...]] = {
    "suicide_general": (
        "suicide prevention/hotline/line/helpline/rate/rates/risk/statistics/awareness",
        "what/whats/why/how/does/do/is/are/can/could/define/risk/rates/chance ~8 suicide",
        "suicide/suicidal ~8 osteoporosis/pain/depression/patients/people/common",
        "what/does/do/can/is/why/how/define ~5 self harm",
        "what/does/do/can/is/why/how/could ~6 suicidal",
    ),
}

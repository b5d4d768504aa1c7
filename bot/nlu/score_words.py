"""The words that the score reader knows: sites, kinds, signs, numbers, units, time.

A phrase is written as it is typed, in lower case; the reader cuts it like any message. Site words
and what they mean follow facts.md 2.5.
"""

from __future__ import annotations

from decimal import Decimal
from enum import Enum
from typing import NamedTuple

from bot.nlu.readings import Detail, Side, Site


class WordClass(Enum):
    """What a word or phrase does in a sentence about scores."""

    # Members are looked up hundreds of times a message; the default hash runs in Python.
    __hash__ = object.__hash__

    SITE = "site"
    SIDE = "side"
    TOTAL = "total"  # the last row of a spine or a hip table
    KIND_T = "kind_t"
    KIND_Z = "kind_z"
    KIND_BMD = "kind_bmd"
    KIND_DENSITY = "kind_density"  # "bone density": g/cm² or a score
    KIND_FRAX = "kind_frax"
    KIND_TBS = "kind_tbs"
    COLUMN = "column"  # a table column that is no score
    SCORE = "score"  # an anchor: "score", "dexa", "result"
    LAB = "lab"
    UNIT = "unit"  # behind a number: no score
    COUNTED = "counted"  # behind a whole number: a count and no score
    UNIT_DENSITY = "unit_density"
    UNIT_SD = "unit_sd"
    PERCENT = "percent"
    LINK = "link"
    IS = "is"
    WAS = "was"
    BELOW = "below"
    ABOVE = "above"
    OVER = "over"
    OR_LESS = "or_less"
    OR_MORE = "or_more"
    AVERAGE = "average"
    NOW = "now"
    EARLIER = "earlier"
    CHANGED = "changed"
    COMPARED = "compared"
    FROM = "from"
    TO = "to"
    THEN = "then"
    ARROW = "arrow"
    CORRECTION = "correction"
    NO = "no"
    NOT = "not"
    INSTEAD = "instead"
    BETWEEN = "between"
    AND = "and"
    OR = "or"
    BY = "by"
    AMOUNT = "amount"  # behind a number: an amount of change
    THRESHOLD = "threshold"
    GROUP = "group"
    BOTH = "both"
    MINUS = "minus"
    PLUS = "plus"
    ALL_MINUS = "all_minus"
    INJURY = "injury"  # before a site: the site of an injury or of pain, not of the scan
    INJURED = "injured"  # behind a site
    AGE_UNIT = "age_unit"
    PERSON = "person"  # "for a 79 year old woman": parts nothing from its site
    EVENT = "event"  # a year or an age beside it tells of the event
    THYROID = "thyroid"
    WORD = "word"
    VALUE = "value"
    YEAR = "year"
    COMMA = "comma"
    SLASH = "slash"
    QUIET = "quiet"  # brackets, colons, quotes
    STOP = "stop"
    QUESTION = "question"
    NEWLINE = "newline"
    DASH = "dash"
    SKIP = "skip"


class SiteWord(NamedTuple):
    """What a site word means."""

    site: Site
    detail: Detail | None = None


def listed(phrases: str) -> tuple[str, ...]:
    """Gives the phrases of a list that semicolons part."""
    return tuple(" ".join(phrase.split()) for phrase in phrases.split(";"))


SITE_WORDS: dict[SiteWord, tuple[str, ...]] = {
    SiteWord(Site.LUMBAR_SPINE): listed("""
        spine; spinal; spines; lumbar; lumbar spine; lumbar vertebrae; l spine; l-spine; ls spine;
        l/s spine; ls; ap spine; pa spine; ap lumbar spine; lumbar ap; lumbosacral; lumbar back;
        lower back; low back; lowerback; lower spine; my back; her back; his back; the back;
        your back; their back; in back; backbone; back bone; vertebrae; spinal column;
        spine total; total spine; lumbar total; total lumbar; total lumbar spine; lumbar region;
        dxa spine; lspine; sp; lumbarspine;
        rachis; rachis lombaire; lombaire; colonna; colonna lombare; colonna vertebrale; columna;
        columna lumbar; coluna; coluna lombar; wirbelsäule; lendenwirbelsäule; lws; kręgosłup
    """),
    SiteWord(Site.TOTAL_HIP): listed("""
        hip; hips; total hip; hip total; total hips; tot hip; hip bone; hipbone; total femur;
        femur total; femur; femurs; total proximal femur; proximal femur; upper femur; dual femur;
        dual femur total; dualfemur; hip mean; mean hip; thigh bone; thighbone; whole hip;
        overall hip; tot femur; total femoral; hip joint; thip; th; totalhip;
        hanche; cadera; anca; quadril; hüfte; gesamthüfte; biodro
    """),
    SiteWord(Site.FEMORAL_NECK): listed("""
        femoral neck; femoral necks; femur neck; fem neck; fem. neck; neck of femur;
        neck of the femur; neck of my femur; neck of her femur; nof; fn; hip neck; neck of hip;
        neck of the hip; neck of my hip; hip femoral neck; femoral; left neck; right neck;
        neck mean; dual femur neck; neck of the thigh bone; thigh neck; femneck; f neck; f. neck;
        collum femoris; col fémoral; col femoral; col du fémur; cuello femoral;
        cuello del fémur; collo femorale; colo do fêmur; schenkelhals;
        szyjka kości udowej; lfn; rfn; neck femur; neck hip; neck of the thighbone; fem nk;
        femoralneck
    """),
    SiteWord(Site.FEMORAL_NECK, Detail.PLAIN_NECK): listed("""
        neck; my neck; the neck
    """),
    SiteWord(Site.RADIUS_33): listed("""
        33% radius; 33 % radius; 33 percent radius; radius 33%; radius 33 %; radius 33;
        1/3 radius; one third radius; one-third radius; radius 1/3; distal 1/3 radius;
        1/3 distal radius; third radius; distal third radius; 33% forearm; forearm 33%;
        forearm 33; forearm 33% radius; forearm 1/3; 1/3 forearm; forearm (33% radius);
        forearm 1/3 radius; radius (33%); radius (1/3); 1/3 rd radius; one third of the radius;
        one third forearm; 33% distal radius; distal radius 33%; r33; 33 radius;
        forearm radius 33%; wrist 33%; 33% wrist; 1/3 wrist; mid radius; radius one third;
        33% of the radius; distal one third radius; radius33
    """),
    SiteWord(Site.RADIUS_33, Detail.WRIST): listed("""
        wrist; wrists; forearm; forearms; radius; distal radius; arm; forarm; lower arm;
        distal forearm; radial
    """),
    SiteWord(Site.HEEL): listed("""
        heel; heels; heel bone; calcaneus; calcaneal; calcaneum; os calcis; qus; ultrasound;
        heel ultrasound; heel scan; heel test; ultrasound of the heel; ultrasound of my heel;
        heel qus; qus heel; heel bone ultrasound; ultra sound; heal scan; heal ultrasound;
        my heal; calcaneous; achilles; heel dexa; heel machine; heel device; heel scanner;
        heel gadget; foot scanner; foot machine
    """),
    SiteWord(Site.OTHER, Detail.WARDS_TRIANGLE): listed("""
        ward's triangle; wards triangle; ward triangle; ward's; wards; ward; ward's area;
        ward´s triangle
    """),
    SiteWord(Site.OTHER, Detail.TROCHANTER): listed("""
        trochanter; troch; trochanteric; greater trochanter; trochanters; femoral shaft;
        intertrochanteric; intertrochanter; inter-trochanteric; inter; intertroch; inter-troch;
        shaft; femur shaft; trochanter region; hip trochanter
    """),
    SiteWord(Site.OTHER, Detail.SINGLE_VERTEBRA): listed("""
        vertebra; one vertebra; single vertebra
    """),
    SiteWord(Site.OTHER, Detail.FINGER): listed("""
        finger; fingers; phalanx; phalanges; fingertip; finger scan; finger machine;
        finger device; finger scanner; finger test; finger gadget; finger clip; finger thing;
        finger x-ray
    """),
    SiteWord(Site.OTHER, Detail.TOTAL_BODY): listed("""
        total body; whole body; full body; tblh; total body less head; body total
    """),
    SiteWord(Site.OTHER, Detail.ULTRADISTAL_RADIUS): listed("""
        ultradistal radius; ultra distal radius; ultra-distal radius; ud radius; ultradistal;
        ultra-distal; ultradistal forearm; radius ud; ud forearm
    """),
    SiteWord(Site.OTHER, Detail.SPINE_CT): listed("""
        qct; spine qct; qct spine; ct spine; spine ct; ct of the spine; ct of my spine;
        quantitative ct
    """),
    SiteWord(Site.OTHER, Detail.ELSEWHERE): listed("""
        ankle; shin; tibia; thoracic;
        thoracic spine; upper back; cervical; cervical spine; upper spine
    """),
}

_PHRASES: dict[WordClass, tuple[str, ...]] = {
    WordClass.SIDE: listed("""
        left; right; lt; rt; left side; right side; lhs; rhs
    """),
    WordClass.TOTAL: listed("""
        total; totals; tot
    """),
    WordClass.KIND_T: listed("""
        t; t score; t-score; t - score; tscore; t.score; t/score; t scores; t-scores; tscores;
        t value; t-value; t values; t-values; tee score; t number; t-number; t sore; t result;
        t-result; tea score; tee-score; t rating; ts; young adult t-score; ya t-score; t - scores;
        t's; t level; t test; tscr; t reading
    """),
    WordClass.KIND_Z: listed("""
        z; z score; z-score; z - score; zscore; z.score; z/score; z scores; z-scores; zscores;
        z value; z-value; z values; z-values; zed score; zee score; z number; z result; z-result;
        z-number; zs; z's; zed; zed-score; am z-score; age matched z-score; age-matched z-score;
        z reading; zed scores
    """),
    WordClass.KIND_BMD: listed("""
        bmd; bone mineral density; bmd value; bmd (g/cm2); bmd [g/cm2]; bmd g/cm2; bmd in g/cm2;
        bmd(g/cm2)
    """),
    WordClass.KIND_DENSITY: listed("""
        density; bone density; bone densities; bone mass
    """),
    WordClass.KIND_FRAX: listed("""
        frax; frax score; frax risk; frax result; 10 year risk; 10-year risk; ten year risk;
        10 year fracture risk; 10-year fracture risk; fracture risk; ten-year risk;
        10 year probability; 10-year probability; fracture probability;
        major osteoporotic fracture; major osteoporotic; hip fracture risk; mof; qfracture;
        frax major; frax hip; garvan; 10 yr risk; ten year fracture risk; frax scores;
        risk of fracture; risk of hip fracture; hip fracture probability; frax major osteoporotic;
        10 year fracture; chance of fracture; chance of breaking; frax tool; frax calculator
    """),
    WordClass.KIND_TBS: listed("""
        tbs; trabecular bone score; tbs score; tbs value; trabecular score; tbs l1-l4
    """),
    WordClass.COLUMN: listed("""
        area; area (cm2); area cm2; bmc; bmc (g); bmc g; pr; pr (%); pr %; am (%); am %;
        area (cm²); area[cm2]; bmc [g]; area [cm2]; pr(%); am(%); young adult %; young-adult %;
        young-adult (%); young adult (%); age matched %; age-matched %; age-matched (%);
        age matched (%); ya (%); ya %; (%); peak reference
    """),
    WordClass.SCORE: listed("""
        score; scores; scored; result; results; reading; readings; number; numbers; value; values;
        measurement; dexa; dxa; dexa scan; dxa scan; scan; scans; bone scan; density test;
        density scan; density score; bone density score; bone density scores; bone density scan;
        bone density test; bone density result; bone density results; densitometry;
        densitometry result; test; report; dexascan; dexa score; dexa result; bone score;
        bone density number; bone density reading; bmd score; bmd scores; bmd test;
        bone health score; osteoporosis score; figure; figures; measured; came; come; comes;
        letter; printout; dexa results; dxa result; bone density scans; dexa test;
        bone mass score; dexas; bmd scan; density result; density results; osteo score;
        mass score; density number; bmd result
    """),
    WordClass.LAB: listed("""
        vitamin d; vit d; vit. d; vitamin d level; vit d level; 25 oh d; 25-oh-d; vitamin d3;
        25(oh)d; 25ohd; 25-hydroxy; calcium; ca; alk phos; calcium level; phosphate; phosphorus;
        phosphate level; magnesium; ferritin; iron; tsh; free t4; free t3; ft4; ft3; cholesterol;
        hba1c; a1c; pth; parathyroid hormone; alp; alkaline phosphatase; egfr; gfr; creatinine;
        bmi; weight; height; weigh; weighed; weighs; blood pressure; bp; psa; b12; haemoglobin;
        hemoglobin; hb; crp; esr; albumin; sodium; potassium; glucose; blood sugar; dose;
        estrogen; oestradiol; estradiol; testosterone; fsh; ctx; p1np; urate; uric acid; ldl; hdl;
        triglycerides; shoe size; vitd; vitamind; inr; pulse; temperature; free thyroxine;
        thyroid level; thyroid; thyroxine; stage; grade; phase; room; version; page; appointment;
        ward number; type; zinc; folate; urea; wbc; platelets; hematocrit
    """),
    WordClass.UNIT: listed("""
        mg; mcg; ug; µg; μg; g; gram; grams; iu; ius; units; unit; ng; ng/ml; nmol; nmol/l; mmol;
        mmol/l; pg; pg/ml; pmol; pmol/l; kg; kgs; kilo; kilos; kilograms; lb; lbs; pound; pounds;
        stone; stones; cm; cms; mm; metre; metres; meter; meters; m; ft; feet; inch; inches; mile;
        miles; km; kms; steps; times; time; x; fold; year; years; yr; yrs; month; months; week;
        weeks; wk; wks; day; days; hour; hours; hr; hrs; minute; minutes; min; mins; seconds; pm;
        am; o'clock; million; billion; thousand; hundred; dollars; dollar; euros; quid; ml;
        litres; liters; oz; ounces; degrees; calories; kcal; msv; usv; bpm; mmhg; yards; km/h;
        mph; decades; years ago; years earlier; years before; percentile; mcg/day; iu/day; per cm;
        cc; k; dl; u/l; g/l; g/dl; mg/dl; centile
    """),
    WordClass.COUNTED: listed("""
        tablets; tablet; pills; pill; capsules; glasses; glass; drinks; drink; cigarettes; cups;
        cup; falls; fall; fractures; breaks; broken; children; kids; kid; child; babies;
        pregnancies; sons; daughters; people; women; men; vertebrae; injections; shots; infusions;
        doses; doctors; scans; tests; different; more; questions; things; bones; sites; places;
        servings; portions; nights; generations; ribs; areas; parts; ways; types; main; siblings;
        sisters; brothers; weekly; daily; monthly; a day; a week; per day; per week; vertebral;
        compression; crushed; cracked; crush; stress; other; groups; categories; numbers; scores;
        readings; results; sets; injection; shot; infusion; serving; flights; appointments;
        visits; operations; fracture
    """),
    WordClass.UNIT_DENSITY: listed("""
        g/cm2; g/cm^2; gm/cm2; gm/cm^2; g per cm2; grams per cm2; g/sq cm; g cm2; g/cm; gr/cm2;
        grams/cm2; gms/cm2; g per square cm; grams per square centimeter;
        grams per square centimetre; g per cm squared; grams per cm squared; g/cmsq; g/cm squared;
        mg/cm3; mg/cc; g/cm3; g / cm2; gcm2; g cm-2; g.cm-2; g.cm2; gram per square cm; g/m2;
        mg/cm2
    """),
    WordClass.UNIT_SD: listed("""
        sd; sds; sd's; s.d.; s.d; standard deviation; standard deviations; std dev;
        std deviations; std; stdev; deviations; points; point; std devs; standard devs;
        standard deviants
    """),
    WordClass.PERCENT: listed("""
        %; percent; per cent; pct; percentage
    """),
    WordClass.LINK: listed("""
        of; for; the; a; an; my; her; his; our; their; your; at; in; on; as; with; it; its; 's;
        that; this; says; say; said; shows; showed; show; shown; got; get; gets; gave; given;
        gives; reads; read; being; around; about; approximately; approx; roughly; exactly; just;
        only; like; she; he; they; i; me; has; have; had; having; mine; hers; out; returned;
        to be; equals; equal; recorded; listed; printed; down; bone; mum; mom; both are; we;
        beside; next to; what it says; what it said; what is printed; what's printed;
        what is written; what's written; back at; back as; back with;
        back; wrote; stands; lowest; worst; highest; region; site;
        area is; side is; taken; measuring; currently at; respectively; then; there; whole;
        average; even; still; also; too; which; came out; told; was told; apparently; here; mean;
        combined; dr; doctor; sits; sitting; lies; hit; hits; overall; scoring; final; actual;
        bones; patient; patient's; female; neg.; is a; my mum; lumbar vertebral; reported;
        reporting; =; ==; @; very; quite; from my; from the; from her; from his; from a; up; off;
        score's; says it is; level; levels
    """),
    WordClass.IS: listed("""
        is; are; it's; that's; 're; i'm; im; am; equals; she's; he's
    """),
    WordClass.WAS: listed("""
        was; were; been
    """),
    WordClass.BELOW: listed("""
        below zero; under zero; below 0; below; under; lower than; less than; worse than; <; < =;
        at or below; beneath; smaller than; under the; lower then; less then; worse then;
        no higher than; no better than; at most; =<
    """),
    WordClass.ABOVE: listed("""
        above zero; over zero; above 0; above; higher than; better than; >; > =; at or above;
        higher then; better then; no lower than; no worse than; at least; not lower than
    """),
    WordClass.OVER: listed("""
        over; greater than; more than; bigger than; beyond; past; more then
    """),
    WordClass.OR_LESS: listed("""
        or lower; or less; or below; or worse; and below; and lower; or under; and under;
        or more negative; and worse; & below; and less
    """),
    WordClass.OR_MORE: listed("""
        or higher; or above; or better; and above; and higher; and better
    """),
    WordClass.AVERAGE: listed("""
        average; the average; normal; the mean; young adult; young adults; the norm; young; zero;
        peak; a young adult; a healthy young adult; the young adult; young adult mean;
        young adult average; young adult reference; the young adult mean; the young adult average;
        the young-adult mean; young-adult mean; peak bone mass; young normal; young normal mean;
        a healthy 30 year old; than average; than normal; a young; expected;
        what it should; mean; healthy; standard; the young; than the
    """),
    WordClass.NOW: listed("""
        now; today; today's; current; currently; latest; this year; this time; recent;
        most recent; recently; newest; new; last week; scan last month; scan last week;
        yesterday; just now; this week; this month; nowadays; at present; present; has become;
        became; these days; this morning; new one;
        this one; second scan; follow-up; follow up; repeat scan; repeat; more recent;
        this year's; todays; and after; after treatment
    """),
    WordClass.EARLIER: listed("""
        previously; previous; last time; before; earlier; used to be; ago; last year; initial;
        initially; baseline; originally; prior; years ago; a year ago; former; first scan; old;
        older; in the past; last scan; back then; years before; the year before; year before;
        at first; my last; last year's; last one; first time; years earlier; old one;
        pre treatment; pre-treatment; before treatment; two years ago; formerly; the time before;
        last dexa; my last dexa; last two years ago
    """),
    WordClass.CHANGED: listed("""
        went; gone; changed; improved; dropped; increased; decreased; moved; rose; progressed;
        worsened; fell; risen; fallen; went up; went down; gone up; gone down; up from; down from;
        has gone; changing; go; goes; got worse; got better; improvement; deteriorated; slipped;
        drop; jumped; increase; decrease; going; change; dropping; climbed; rising; falling;
        crept; moving; shifted
    """),
    WordClass.COMPARED: listed("""
        compared to; compared with; vs last; versus last; up from; down from; in comparison to;
        against; since; an improvement from; better than last; worse than last; improvement on
    """),
    WordClass.FROM: listed("""
        from
    """),
    WordClass.TO: listed("""
        to; thru; through; till; until
    """),
    WordClass.THEN: listed("""
        then; after that; followed by; and then; later
    """),
    WordClass.ARROW: listed("""
        - >; ->; = >; =>; -->; --->; > >; ==>
    """),
    WordClass.CORRECTION: listed("""
        sorry; oops; ooops; whoops; i mean; i meant; meant; correction; actually; no wait; wait;
        wait no; scratch that; make that; should be; should say; should have been; typo; mistyped;
        my mistake; my bad; rather; in fact; i misread; misread; to correct; correct is; wrong;
        it should; supposed to be; er; erm; apologies; excuse me; i misspoke; mistake;
        that should; edit; pardon; wrong page; wrong line; wrong row; wrong column; wrong number;
        wrong sheet; wrong report; wrong one; wrong box; wrong scan; wrong paper; wrong year;
        wrong figure; wrong place; the wrong one; mixed them up; mixed up; hang on;
        read the wrong line; ops;
        soz; nope; amend; corrected; error; instead it;
        i was wrong; it's really; is really; really it's
    """),
    WordClass.NO: listed("""
        no
    """),
    WordClass.NOT: listed("""
        not; isn't; wasn't; isnt; wasnt; not a; never
    """),
    WordClass.INSTEAD: listed("""
        instead of; rather than; and not; as opposed to
    """),
    WordClass.BETWEEN: listed("""
        between; somewhere between; in between; anywhere from; ranging from; somewhere from;
        betwen; range from; ranges from; anywhere between; btw; range of; range; inbetween
    """),
    WordClass.AND: listed("""
        and; &; but; plus the; while; whereas; with the; whilst; though
    """),
    WordClass.OR: listed("""
        or; or maybe; maybe; or perhaps; or was it; or is it
    """),
    WordClass.BY: listed("""
        by; difference of; change of; drop of; gain of; increase of; decrease of; loss of;
        improvement of; rise of
    """),
    WordClass.AMOUNT: listed("""
        worse; better; lower; higher; points lower; points higher; points better; points worse;
        less; change; difference; improvement; increase; decrease; drop; gain; rise; loss
    """),
    WordClass.THRESHOLD: listed("""
        cutoff; cut-off; cut off; threshold; limit; starts at; begins at; start at;
        cut-off point; cutoff point; dividing line; boundary; line is; starts from; cut offs;
        cutoffs; begins from; the line; the cutoff; the cut-off; the threshold
    """),
    WordClass.GROUP: listed("""
        osteoporosis; osteopenia; osteoporotic; osteopenic; osteoperosis; osteporosis; osteopena;
        osteopinia; oesteoporosis; low bone mass
    """),
    WordClass.BOTH: listed("""
        both; all; everything; each; both of them; all of them
    """),
    WordClass.MINUS: listed("""
        minus; negative; neg; minius; mimus; minues; negitive; negtive; negativ; minue; munis;
        -ve; negetive; menos; moins; minus sign; subzero; mius; minous; negative of; neg.
    """),
    WordClass.PLUS: listed("""
        plus; positive; pos; +ve; posotive; possitive; positve
    """),
    WordClass.ALL_MINUS: listed("""
        all minus; all negative; both minus; both negative; all are minus; all are negative;
        both are minus; both are negative; all with a minus; all in the minus; minuses;
        they are negative; they're negative; they are minus; they're minus; they're all minus;
        they're all negative; all of them minus; all of them negative; each minus;
        everything minus; everything negative; both in the minus; with minus signs; all negatives;
        they're both minus; they're both negative; minus for both; both with a minus
    """),
    WordClass.INJURY: listed("""
        broke; broken; break; breaking; fractured; fracture; fracture of; fracture in;
        fractures in; fractures of; cracked; cracking; replaced; injured; hurt; hurts; hurting;
        pain; ache; aching; painful; sore; sprained; crushed; collapsed; operated on; surgery on;
        smashed; shattered; fell on; landed on; falling on; twisted; fused; arthritis in;
        arthritis of; arthritis; snapped; osteoarthritis in; brok; brocken; numb; curved;
        curvature of; stiff; tingling in; aches in; fractures
    """),
    WordClass.INJURED: listed("""
        spur; spurs; fasciitis;
        fracture; fractures; break; broke; broken; replacement; replacements; pain; pains;
        surgery; ache; aches; hurt; hurts; hurting; operation; op; injury; replaced; fractured;
        arthritis; problems; problem; sore; aching; fusion; fracturing; trouble; arthroplasty;
        collapse; breaking; breaks; snapped; cracked
    """),
    WordClass.AGE_UNIT: listed("""
        years old; year old; yr old; yrs old; yo; y/o; y.o.; y.o; y o; years of age; year-old;
        yr-old; year olds; years young; yearold; yro; months old; weeks old; month old; week old;
        year-olds; days old; yrs of age; yers old; years-old; yrs-old; yr olds
    """),
    WordClass.PERSON: listed("""
        woman; lady; girl; man; gentleman; guy; male; adult; person; people of my age
    """),
    WordClass.EVENT: listed("""
        born; born in; diagnosed; menopause; hysterectomy; retired; stopped; started; periods;
        married; died; surgery; since
    """),
    WordClass.THYROID: listed("""
        free t4; free t3; ft4; ft3; thyroid; tsh; level; levels; thyroxine; hormone; hormones
    """),
}

SIDES = {
    "left": Side.LEFT, "lt": Side.LEFT, "left side": Side.LEFT, "lhs": Side.LEFT,
    "lfn": Side.LEFT, "right": Side.RIGHT, "rt": Side.RIGHT, "right side": Side.RIGHT,
    "rhs": Side.RIGHT, "rfn": Side.RIGHT, "left neck": Side.LEFT, "right neck": Side.RIGHT,
}  # fmt: skip

# A percent beside one of these is a change of density and no score.
CHANGE_WORDS = frozenset(
    listed("""
        lost; loss; lose; losing; drop; dropped; drops; decrease; decreased; increase; increased;
        gain; gained; gains; declined; decline; change; changed; improved; improvement; fell;
        fallen; fall; rose; reduced; reduction; deteriorated; worse; better; lower; higher; more;
        less; up; down; grew; grown; risen
    """)
)
# A percent is a reading only beside one of these.
PERCENT_WORDS = frozenset(
    listed("""
        young; adult; density; bone; bmd; score; scores; result; results; dexa; dxa; scan; t; z;
        peak; normal; matched; reference; age; test; says
    """)
)
CERTAINTY_WORDS = frozenset(
    listed("""
        sure; certain; agree; positive; confident; honest; true; right
    """)
)

NUMBER_WORDS = {
    "zero": 0, "nought": 0, "naught": 0, "oh": 0, "nil": 0, "o": 0, "one": 1, "two": 2,
    "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16,
    "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40,
    "fourty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}  # fmt: skip
# What dictation writes for a number word right behind "minus".
HEARD_AS_NUMBER = {"to": 2, "too": 2, "for": 4, "won": 1, "tree": 3, "ate": 8, "free": 3}
POINT_WORDS = frozenset({"point", "dot", "comma", "decimal", "pt", "."})
PARTS = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
HALF_SIGNS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}


def _classes() -> dict[str, frozenset[WordClass]]:
    found: dict[str, set[WordClass]] = {}
    for word_class, phrases in _PHRASES.items():
        for phrase in phrases:
            found.setdefault(phrase, set()).add(word_class)
    for phrases in SITE_WORDS.values():
        for phrase in phrases:
            found.setdefault(phrase, set()).add(WordClass.SITE)
    return {phrase: frozenset(classes) for phrase, classes in found.items()}


CLASSES_OF_PHRASE = _classes()
PHRASE_WORDS = frozenset(word for phrase in CLASSES_OF_PHRASE for word in phrase.split())
SITE_OF_PHRASE = {phrase: meaning for meaning, phrases in SITE_WORDS.items() for phrase in phrases}

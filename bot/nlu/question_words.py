"""The words by which a question, its beginning and its subject are known."""

from __future__ import annotations

QUESTION_WORDS = frozenset(
    ["what", "whats", "why", "how", "hows", "when", "where", "who", "whos", "which", "whose"]
)

# May stand between a question word and its verb: "what actually happens".
ADVERBS = frozenset(
    ["actually", "exactly", "really", "usually", "normally", "else", "then", "even", "ever", "on"]
)

# Before a question word they belong to the question: "at what age", "in which bones".
PREPOSITIONS = frozenset(["at", "in", "from", "for", "to", "by", "with", "of", "on"])

# After "and" these begin a question even in the order of a statement: "and how it is found".
INDIRECT_QUESTION_WORDS = frozenset(["what", "whats", "why", "how", "hows"])

# "which", "who", "when" and "where" also begin clauses that ask nothing: "my mother, who is 80".
RELATIVE_WORDS = frozenset(["when", "where", "who", "whose", "which"])

# As spaCy's tokenizer leaves them: "can't" is "ca" and "n't", "what's" is "what" and "'s".
AUXILIARIES = frozenset(
    [
        "is", "are", "was", "were", "do", "does", "did", "can", "ca", "could", "will", "wo",
        "would", "should", "shall", "has", "have", "had", "am", "must", "'s", "s", "'re", "r", "’s",
    ]
)  # fmt: skip

# These are a question's beginning before a pronoun only: "my mother has osteoporosis".
PERFECT_AUXILIARIES = frozenset(["has", "have", "had", "am"])
DO = frozenset(["do", "does", "did"])
PLAIN_AUXILIARIES = DO | {"is", "are", "can", "could", "will", "would", "should"}

NEGATIONS = frozenset(["not", "n't", "nt", "n’t"])

PRONOUN_SUBJECTS = frozenset(["it", "they", "there", "i", "you", "we", "these", "those", "u"])

# What an auxiliary stands before in a question, besides pronouns.
SUBJECTS = PRONOUN_SUBJECTS | frozenset(
    [
        "this", "that", "he", "she", "my", "the", "a", "an", "your", "one", "some", "any", "all",
        "anyone", "anybody", "someone", "people", "men", "women", "man", "woman", "males",
        "females", "children", "kids", "adults", "babies", "doctors", "doctor", "everyone",
        "young", "younger", "old", "older", "bone", "bones", "broken", "fractures", "osteoporosis",
        "osteomalacia", "osteopenia", "osteoarthritis", "arthritis", "rickets", "dexa", "dxa",
        "calcium", "vitamin", "exercise", "walking", "running", "swimming", "smoking", "alcohol",
        "coffee", "wine", "milk", "steroids", "prednisone", "menopause", "estrogen", "oestrogen",
        "hrt", "hormones", "genes", "genetics", "medicines", "medication", "meds", "drugs",
        "tablets", "pills", "pregnancy", "breastfeeding", "diet", "blood", "weight", "weights",
        "both", "either", "having", "being", "taking", "getting", "op", "om", "frax", "t", "z",
    ]
)  # fmt: skip

DETERMINERS = frozenset(["the", "a", "an", "this", "that", "my", "your", "some", "any", "all"])

# "what causes it", "who gets it": a question word that is itself the subject.
SUBJECT_QUESTION_VERBS = frozenset(
    [
        "causes", "caused", "cause", "happens", "happened", "happen", "gets", "get", "helps",
        "help", "makes", "make", "breaks", "break", "means", "counts", "goes", "went", "comes",
        "come", "about", "else", "exactly", "raises", "increases", "weakens", "needs", "to",
        "brings", "stops", "slows", "starts", "raise", "increase", "tend", "tends",
        "keeps", "strengthens", "wears", "leads", "triggers", "affects", "damages", "protects",
    ]
)  # fmt: skip

# So far behind "how" or "which" the auxiliary may stand: "which blood tests do".
LONGEST_QUESTION_PHRASE = 4

REQUESTS = (
    ("tell", "me"),
    ("explain",),
    ("define",),
    ("describe",),
    ("to", "know"),
    ("to", "ask"),
    ("wondering",),
    ("wonder",),
    ("any", "idea"),
    ("any", "advice"),
    ("what", "about"),
    ("how", "about"),
    ("not", "understand"),
    ("n't", "understand"),
    ("dont", "understand"),
    ("never", "understood"),
    ("not", "sure", "what"),
    ("no", "idea", "what"),
    ("curious",),
    ("any", "tips"),
    ("some", "tips"),
    ("tips", "on"),
    ("tips", "for"),
    ("some", "ideas"),
    ("ideas", "for"),
    ("give", "me"),
    ("show", "me"),
    ("get", "me"),
    ("compare",),
    ("delete",),
    ("erase",),
)

# Behind "and" or a comma these ask even with no verb to show it: "and how many people have it",
# "and which bones tend to go".
ASKING_PAIRS = frozenset(
    [
        ("how", "much"), ("how", "many"), ("how", "long"), ("how", "often"), ("how", "common"),
        ("how", "soon"), ("how", "old"), ("how", "likely"), ("how", "to"), ("what", "sort"),
        ("what", "kind"), ("what", "type"), ("what", "sorts"), ("what", "kinds"), ("what", "types"),
        ("what", "age"), ("what", "other"), ("what", "else"), ("what", "foods"), ("what", "tests"),
        ("what", "test"), ("which", "bones"), ("which", "bone"), ("which", "foods"),
        ("which", "food"), ("which", "exercise"), ("which", "exercises"), ("which", "test"),
        ("which", "tests"), ("which", "blood"), ("which", "people"), ("which", "meals"),
        ("which", "medicines"), ("which", "drugs"),
    ]
)  # fmt: skip

# Behind these a question word begins no new question: "I don't know what is wrong".
BLOCKERS = frozenset(
    [
        "know", "knows", "wonder", "wondering", "ask", "asked", "asking", "tell", "tells", "told",
        "me", "explain", "explains", "understand", "about", "of", "on", "to", "see", "learn",
        "say", "says", "said", "idea", "clue", "sure", "if", "that", "than", "in", "for", "by",
        "as", "the", "a", "an", "remember", "decide", "depend", "depends", "find", "out", "show",
        "shows", "with", "from", "whether", "matter", "just", "exactly", "or", "is", "are", "not",
        "measure", "measures", "affect", "affects", "sees",
        "like", "because", "mean", "means", "read", "check", "when", "where", "what", "how", "why",
        "which", "who", "so", "then", "really", "actually", "hear", "heard", "believe", "think",
    ]
)  # fmt: skip

# A sentence that begins with one of these goes on to its question behind the comma.
CONDITIONS = frozenset(
    [
        "if", "when", "once", "since", "because", "although", "though", "as", "given", "after",
        "before", "while", "unless", "even", "with", "for", "in", "at", "besides", "apart",
        "according", "assuming", "suppose", "say", "considering", "between", "of", "regarding",
    ]
)  # fmt: skip

JOINING_WORDS = frozenset(["and", "also", "plus", "&", "+", "but", "so", "then", "n"])
# Behind a whole question these surely add another one: "what is it, also is wine bad".
ADDING_WORDS = frozenset(["also", "plus"])
JOINING_MARKS = frozenset([",", ";", "-", "–", "—", "/", ":", "(", ")"])
# Between a joining word and the question: "and also", "plus, secondly".
STEPS = frozenset(
    [
        "also", "then", "secondly", "thirdly", "second", "third", "next", "lastly", "finally",
        "too", "well", "oh", "if", "ok", "please", "another", "thing", "question", "my", "other",
        "one", "is", "more", "last", "while", "at", "you", "'re", "it", "again", "maybe", "btw",
        "actually", "really", "just",
    ]
)  # fmt: skip

STEP_NOUNS = frozenset(["question", "thing", "one", "more", "another"])

SENTENCE_ENDS = frozenset(["?", "!", ".", "...", "…", ";", "??", "???", "?!", "!?", "!!"])

# Said before a question and around it, without asking anything.
COURTESIES = frozenset(
    [
        "hi", "hello", "hey", "ok", "okay", "so", "well", "please", "pls", "and", "also", "just",
        "quick", "one", "question", "questions", "second", "first", "secondly", "firstly", "oh",
        "thanks", "thank", "you", "ta", "cheers", "sorry", "excuse", "me", "but", "then", "good",
        "morning", "afternoon", "evening", "dear", "there", "plus", "two", "three", "things",
        "right", "yes", "no", "great", "um", "er", "hmm", "bot", "all", "again", "many", "much",
        "a", "few", "i", "have", "got", "some", "couple", "of", "to", "for", "ask", "in", "advance",
        "different", "thing", "something", "else", "another", "subject", "topic", "now",
    ]
)  # fmt: skip

# Before a question: "oh and do men get it".
OPENING_WORDS = JOINING_WORDS | {"oh", "ok", "okay", "well", "or", "because", "secondly", "please"}

# A clause of these alone is no question: "hello there", "isn't it?", "is that right?"
SAYS_NOTHING = COURTESIES | AUXILIARIES | NEGATIONS | PRONOUN_SUBJECTS | {"this", "that", "true"}

# A few words with none of these are a question in keywords: "dexa scan cost".
STORY_WORDS = frozenset(
    [
        "i", "im", "ive", "my", "me", "we", "our", "us", "she", "her", "he", "his", "him", "they",
        "am", "was", "were", "had", "been", "'m", "'ve", "mum", "mom", "mother", "dad", "father",
        "gran", "said", "says", "told", "is", "are", "has", "have", "got", "it", "that", "this",
        "you", "your", "let", "dr", "doctor", "'d", "'ll", "'s", "can", "will", "would",
    ]
)  # fmt: skip
MOST_WORDS_OF_KEYWORDS = 5

PRONOUNS = (
    r"that one|this one|the condition|the disease|it|this|"
    r"(?<=what is )that|(?<=what's )that|(?<=whats )that"
)

# What a later question of the same message may call "it"; a disease before other subjects.
DISEASES = (
    r"osteo\w*p\w*r\w*sis|osteo\w*malac\w*|osteope\w+|osteoarthritis|rickets|"
    r"paget'?s(?: disease)?"
)
NAMED_SUBJECTS = (
    rf"{DISEASES}|(?:a )?(?:dexa|dxa|bone density)(?: scan| test)?|bone scan|"
    r"(?:bone )?(?:remodell?ing|minerali[sz]ation)|osteoclasts|osteoblasts|frax|"
    r"[tz][ -]?scores?|soft bones|brittle bones"
)

"""Which letter strings can be a Vietnamese syllable.

The inventory is built by rule from onsets, rimes and tones, not copied from a dictionary, so it also holds
well-formed syllables that no word uses. That is what a reader of chat messages needs: "ubnd", "ko" and "đc" cannot
be syllables and are to be expanded, whereas an unknown name that is well formed is to be left alone.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache

from nlp.letters import fold

# Combining marks of the five written tones. Syllables that end in a stop take only the two in _STOP_TONES.
_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"
_TONES = ("", _ACUTE, _GRAVE, _HOOK, _TILDE, _DOT)
_STOP_TONES = (_ACUTE, _DOT)
_STOPS = ("c", "ch", "p", "t")

_VOWELS = frozenset("aăâeêioôơuưy")
_MARKED_VOWELS = frozenset("ăâêôơư")
_FRONT_VOWELS = frozenset("eêiy")

# Onsets that take any rime, those that shun the glide, and those whose spelling depends on the vowel that follows.
_FREE_ONSETS = ("", "ch", "d", "đ", "h", "kh", "l", "n", "nh", "r", "s", "t", "th", "tr", "x")
_LABIAL_ONSETS = ("b", "m", "p", "ph", "v")
_SPELLED_ONSETS = (("c", "k"), ("g", "gh"), ("ng", "ngh"))  # before a back vowel, before a front vowel

_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay
    ăc ăm ăn ăng ăp ăt
    âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et
    ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot ooc oong
    ô ôc ôi ôm ôn ông ôp ôt
    ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uôc uôi uôm uôn uông uôt
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
"""
# Rimes with the glide, written o before a, ă, e and u before the other vowels.
_GLIDE_RIMES = """
    oa oac oach oai oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăp oăt
    oe oem oen oeo oet
    uân uâng uât uây
    uê uêch uên uênh uêt uêu
    uơ uơn uơt
    uy uya uych uyn uynh uyp uyt uyu uyên uyêt
"""
# After q the glide is always u; "qui, quit" are the older spellings of "quy, quyt". The rime "uy" itself stands apart,
# because many people put its tone on the u ("qũy", "qúy").
_QU_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt ân âng âp ât âu ây
    e ec en eo et ê êch ên ênh êt êu ơ ơi ơn ơt ôc i in it ych yn ynh yt yu yên yêt
"""
# After gi the i is swallowed: "giêng" is gi + êng, and "gì", "gìn" have one i for both.
_GI_EXTRA_RIMES = ("êc", "êng")
_G_I_RIMES = ("i", "im", "in", "ip", "it")

# Where y alone stands for i: "y tế", "hy vọng", "kỹ sư", "lý do", "Mỹ", "bác sỹ", "tỷ lệ", and names.
_Y_ONSETS = ("", "h", "k", "l", "m", "n", "ph", "s", "t", "th", "v")
_Y_FIRST_RIMES = ("yêm", "yên", "yêng", "yêt", "yêu")  # no onset: "yêu", never "iêu"

# Borrowed words that break the rules above: "xe buýt", "thùng phuy", "vải voan", "tiền boa", "xe gíp", "lô gích".
_BORROWED = ("boa", "buýt", "gen", "gích", "gíp", "moay", "phuy", "poa", "puy", "voan")


def is_syllable(word: str) -> bool:
    """Whether `word`, with its diacritics, is a well-formed Vietnamese syllable.

    `word` is lower case and in Unicode form NFC. Both placements of the tone mark are accepted: "hóa" and "hoá",
    "thủy" and "thuỷ". A word without any diacritic is a syllable if it is one in the level tone: "nam", but not "cac".
    """
    return word in _syllables()


def is_folded_syllable(word: str) -> bool:
    """Whether `word`, typed without diacritics and in lower case, can stand for a Vietnamese syllable.

    "duoc" and "cac" are such words, "dc" and "ubnd" are not. A word that has diacritics is none.
    """
    return word in _folded_syllables()


@cache
def _syllables() -> frozenset[str]:
    spoken = (_with_tones(onset, rime) for onset, rime in _onsets_and_rimes())
    return frozenset(syllable for syllables in spoken for syllable in syllables).union(_BORROWED)


@cache
def _folded_syllables() -> frozenset[str]:
    return frozenset(fold(syllable) for syllable in _syllables())


def _onsets_and_rimes() -> Iterator[tuple[str, str]]:
    for rime in _RIMES.split():
        yield from ((onset, rime) for onset in _FREE_ONSETS + _LABIAL_ONSETS if onset or not rime.startswith("iê"))
        yield from ((front if rime[0] in _FRONT_VOWELS else back, rime) for back, front in _SPELLED_ONSETS)
        if not rime.startswith("i"):
            yield "gi", rime
    for rime in _GLIDE_RIMES.split():
        yield from ((onset, rime) for onset in (*_FREE_ONSETS, "g", "ng"))
    yield from (("qu", rime) for rime in _QU_RIMES.split())
    yield "q", "uy"
    yield from (("gi", rime) for rime in _GI_EXTRA_RIMES)
    yield from (("g", rime) for rime in _G_I_RIMES)
    yield from ((onset, "y") for onset in _Y_ONSETS)
    yield from (("", rime) for rime in _Y_FIRST_RIMES)


def _with_tones(onset: str, rime: str) -> Iterator[str]:
    for tone in _STOP_TONES if rime.endswith(_STOPS) else _TONES:
        for place in _tone_places(rime):
            yield unicodedata.normalize("NFC", onset + rime[: place + 1] + tone + rime[place + 1 :])


def _tone_places(rime: str) -> tuple[int, ...]:
    """The positions in `rime` of the letter that bears the tone: one, or two where usage is divided ("óa", "oá")."""
    vowels = [place for place, letter in enumerate(rime) if letter in _VOWELS]
    marked = [place for place in vowels if rime[place] in _MARKED_VOWELS]
    if marked:
        return (marked[-1],)
    if len(vowels) < len(rime):
        return (vowels[-1],)
    if rime in ("oa", "oe", "uy"):
        return (0, 1)
    return (1,) if len(vowels) == 3 else (0,)

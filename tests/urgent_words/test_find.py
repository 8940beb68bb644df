import pytest

from chalicelib.urgent_words.find import fold, hit, needles
from chalicelib.urgent_words.lists import NEEDLES, TOPICS, WORD_LISTS

HITS = [
    # life
    "Jeg vil dø", "jeg vil bare DØ", "eg vil døy", "vil ikke leve mer", "har lyst å ta livet mitt",
    "tenker på sjølvmord", "tenker paa selvmord", "selmord", "I want to die", "kms", "suicidal",
    "i don't want to live", "I don’t want to be here", "det er bedre uten meg", "orkar ikkje meir",
    # self-harm
    "jeg kutter meg", "kuttar mæ", "skader meg selv", "eg skadar meg", "selvskading",
    "i cut myself",
    # abuse
    "jeg ble voldtatt", "voltekt", "valdteken", "han beføler meg", "he raped me", "he touches me",
    "de deler nakenbilder", "nakenbilete", "han tvang meg",
    # violence
    "pappa slår meg", "pappa slaar mæ", "pappa slar meg hjemme", "han slo meg", "dei sparkar meg",
    "de truer meg", "dei trugar meg", "jeg skal drepe ham", "dræpe", "drept", "they beat me up",
    "he threatened me", "he will kill me",
    # weapon
    "han har kniv på skolen", "en kniiiv", "våpen", "vaapen", "vapen", "gevær", "he has a gun",
    "he brought a knife", "skuleskyting",
    # help
    "hjelp", "HJEEELP!!!", "Kan noen hjelpe meg?", "eg treng hjelp", "help me", "SOS", "heeelp",
    # as a child tells it, without the word for what it is
    "en voksen tar på meg", "han tar på meg", "treneren tar paa meg", "han tok på meg i går",
    "ein vaksen tek på meg", "noen tar bilder av meg i dusjen", "dei tek bilete av meg",
    "de filmer meg", "they take pictures of me in the shower", "he touches my legs",
    "jeg er redd for pappa", "eg er redd pappa", "redd for aa gå hjem", "redd for faren min",
    "i am scared of my dad", "im afraid of my mum",
    "mamma slår", "pappa slo", "de slår", "dei slår", "ho slår", "faren min slår", "mora mi slår",
    "mom hits", "they hit me", "hun dytter meg", "de dytta mæ", "ho dyttar meg", "she pushes me",
    "jeg blir banket", "eg vart banka", "får juling", "låser meg inne", "drar meg i håret",
    "de spytter på meg", "they spit on me",
    "jeg hater livet mitt", "jeg haterlivet", "eg hatar livet", "i hate my life", "hate my self",
    "vil bare forsvinne", "eg vil berre forsvinne", "i just want to dissapear",
    "skulle ønske jeg ikke fantes", "skulle ønske jeg ikke fantest", "ønskjer eg ikkje fanst",
    "skulle ønske jeg aldri ble født", "I wish I wasn't alive", "i wish i wasnt alive",
    "i wish i was never born", "hurt my self", "i cut my self", "orke itj meir",
    "ingen ville savnet meg", "no one would miss me", "ingen bryr seg om jeg dør",
    "kutter i armen", "hejlp", "ingen hjelper", "i need someone to talk to",
    # how it is written must not matter
    "selv\u00admord", "va\u030apen", "ｋｎｉｖ", "kniv🔪", "\n\tkniv\n", "(kniv)", "kniv,saks",
]  # fmt: skip

NEAR_MISSES = [
    "", "   ", "!!!", "drapert gardin", "selvfølgelig", "Selvfølgelig er det bra",
    "en hjelpsom lærer",
    "hjelpsomme venner", "hjelpemiddel", "jeg har det bra", "eg har det fint", "all good, thanks",
    "det er voldsomt bra mat", "vi slår ball i gymmen", "sparker fotball", "voldgrav",
    "selvstendig",
    "stabil", "stable", "et kilo epler", "kilde", "Gunnar er snill", "gunstig", "begun", "helpful",
    "rapport", "dyrepark", "dør", "lukk døra", "diett", "livlig time", "skytebane", "killingen",
    "trur det går bra", "livet er bra", "en klasse", "skader på pulten", "kutt ut",
    "taklet det fint",
    "klar for helga", "oppskrift",
    "redd for mørket", "redd for edderkopper", "jeg hater matte", "eg hatar brokkoli",
    "i hate maths", "flinke til å ta bilder", "pappa er snill", "mamma er lærer",
    "vi forsvant i skogen", "jeg tar på jakka", "hun dyttet huska", "de banket på døra",
    "livet mitt er fint", "we push the swing", "i like photos", "klart jeg vil", "må snakke mer",
    "jeg bor hos mamma og pappa", "they throw balls", "scared of the dark", "han kysset katten",
    "they are a bit mean", "det gikk på trynet", "dragons do not exist", "mathilde", "bombastisk",
]  # fmt: skip


@pytest.mark.parametrize("text", HITS)
def test_hits(text: str) -> None:
    assert hit(text, NEEDLES)


@pytest.mark.parametrize("text", NEAR_MISSES)
def test_near_misses(text: str) -> None:
    padded = f" {fold(text)} "
    assert [needle for needle in NEEDLES if needle in padded] == []


@pytest.mark.parametrize("language", ["nb", "nn", "en"])
def test_each_language_has_words_on_every_topic(language: str) -> None:
    assert tuple(WORD_LISTS[language]) == TOPICS
    for words in WORD_LISTS[language].values():
        assert words
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("language", sorted(WORD_LISTS))
def test_every_word_of_the_list_hits_by_itself_and_is_not_too_short(
    language: str,
) -> None:
    for words in WORD_LISTS[language].values():
        for word in words:
            assert hit(word.rstrip("*"), NEEDLES), word
            assert len(fold(word)) >= 3, word


def test_a_star_lets_the_last_word_go_on_and_nothing_else_does() -> None:
    open_, closed = needles(["kniv*"]), needles(["kniv"])
    assert hit("knivstikking", open_)
    assert not hit("knivstikking", closed)
    assert not hit("lommekniv", open_)
    assert hit("en kniv.", closed)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Å slå", "a sla"),
        ("aa slaa", "a sla"),
        ("være", "vere"),
        ("vaere", "vere"),
        ("dø", "do"),
        ("doe", "do"),
        ("don't", "dont"),
        ("a--b  c1d", "a b c d"),
    ],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == folded

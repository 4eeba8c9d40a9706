from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from licensing.matching.beyond import beyond
from licensing.matching.compare import compare, prepare
from licensing.matching.degree import Degree, degree
from licensing.matching.explained import explain
from licensing.matching.measures import MEASURES
from tests.matching.stories import OWN_REPORT, RETOLD, SOURCE

TURKISH = """\
Kıyı kasabası Velingrad'da eski taş köprü salı günü şafaktan önce çöktü ve kasabayı tuz köylerine bağlayan \
tek yol kapandı. İtfaiyeciler soğuk sudan iki kamyon şoförünü çıkardı, fırının minibüsü ise öğlene kadar \
bulunamadı. Mühendisler ilkbahardaki selden sonra orta ayağın eğildiğini konseye iki kez bildirmişti. \
Konsey, parayı yeni tribüne harcadığı için onarımı ertelemişti. Vali Anton Rask'ın bir haftalık yas ilan \
ettiği açıklandı. Perşembeden itibaren Sorn'dan kalkan vapurlar yalnızca sular yükseldiğinde karşıya geçecek \
ve çiftçiler tuzun rıhtımda çürümesinden korkuyor."""
TURKISH_RETOLD = """\
Velingrad'ın eski taş köprüsü salı sabahı gün doğmadan yıkıldı; kıyı kasabasını tuz köylerine bağlayan tek \
yol böylece kapanmış oldu. İki kamyon şoförü itfaiyeciler tarafından soğuk sudan çıkarıldı, ancak fırına ait \
minibüs öğle saatlerine dek bulunamadı. İlkbahardaki selin ardından mühendisler, orta ayağın eğildiği \
konusunda konseyi iki defa uyarmıştı. Konsey ise yeni tribüne para harcadığından onarımı ertelemişti. Vali \
Anton Rask bir haftalık yas ilan etti. Sorn'dan vapurlar perşembe gününden itibaren karşıya ancak sular \
yükselince geçecek; çiftçiler tuzun rıhtımda çürüyeceğinden korkuyor."""
RUSSIAN = """\
Старый каменный мост через реку рухнул во вторник перед рассветом и перекрыл единственную дорогу между \
городом и соляными деревнями. Пожарные вытащили из холодной воды двух водителей грузовиков, но фургон \
пекарни до полудня не нашли. Инженеры дважды предупреждали совет, что средняя опора наклонилась после \
весеннего паводка. Совет отложил ремонт, потому что деньги потратили на новую трибуну. Губернатор объявил \
неделю траура. Паромы будут ходить с четверга только в прилив, и крестьяне боятся, что соль сгниёт на \
причале."""
RUSSIAN_RETOLD = """\
Во вторник незадолго до рассвета рухнул старый каменный мост через реку, и единственная дорога из города к \
соляным деревням оказалась перекрыта. Двоих водителей грузовиков пожарные вытащили из холодной воды, а \
фургон пекарни к полудню так и не нашли. О том, что после весеннего паводка наклонилась средняя опора, \
инженеры предупреждали совет дважды. Ремонт совет отложил: деньги потратили на новую трибуну. Неделю траура \
объявил губернатор. С четверга паромы будут ходить лишь в прилив, и крестьяне опасаются, что соль сгниёт на \
причале."""
ARABIC = """\
انهار الجسر الحجري القديم فوق النهر فجر الثلاثاء وقطع الطريق الوحيد بين المدينة وقرى الملح. أخرج رجال \
الإطفاء سائقي شاحنتين من الماء البارد لكن عربة المخبز لم يعثر عليها حتى الظهر. حذر المهندسون المجلس مرتين من \
ميل الدعامة الوسطى بعد فيضان الربيع. أجل المجلس الإصلاح لأن المال صرف على المدرج الجديد. أعلن الحاكم أسبوع \
حداد. تبدأ العبارات رحلاتها الخميس عند المد فقط ويخشى المزارعون أن يفسد الملح على الرصيف."""
ARABIC_RETOLD = """\
قبيل فجر الثلاثاء انهار جسر حجري قديم فوق النهر فانقطع الطريق الوحيد الذي يصل المدينة بقرى الملح. وأخرج رجال \
الإطفاء من الماء البارد سائقي شاحنتين غير أن عربة المخبز لم يعثر عليها حتى الظهر. وكان المهندسون قد حذروا \
المجلس مرتين بعد فيضان الربيع من ميل الدعامة الوسطى. لكن المجلس أجل الإصلاح بعد أن صرف المال على مدرج جديد. \
وأعلن الحاكم أسبوع حداد. وستبدأ العبارات الخميس رحلاتها عند المد وحده، ويخشى المزارعون فساد الملح على \
الرصيف."""
CHINESE = (
    "周二黎明前，横跨河流的旧石桥倒塌，切断了城镇与盐村之间唯一的道路。消防员从冷水中救出两名卡车司机，面包店的货车到中午仍未找到。"
    * 2
)


@pytest.mark.parametrize(
    ("source", "retold"),
    [
        pytest.param(TURKISH, TURKISH_RETOLD, id="turkish"),
        pytest.param(RUSSIAN, RUSSIAN_RETOLD, id="russian"),
        pytest.param(ARABIC, ARABIC_RETOLD, id="arabic"),
    ],
)
def test_a_retelling_is_told_in_languages_that_were_never_fitted(source: str, retold: str) -> None:
    assert compare(prepare(retold), prepare(source)).rewrite >= 0.5


@pytest.mark.parametrize("text", [pytest.param(t, id=t[:9]) for t in (SOURCE, TURKISH, RUSSIAN, ARABIC, CHINESE)])
def test_a_text_retells_itself_and_no_other(text: str) -> None:
    assert compare(prepare(text), prepare(text)).rewrite > 0.8
    for other in (SOURCE, TURKISH, RUSSIAN, ARABIC, CHINESE):
        if other != text:
            assert compare(prepare(text), prepare(other)).rewrite < 0.1


@given(st.integers(0, 8))
def test_the_more_is_retold_the_higher_the_score(parts: int) -> None:
    retold, own = RETOLD.strip().split("\n\n"), OWN_REPORT.strip().split("\n\n")

    def score(count: int) -> float:
        return compare(prepare("\n\n".join(retold[:count] + own[count:])), prepare(SOURCE)).rewrite

    assert score(parts) <= score(len(retold))
    assert score(0) < 0.1


def test_explanation_names_measures_sentences_words_and_names() -> None:
    found = explain(prepare(RETOLD), prepare(SOURCE))
    assert {one.measure for one in found.evidence} == set(MEASURES)
    strengths = [one.above * one.weight for one in found.evidence]
    assert strengths == sorted(strengths, reverse=True)
    bridge = next(one for one in found.sentences if "old bridge" in RETOLD[slice(*one.draft)])
    assert "collapsed shortly before dawn" in SOURCE[slice(*bridge.source)]
    assert "harbo" in bridge.words
    assert {"velingrad", "rask"} <= set(found.names)
    assert found.order[0] == "sunri" or len(found.order) > 40
    assert not found.characters


def test_own_material_stands_alone() -> None:
    own = "Meanwhile astronomers photographed a faint comet beyond Neptune."
    found = explain(prepare(f"{RETOLD}\n\n{own}"), prepare(SOURCE))
    assert own[:-1] in [f"{RETOLD}\n\n{own}"[slice(*span)] for span in found.alone]
    assert "neptune" in found.own_names


def test_a_script_without_spaces_is_compared_by_characters_and_says_so() -> None:
    assert explain(prepare(CHINESE), prepare(CHINESE)).characters
    assert not explain(prepare(RUSSIAN), prepare(RUSSIAN)).characters


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        pytest.param(SOURCE, Degree.COPY, id="the source"),
        pytest.param(RETOLD, Degree.HEAVY, id="a retelling"),
        pytest.param(OWN_REPORT, Degree.NONE, id="an own report"),
        pytest.param("", Degree.NONE, id="nothing"),
    ],
)
def test_degrees(draft: str, expected: Degree) -> None:
    one, other = prepare(draft), prepare(SOURCE)
    assert degree(one, other, compare(one, other).rewrite) is expected


def test_names_survive_in_reports_that_are_full_of_them() -> None:
    lead = "The governor, Anton Rask, told Jonna Havlik of Velingrad on Monday that ferries from Sorn will not sail."
    assert {"rask", "havlik", "sorn"} <= prepare(lead).cases[0]
    assert (
        prepare("Der Gouverneur hat am Montag mit dem Rat und der Stadt über die Brücke gesprochen.").cases[0] == set()
    )


def test_a_text_exported_in_quotation_marks_is_not_speech() -> None:
    text = '"The bridge fell before dawn. The ""old mill"" stood. Divers left the river, and farmers feared for salt."'
    plain = prepare(text)
    assert [word for word, mark in zip(plain.norm, plain.hidden, strict=True) if mark] == ["old", "mill"]


def test_a_common_release_damps_the_score_and_its_absence_raises_it() -> None:
    draft, source = prepare(RETOLD), prepare(SOURCE)
    alone = beyond(draft, source, [])
    release = prepare(RETOLD.replace("Two lorry drivers", "Both lorry drivers"))
    assert beyond(draft, source, [release]) < alone
    assert beyond(draft, source, [prepare(OWN_REPORT)]) > alone
    assert beyond(draft, source, [prepare(RUSSIAN)]) == alone

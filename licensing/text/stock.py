"""Words that belong to nobody: function words, months and weekdays, and the stock wording of news.

The lists are ours, in the folded form of `licensing.text.normalise`. They decide only how a shared run is classed.
"""

from __future__ import annotations

from collections.abc import Sequence

__all__ = ["ANY_FUNCTION", "FUNCTION", "LANGUAGES", "MONTHS", "STOCK", "is_function", "language"]

MONTHS: dict[str, int] = {
    name: number
    for names in (
        "january february march april may june july august september october november december",
        "jan feb mar apr may jun jul aug sep oct nov dec",
        "ocak subat mart nisan mayis haziran temmuz agustos eylul ekim kasim aralik",
        "januar februar marz april mai juni juli august september oktober november dezember",
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    )
    for number, name in enumerate(names.split(), 1)
}
"""Folded names of months, and the number of each."""

_FUNCTION = {
    "en": """
        a about above across after again against ago all almost along already also although always am
        among an and another any are around as at away back be became because become been before being
        below between both but by can cannot could did do does doing done down during each either else
        even ever every few first for from further get got had has have having he her here hers herself
        him himself his how however i if in instead into is it its itself just last least less like made
        make many may me might mine more most much must my myself near neither never next no nor not now
        of off often on once one only onto or other others our ours out over own per perhaps quite
        rather same second shall she should since so some still such than that the their theirs them
        themselves then there these they this those though three through thus to together too toward
        towards two under until up upon us very was we well were what whatever when where whether which
        while who whom whose why will with within without would yet you your yours
    """,
    "de": """
        aber als am an auch auf aus bei bis da das dass dem den der des die dies diese dieser doch durch
        ein eine einem einen einer eines er es fur hat haben ich ihm ihr im in ist kann mit nach nicht
        noch nur oder sein seine sich sie sind so uber um und uns von vor war was wenn werden wie wird
        wir wurde zu zum zur
    """,
    "fr": """
        a au aux avec ce ces cette dans de des du elle elles en entre est et etait ete etre eux il ils
        je la le les leur lui mais meme ne nous on ont ou par pas plus pour que qui sa sans se ses son
        sont sous sur un une vous
    """,
    "es": """
        a al ante como con contra cuando de del desde donde el ella ellos en entre era es esta este esto
        fue ha han hasta la las le les lo los mas me mi muy no nos o para pero por porque que se sin
        sobre son su sus tambien un una y ya
    """,
    "tr": """
        acaba ama ancak ara arasinda artik as asla az bana bazi belki ben beni benim bile bir biri biz
        bizim bu buna bunu bunun cok cunku da daha de degil diye dolayi eger en gibi gore hem hep her
        hic icin icinde ile ise iki ilk kadar kendi ki kim mi mu nasil ne neden nerede o olan olarak
        oldu oldugu oldugunu olmak olup on ona onlar onu onun ote pek sanki sen simdi siz sonra su tum
        uzere ve veya ya yani yok zaten
    """,
    "ru": """
        а без более бы был была были было быть в вам вас весь во вот все всего всех вы где да
        даже для до его ее если есть еще же за здесь и из или им их к как какои когда которая
        которого которые которыи кто ли либо между меня мне много может можно мы на над надо нас
        не него нее нет ни них но ну о об однако он она они оно от очень перед по под после
        потому при про с сам свое свои своих себя со так также такои там те тем то тогда того
        тоже тои только том тот ты у уже хотя чего чем через что чтобы эта эти этих это этого
        этои этом этот эту я
    """,
    "ar": """
        اذا التي الذي الذين الى امام ان انا او اي ايضا بان بعد بل به بها بين تلك ثم حتى حول حيث
        خلال دون ذلك ضد على عليه عليها عن عند غير فان في فيه فيها قبل قد كان كانت كل كما لا لان
        لكن لم لن له لها لهم ما مع من منذ منه منها نحن نحو هذا هذه هم هو هي وان وعلى وفي وقد
        وكان ولا ومن وهو وهي يكون
    """,
}
FUNCTION: dict[str, frozenset[str]] = {name: frozenset(listed.split()) for name, listed in _FUNCTION.items()}
"""Function words by language."""
LANGUAGES = tuple(FUNCTION)
_SHORT, _LOOK = 3, 400
ANY_FUNCTION = frozenset().union(*FUNCTION.values())
"""Function words of any of these languages."""

_STOCK = {
    "en": """
        said say says saying told tell tells according added adding asked statement spokesman
        spokeswoman spokesperson reporters reporter journalists official officials source sources agency
        news news conference press briefing comment comments immediately reached declined decline
        requests request respond responded condition anonymity authorized speak speaking publicly
        contributed report reports reported reporting monday tuesday wednesday thursday friday saturday
        sunday today yesterday tomorrow morning afternoon evening night week weeks month months year
        years day days hour hours late early earlier percent per cent million billion president minister
        prime foreign secretary state government general director chief executive officer chairman
        chairwoman chair vice deputy former senator governor mayor mr mrs ms dr united nations states
        america european union security council ministry department available
    """,
    "tr": """
        soyledi dedi belirtti ifade etti kaydetti aciklama aciklamada acikladi yaptigi yazili basin
        toplantisinda muhabirine muhabiri konusan gazetecilere yetkililer yetkili bakan bakani bakanligi
        cumhurbaskani baskan baskani genel mudur muduru sozcusu pazartesi sali carsamba persembe cuma
        cumartesi pazar gunu bugun dun yarin sabah aksam yil ay hafta milyon milyar yuzde bin
    """,
    "de": """
        sagte teilte mit erklarte laut sprecher sprecherin montag dienstag mittwoch donnerstag freitag
        samstag sonntag
    """,
    "fr": """
        declare dit selon communique porte parole lundi mardi mercredi jeudi vendredi samedi dimanche
    """,
    "es": """
        dijo segun declaro comunicado portavoz lunes martes miercoles jueves viernes sabado domingo
    """,
}
STOCK = frozenset(" ".join(_STOCK.values()).split()) | frozenset(MONTHS)
"""Words of titles, dates and the attributions every newsroom writes."""


def is_function(word: str) -> bool:
    """Tell whether a folded word is a function word of some language, or too short to be anything else."""
    return word in ANY_FUNCTION or len(word) < _SHORT


def language(norm: Sequence[str]) -> str:
    """Guess the language of a text from its function words.

    Args:
        norm: The text's folded words.

    Returns:
        One of `LANGUAGES`; English when nothing tells.
    """
    seen = [word for word in norm[:_LOOK] if word in ANY_FUNCTION]
    return max(LANGUAGES, key=lambda name: sum(map(FUNCTION[name].__contains__, seen)) / len(FUNCTION[name]) ** 0.5)

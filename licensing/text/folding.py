"""Letters without what makes them look different: case, accents, typographic marks; every character keeps its place."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

__all__ = ["fold"]

_LATIN = (range(0xC0, 0x250), range(0x1E00, 0x1F00))
_GREEK = (range(0x370, 0x400), range(0x1F00, 0x2000))
_APART = "ıİłŁøØđĐŧŦħĦ"
_TOGETHER = "iIlLoOdDtThH"
_MARKS = "‘’´`“”„«»‹›–—‑−‐\u00a0\u2009\u202f\u3000"
_PLAIN_MARKS = '\'\'\'\'"""""""-----    '
# Arabic and Persian write one letter in several ways; Greek has two forms of one sigma, Russian a dotted e.
_ALIKE = "أإآٱىیکةؤئςΣёЁ"
_PLAIN_ALIKE = "ااااييكهويσσеЕ"

# What notices are written with in Taiwan and Hong Kong, and the same on the mainland.
_TRADITIONAL = (
    "轉載權證書許經單網國際報聞業廣電視臺製複發佈傳資訊訪語譯編輯連結來註處須違責歸屬於為與並據庫儲檔圖體"
    "聲樂攝錄閱讀營費購買賣聯絡繫請擇變動標題個條內項節後開關門戶員對應該說論評線數機學習訓練獲協議簽約優"
    "獨擁產財務認識確過將無會實現時間區號華灣東車長見規則釋義總顯參觀點豐術師團隊雜誌週專欄導頻頁鏈鏡進銷"
    "損償訴訟纔僅準備嚴厲復執範圍擴舉異歷創劃寫給級統維護讓轄適選遞還郵鍵閉階離難響順願類驗黨齊擬輸態職稱"
    "鄭寧盜竊擾錯補雙張聽觸擊壞環極構樣檢測滿濟爭獎畫當盡禮種稅積穩筆簡糾紀純紙組終絕綜緊縮織繪續罰舊藝衛"
    "裝訂計記設詢試詳誤調諒講謝謹譽贈贊輕較農遠邊鄰銀錢鎖隱隨雖靜韓預頭飾騙麗歡攜敗斷樓橋殺決沒況畢監築羅"
    "聖臉親診貼貨貸賦賞賠輿遊運達遷釐針鋪閒陸陽隻雲顧飛餘館馬魚鳳麼黃龍襲嶺彙匯歐場擷廠併誰敘獻繼屆爾漁虛"
    "慶曆濫毀託誹謗謠竄兩亞從們眾減別辦堅審層掃擔瀏煩熱愛碼礦納縱紛緩繳蘇蟲覽覺誠話諾談負貢質販貴貿軟這採"
    "裡裏問閣領臨鄉偽價傾債勞勵勢壓廳圓夠婦孫寬島幣帳幫懷惡驚慣戲戰揚拋掛換擺曉夢氣湯溝澤潔溫燈靈煉狀療蓋"
    "盤礎纖紅紹肅腦騰藍討詞貝賽輪辭遺鑑鐵險陳霧頒額風爲啟徵"
)
_SIMPLIFIED = (
    "转载权证书许经单网国际报闻业广电视台制复发布传资讯访语译编辑连结来注处须违责归属于为与并据库储档图体"
    "声乐摄录阅读营费购买卖联络系请择变动标题个条内项节后开关门户员对应该说论评线数机学习训练获协议签约优"
    "独拥产财务认识确过将无会实现时间区号华湾东车长见规则释义总显参观点丰术师团队杂志周专栏导频页链镜进销"
    "损偿诉讼才仅准备严厉复执范围扩举异历创划写给级统维护让辖适选递还邮键闭阶离难响顺愿类验党齐拟输态职称"
    "郑宁盗窃扰错补双张听触击坏环极构样检测满济争奖画当尽礼种税积稳笔简纠纪纯纸组终绝综紧缩织绘续罚旧艺卫"
    "装订计记设询试详误调谅讲谢谨誉赠赞轻较农远边邻银钱锁隐随虽静韩预头饰骗丽欢携败断楼桥杀决没况毕监筑罗"
    "圣脸亲诊贴货贷赋赏赔舆游运达迁厘针铺闲陆阳只云顾飞余馆马鱼凤么黄龙袭岭汇汇欧场撷厂并谁叙献继届尔渔虚"
    "庆历滥毁托诽谤谣窜两亚从们众减别办坚审层扫担浏烦热爱码矿纳纵纷缓缴苏虫览觉诚话诺谈负贡质贩贵贸软这采"
    "里里问阁领临乡伪价倾债劳励势压厅圆够妇孙宽岛币帐帮怀恶惊惯戏战扬抛挂换摆晓梦气汤沟泽洁温灯灵炼状疗盖"
    "盘础纤红绍肃脑腾蓝讨词贝赛轮辞遗鉴铁险陈雾颁额风为启征"
)


def _pairs() -> Iterator[tuple[str, str]]:
    for block in (*_LATIN, *_GREEK):
        for letter in map(chr, block):
            base = unicodedata.normalize("NFD", letter)[0]
            if base != letter and base.isalpha():
                yield letter, base
    yield from zip(_APART, _TOGETHER, strict=True)
    yield from zip(_MARKS, _PLAIN_MARKS, strict=True)
    yield from zip(_ALIKE, _PLAIN_ALIKE, strict=True)
    yield from zip(_TRADITIONAL, _SIMPLIFIED, strict=True)
    # Full-width forms, and the digits of Arabic and Persian.
    yield from ((chr(0xFEE0 + place), chr(place)) for place in range(0x21, 0x7F))
    yield from ((chr(zero + digit), str(digit)) for zero in (0x660, 0x6F0) for digit in range(10))


_FOLDED = str.maketrans(dict(_pairs()))


def fold(text: str) -> str:
    """Return `text` without accents, typographic marks and case; every character keeps its place."""
    return text.lower() if text.isascii() else text.translate(_FOLDED).lower()

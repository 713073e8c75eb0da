//! Shapes of one kanji that people mix in names, folded to one of them.
//!
//! A family holds the old (旧字体), variant (異体字, 俗字) and Unicode-split shapes of **one** character, and the shape in
//! daily use stands for it. Characters that only share a reading stay apart (崎 and 碕, 坂 and 阪), with one exception:
//! 斎 and 斉 are different characters, but surnames are written with either, so they are one family. A family too wide
//! finds one person too many; a family too narrow hides one.
//!
//! Compatibility ideographs that NFKC resolves by itself (神 福 塚 都 …) need no entry.

use std::collections::HashMap;
use std::sync::LazyLock;

/// Returns the character that stands for the family of `c`; for most characters `c` itself.
pub(super) fn representative(c: char) -> char {
    static BY_VARIANT: LazyLock<HashMap<char, char>> = LazyLock::new(|| pairs().collect());
    if c < '\u{3400}' { c } else { BY_VARIANT.get(&c).copied().unwrap_or(c) }
}

/// Returns the first other shape of a character that stands for a family.
pub(super) fn first_variant(c: char) -> Option<char> {
    static FIRST: LazyLock<HashMap<char, char>> = LazyLock::new(|| {
        let mut first = HashMap::new();
        for (variant, representative) in pairs() {
            first.entry(representative).or_insert(variant);
        }
        first
    });
    if c < '\u{3400}' { None } else { FIRST.get(&c).copied() }
}

fn pairs() -> impl Iterator<Item = (char, char)> {
    FAMILIES
        .split_whitespace()
        .filter_map(|family| {
            let mut shapes = family.chars();
            shapes.next().map(|representative| shapes.map(move |shape| (shape, representative)))
        })
        .flatten()
}

/// Families separated by white space: first the representative character, then its other shapes.
const FAMILIES: &str = "
    高髙 崎﨑嵜㟢 吉𠮷 斎斉齋齊 辺邉邊 浜濱濵 沢澤 島嶋嶌 広廣 国國圀囯 桜櫻 恵惠 真眞 徳德悳 富冨 峰峯 土圡𡈽 柳栁桺
    橋槗𣘺 館舘 竜龍 滝瀧 瀬瀨 藪薮籔 蛍螢 桧檜 栄榮 荘莊 寿壽 宝寶寳 寛寬 増增 清淸 静靜 条條 槙槇 穂穗 稲稻 弥彌
    礼禮 応應 円圓 蔵藏 豊豐 岳嶽 実實 勲勳 与與 児兒 亜亞 郷鄕鄉 曽曾 芦蘆 蘇蘓 万萬 亀龜 晋晉 教敎 緒緖 緑綠 縁緣
    録錄 青靑 黒黑 黄黃 髪髮 頼賴 済濟 縄繩 県縣 総總 聡聰 芸藝 観觀 譲讓 鉄鐵鐡 関關 随隨 霊靈 顕顯 駅驛 体體
    鶏鷄雞 鴎鷗 鶯鴬 塩鹽 麦麥 学學斈 写寫 将將 専專 対對 属屬 巌巖 帯帶 庁廳 彦彥 慎愼 戸戶户 払拂 揺搖 晃晄 暁曉
    楽樂 楼樓 横橫 検檢 歩步 歴歷 毎每 気氣 渉涉 浅淺 渇渴 温溫 満滿 渋澁澀 湾灣 熙煕凞熈 灯燈 炉爐 状狀 独獨 産產
    画畫 当當 畳疊 発發 尽盡 禄祿 禅禪 税稅 粋粹 経經 声聲 旧舊 薫薰 虚虛 虫蟲 衛衞 装裝 覚覺 讃讚 売賣 軽輕 転轉
    遥遙 遅遲 隣鄰 医醫 釈釋 鎮鎭 隠隱 雑雜 験驗 闘鬪鬭 麹麴 黙默 柏栢 桑桒 梅楳 峡峽 野埜 壱壹 涼凉 凛凜 昂昻 昇曻
    松枩枀柗 杉杦 涛濤 瑶瑤 祢禰袮 秋穐龝 並竝 簑蓑 篭籠 縦縱 翠翆 船舩 艶艷 莱萊 蒋蔣 園薗 諌諫 誉譽 郎郞 剣劍劒剱釼
    舗鋪 錬鍊 鶴靏靎 顔顏 飲飮 騒騷 頬頰 併倂 偽僞 侭儘 兎兔 両兩 冊册 勧勸 区區 巻卷 単單 厳嚴 参參 呉吳 啓啟 哲喆
    喜㐂 団團 図圖 尭堯 壮壯 多夛 奥奧 奨奬 姫姬 嬢孃 宮宫 尚尙 巣巢 強强 従從 恒恆 悦悅 恋戀 戦戰 抜拔 掲揭 叙敍
    既旣 映暎 会會 桝枡 査查 様樣 欧歐 残殘 浄淨 渕淵渊 煙烟 焔焰 為爲 狭狹 皐皋 研硏 絶絕 群羣 聯联 脳腦 胆膽
    台臺 舎舍 荊荆 庵菴 薬藥 処處 号號 蚕蠶 詠咏 説說 変變 猪豬 弐貳貮 鈎鉤 鋭銳 鉱鑛 双雙 靭靱 韮韭 翻飜 駆驅駈
    鬱欝 雁鴈 来來 仏佛 仮假 伝傳 価價 倹儉 剰剩 励勵 労勞 効效 勅敕 即卽 収收 囲圍 圧壓 堕墮 塁壘 壊壞 寝寢
    届屆 弁辨瓣辯 径徑 恥耻 悩惱 悪惡 懐懷 択擇 担擔 拠據 拡擴 挙擧 挿插 携攜 摂攝 数數 断斷 昼晝 枢樞 栈棧 権權
    欠缺 殴毆 涙淚 渓溪 湿濕 滞滯 潜潛 瓶甁 痴癡 盗盜 砕碎 称稱 穏穩 粛肅 糸絲 継繼 続續 繊纖 缶罐 聴聽
    触觸 訳譯 証證 読讀 予豫 賛贊 践踐 酔醉 釜釡 銭錢 鋳鑄 陥陷 険險 歯齒 齢齡 点點 党黨
    村邨 卯夘 亘亙 壷壺 帰歸 鯵鰺 侠俠 祷禱 蝉蟬 繍繡 顛顚 填塡 剥剝 叱𠮟 痩瘦 醤醬 蝋蠟 掻搔 嘘噓 麺麵 屏屛 繋繫
";

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn every_shape_is_reachable_and_belongs_to_one_family() {
        let representatives: HashSet<char> = pairs().map(|(_, representative)| representative).collect();
        let mut seen = HashSet::new();
        for (variant, representative) in pairs() {
            assert!(seen.insert(variant), "{variant} stands twice");
            assert!(!representatives.contains(&variant), "{variant} is folded and stands for a family");
            for shape in [variant, representative] {
                assert!(shape.nfkc().eq([shape]), "NFKC changes {shape} before it gets here");
                assert!(shape >= '\u{3400}', "{shape} is not looked up");
            }
        }
        assert!(seen.len() > 300, "{}", seen.len());
    }

    #[test]
    fn a_family_has_one_first_variant() {
        for (representative, variant) in "高崎吉斎辺".chars().zip("髙﨑𠮷斉邉".chars()) {
            assert_eq!(first_variant(representative), Some(variant));
            assert_eq!(first_variant(variant), None, "{variant} stands for nobody");
        }
        assert_eq!((first_variant('佐'), first_variant('a')), (None, None));
    }

    #[test]
    fn families_fold_to_their_first_shape() {
        for (variant, expected) in "髙﨑𠮷齋齊斉邉邊濵澤嶋國眞".chars().zip("高崎吉斎斎斎辺辺浜沢島国真".chars())
        {
            assert_eq!(representative(variant), expected);
            assert_eq!(representative(expected), expected);
        }
        assert_eq!(representative('碕'), '碕');
    }
}

//! Lines that web pages and document sites put around a text: tool bars, paths, copyright, invitations.
//!
//! A line is furniture only as a whole and only when every word of it is known to be; a sentence never is.

use super::Fate;
use super::marks::is_heading;
use super::tool_bar::{is_bar, is_watermark};

/// Longest line that is looked at: a longer one is text.
const LONGEST: usize = 120;

/// What becomes of a line that is furniture; `None` for any other.
pub(super) fn fate(line: &str) -> Option<Fate> {
    if line.chars().count() > LONGEST || is_heading(line) {
        return None;
    }
    let has_sentence = line.contains(['。', '！', '？', '；', '，']);
    if !has_sentence && is_bar(line) {
        return Some(if is_watermark(line) {
            Fate::Lifted
        } else {
            Fate::Dropped
        });
    }
    let is_other = is_path(line)
        || is_neighbour(line)
        || is_registration(line)
        || is_copyright(line)
        || is_scan(line)
        || is_download(line)
        || is_upload(line)
        || is_invitation(line);
    is_other.then_some(Fate::Dropped)
}

/// Addresses within a line that is text.
pub(super) fn addresses(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| !c.is_ascii_graphic() || matches!(c, '<' | '>' | '"' | '(' | ')'))
        .map(|word| word.trim_matches([',', '.', ';', ':', '!', '?', '[', ']', '\'']))
        .filter(|word| {
            let starts = word
                .find("http://")
                .or_else(|| word.find("https://"))
                .or_else(|| word.find("www."));
            starts.is_some_and(|at| word.len() > at + "www.".len())
        })
}

/// 首页 > 新闻中心 > 领导讲话
fn is_path(line: &str) -> bool {
    const STARTS: &str =
        "首页 网站首页 当前位置 所在位置 您的位置 你的位置 您现在的位置 您所在的位置";
    let start = STARTS.split(' ').find_map(|start| line.strip_prefix(start));
    start.is_some_and(|rest| {
        let rest = rest.trim_start_matches(['：', ':', ' ', '　']);
        rest.contains(['>', '＞', '»', '›', '→']) && !rest.ends_with('。')
    })
}

/// 上一篇：…
fn is_neighbour(line: &str) -> bool {
    const STARTS: &str = "上一篇 下一篇 上一条 下一条 上一页 下一页";
    STARTS
        .split(' ')
        .find_map(|start| line.strip_prefix(start))
        .is_some_and(|rest| rest.starts_with(['：', ':']) && !rest.ends_with('。'))
}

/// 苏ICP备12345678号
fn is_registration(line: &str) -> bool {
    let has_number = line.contains(|c: char| c.is_ascii_digit());
    let is_named = line.contains("ICP备") || line.contains("ICP证") || line.contains("公网安备");
    is_named && has_number && !line.contains(['，', '。', '；'])
}

/// 版权所有 © …，未经授权不得转载
fn is_copyright(line: &str) -> bool {
    let lower = line.to_ascii_lowercase();
    let owned = line.split_once("版权所有").is_some_and(|(before, after)| {
        let stands_alone = after.is_empty()
            || after.starts_with([
                ' ', '　', '：', ':', '©', '，', ',', '。', '!', '！', '(', '（', '@',
            ]);
        stands_alone && before.chars().count() <= 30 && !before.contains(['，', '。', '；'])
    });
    let is_short = line.chars().count() <= 60;
    let forbids = (line.starts_with("未经") || line.starts_with("转载请"))
        && (line.contains("转载")
            && (line.contains("不得") || line.contains("禁止") || line.contains("注明")));
    is_short && (owned || forbids || lower.starts_with("copyright") || line.starts_with('©'))
}

/// 扫一扫在手机打开当前页
fn is_scan(line: &str) -> bool {
    const STARTS: &str = "\
        扫一扫在 扫一扫分享 扫一扫，分享 扫一扫关注 微信扫一扫 手机扫一扫 用微信扫 \
        扫码关注 扫码分享";
    const ENDS: &str = "分享 手机 关注 当前页 查看 朋友圈 下载 打开";
    let is_short =
        line.chars().count() <= 24 && !line.contains(|c: char| c == '。' || c.is_ascii_digit());
    line == "扫一扫" || is_short && begins(line, STARTS) && holds(line, ENDS)
}

/// 点击此处下载附件
fn is_download(line: &str) -> bool {
    const STARTS: &str = "\
        点击下载 点击此处下载 点击这里下载 点击查看原文 点击查看大图 点击阅读全文 \
        点击进入专题 下载此文档 点此下载";
    line.chars().count() <= 40 && !line.contains(['，', '。', '；']) && begins(line, STARTS)
}

/// 本文档由…上传
fn is_upload(line: &str) -> bool {
    const STARTS: &str = "本文档 此文档 该文档 本资料 文档由";
    const DONE: &str = "上传 下载 用户 文库 网友 网络收集 整理发布 版权归 贡献";
    begins(line, STARTS) && holds(line, DONE) && line.chars().count() <= 60
}

/// 更多免费范文请访问www.…
fn is_invitation(line: &str) -> bool {
    const STARTS: &str = "更多 获取更多 查看更多 想了解更多 下载更多 欢迎访问 欢迎关注";
    const CALLS: &str = "请访问 请登录 请登陆 请关注 欢迎访问 欢迎关注 尽在";
    const GOODS: &str = "免费 范文 文档 资料 精彩内容 公众号 资讯 下载";
    let starts = begins(line, STARTS);
    let calls = holds(line, CALLS);
    let has_address = addresses(line).next().is_some();
    let offers = holds(line, GOODS);
    starts
        && calls
        && line.chars().count() <= 60
        && (has_address || offers && line.contains(['网', '库', '号']))
}

/// True if a line begins with one of the words of a list.
fn begins(line: &str, list: &str) -> bool {
    list.split(' ').any(|word| line.starts_with(word))
}

/// True if one of the words of a list stands in a line.
fn holds(line: &str, list: &str) -> bool {
    list.split(' ').any(|word| line.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_of_web_pages_is_known() {
        for line in [
            "打印本页",
            "【打印】【关闭】",
            "【字号：大 中 小】",
            "字号：大 中 小 打印本页 关闭窗口",
            "[ 大 中 小 ] [打印本页] [关闭窗口]",
            "分享到：",
            "分享到： 微信 微博 QQ空间",
            "来源：某某日报",
            "来源： 某某日报  发布时间：2024-01-25 10:30",
            "2024-01-25 10:30 来源：某某网 浏览次数：1234次",
            "发布时间：2024年1月25日 作者：张三 阅读：123",
            "责任编辑：李四",
            "（责任编辑：李四）",
            "浏览次数： 1234 次",
            "首页 > 新闻中心 > 领导讲话",
            "当前位置：首页 >> 讲话",
            "您现在的位置： 网站首页 › 通知",
            "上一篇：关于召开会议的通知",
            "下一篇：没有了",
            "上一篇 下一篇",
            "某ICP备12345678号-1",
            "某公网安备 32010002000000号",
            "版权所有 © 某某厅",
            "某某厅 版权所有",
            "Copyright © 2024 某某网 All Rights Reserved",
            "未经授权，不得转载",
            "转载请注明出处",
            "扫一扫在手机打开当前页",
            "微信扫一扫，分享到朋友圈",
            "点击下载：讲话全文",
            "本文档由某某用户上传",
            "更多免费范文请访问www.example.com",
            "更多精彩内容，请关注某某公众号",
        ] {
            assert_eq!(fate(line), Some(Fate::Dropped), "{line}");
        }
    }

    #[test]
    fn watermarks_stand_over_the_text() {
        for line in [
            "www.example.com",
            "http://www.example.com/a/b.html?id=3",
            "https://example.org/",
            "百度文库",
            "豆丁网 www.example.com",
            "「example.com」",
        ] {
            assert_eq!(fate(line), Some(Fate::Lifted), "{line}");
        }
    }

    #[test]
    fn what_a_speaker_says_stays() {
        for line in [
            "一、来源",
            "资金来源：财政拨款",
            "来源：一是财政拨款，二是社会捐助。",
            "力量来源于基层",
            "来源广泛",
            "要打印本页宣传材料发给每位学生。",
            "关闭窗口期，打开机遇之门。",
            "下载",
            "微信",
            "微信 微博",
            "点击下载量超过三万次，群众反响很好。",
            "首页",
            "首页推荐、专题报道相结合",
            "时间：2024年1月25日",
            "地点：省会议中心",
            "作者：张三",
            "2024-01-25",
            "2024年1月25日",
            "10:30",
            "扫一扫庭院，理一理思路。",
            "扫码支付推进情况",
            "扫码关注人数超过12万",
            "打开微信查看通知的达到九成",
            "更多资料请到会务组领取。",
            "本文由三部分组成",
            "本资料共三册",
            "要保护知识产权，让版权所有者得到实惠。",
            "版权所有者座谈会",
            "更多群众参与到活动中来",
            "更多情况请关注会议材料。",
            "登录平台学习人数突破一万",
            "上一篇章已经写就，下一篇章正在展开。",
            "推荐",
            "大 中 小",
            "（二）搜索 整理",
            "编辑：王五",
            "ICP备案工作全部完成，覆盖12个单位。",
            "技术支持到位",
            "3.5",
            "Node.js",
            "U.S.",
        ] {
            assert_eq!(fate(line), None, "{line}");
        }
    }

    #[test]
    fn addresses_in_a_line_are_found() {
        let found: Vec<_> =
            addresses("请登录（http://a.example.cn/x）或www.b.cn，也可来信。A.B 3.5").collect();
        assert_eq!(found, ["http://a.example.cn/x", "www.b.cn"]);
        assert_eq!(addresses("没有网址，只有www三个字母。").count(), 0);
    }
}

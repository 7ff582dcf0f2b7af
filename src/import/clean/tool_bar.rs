//! Lines that are a row of buttons, counters, sources and addresses, as they stand above and below a text on a web page.

/// Words that stand on web pages only.
const SURE: &str = "\
    打印本页 打印此页 打印文章 打印全文 关闭窗口 关闭本页 关闭页面 返回顶部 返回首页 \
    返回列表 返回上页 返回上一页 回到顶部 分享到 分享至 分享本文 分享文章 一键分享 \
    复制链接 字号 字体大小 我要纠错 网站纠错 设为首页 加入收藏 收藏本站 收藏本页 \
    网站地图 联系我们 关于我们 无障碍浏览 无障碍阅读 长者模式 网站首页 展开全文 \
    阅读全文 查看全文 查看更多 加载更多 点击加载更多 相关阅读 相关推荐 相关文档 \
    相关新闻 相关链接 推荐阅读 热门推荐 热门文档 猜你喜欢 为您推荐 点击下载 立即下载 \
    免费下载 下载文档 下载本文 下载全文 在线阅读 上一篇 下一篇 QQ空间 新浪微博 \
    微信好友";

/// Words that stand on web pages beside those, and elsewhere too.
const POSSIBLE: &str = "\
    打印 关闭 收藏 分享 复制 纠错 举报 下载 预览 首页 微信 微博 朋友圈 腾讯微博 \
    大 中 小 特大 正常 次 人 登录 注册 退出 搜索 客服 顶部 返回 上一页 下一页 \
    没有了 没有 VIP APP 更多 推荐";

/// Buttons: furniture when they stand in brackets.
const BUTTONS: &str = "打印 关闭 收藏 分享 复制 纠错 举报 下载";

/// Words before a colon that stand on web pages only.
const SURE_LABELS: &str = "\
    来源 文章来源 信息来源 稿件来源 新闻来源 文件来源 责任编辑 责编 值班编辑 网络编辑 \
    发布时间 发布日期 发布单位 发布机构 发布人 发布者 录入时间 录入人 更新时间 \
    更新日期 浏览次数 浏览量 浏览数 阅读次数 阅读量 阅读数 点击次数 点击量 点击数 \
    点击率 访问次数 访问量 下载次数 下载量 字号 字体 字体大小 视力保护色 分享到 \
    分享至 索引号 信息索引号 网站标识码 技术支持 上传时间 原文链接";

/// Words before a colon that stand beside those, and elsewhere too.
const POSSIBLE_LABELS: &str = "\
    作者 编辑 记者 通讯员 审核 审校 校对 时间 日期 栏目 类别 主办 主办单位 承办 \
    承办单位 地址 邮编 电话 联系电话 传真 网址 链接";

/// Words before a colon and a bare number.
const COUNTERS: &str = "阅读 浏览 点击 访问 人气 下载 点赞 评论";

/// Sites that print their names over what they show.
const SITES: &str = "\
    百度文库 豆丁网 豆丁 道客巴巴 原创力文档 人人文库 金锄头文库 文档之家 淘豆网 \
    第一范文网 爱问共享资料 360doc个人图书馆 个人图书馆 三一文库 新浪爱问 学科网";

/// The words of a line that is set like a tool bar.
fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|c: char| {
        c.is_whitespace()
            || matches!(
                c,
                '|' | '｜'
                    | '【'
                    | '】'
                    | '['
                    | ']'
                    | '［'
                    | '］'
                    | '（'
                    | '）'
                    | '('
                    | ')'
                    | '·'
                    | '│'
                    | '┃'
            )
    })
    .filter(|word| !word.is_empty())
}

/// True if a word is one of a list.
fn lists(list: &str, word: &str) -> bool {
    list.split(' ').any(|known| known == word)
}

/// True if a tool bar is only what a site prints over what it shows.
pub(super) fn is_watermark(line: &str) -> bool {
    words(line).all(|word| is_address(word) || lists(SITES, word))
}

/// How strongly this word suggests that the line is a toolbar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    Sure,
    Possible,
    /// A label whose value is the next word; whether it is a sure one.
    Label(bool),
    Text,
}

/// True if a line is a row of buttons, labels and values, one of which stands on web pages only.
pub(super) fn is_bar(line: &str) -> bool {
    let mut is_sure = false;
    let mut awaits_value = false;
    let mut n_buttons = 0;
    for word in words(line) {
        n_buttons += usize::from(lists(BUTTONS, word));
        match kind_of(word) {
            Word::Sure => is_sure = true,
            Word::Possible => {}
            Word::Label(is_sure_label) => {
                is_sure |= is_sure_label;
                awaits_value = true;
                continue;
            }
            Word::Text if awaits_value && word.chars().count() <= 20 => {}
            Word::Text => return false,
        }
        awaits_value = false;
    }
    let is_bracketed = line.starts_with(['【', '[', '［']) && line.ends_with(['】', ']', '］']);
    is_sure || is_bracketed && n_buttons > 0 && n_buttons == words(line).count()
}

fn kind_of(word: &str) -> Word {
    if is_address(word) || lists(SITES, word) || lists(SURE, word) {
        return Word::Sure;
    }
    let Some((label, value)) = word.split_once(['：', ':']) else {
        let is_date = word.contains(|c: char| c.is_ascii_digit())
            && word
                .chars()
                .all(|c| c.is_ascii_digit() || "-/.:年月日时分次人℃".contains(c));
        return if is_date || lists(POSSIBLE, word) {
            Word::Possible
        } else {
            Word::Text
        };
    };
    let is_number = !value.is_empty()
        && value
            .trim_end_matches(['次', '人'])
            .chars()
            .all(|c| c.is_ascii_digit());
    let is_time = !label.is_empty()
        && !value.is_empty()
        && word.chars().all(|c| c.is_ascii_digit() || c == ':');
    let is_sure =
        lists(SURE_LABELS, label) || lists(COUNTERS, label) && is_number || is_address(value);
    let is_known = is_sure || lists(POSSIBLE_LABELS, label);
    if is_time {
        Word::Possible
    } else if !is_known || value.chars().count() > 30 {
        Word::Text
    } else if value.is_empty() {
        Word::Label(is_sure)
    } else if is_sure {
        Word::Sure
    } else {
        Word::Possible
    }
}

/// True if a word is an address and nothing else.
fn is_address(word: &str) -> bool {
    const ENDS: &str = "com cn net org gov edu info cc tv top";
    let bare = word
        .trim_matches(['<', '>', '「', '」', '《', '》', ',', ';', '.'])
        .to_ascii_lowercase();
    if !bare.chars().all(|c| c.is_ascii_graphic()) {
        return false;
    }
    let without_scheme = ["http://", "https://", "ftp://"]
        .iter()
        .find_map(|scheme| bare.strip_prefix(scheme));
    let host = without_scheme.unwrap_or(&bare);
    let host = host.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let is_named = host.rsplit_once('.').is_some_and(|(name, end)| {
        name.chars().any(|c| c.is_ascii_alphabetic()) && lists(ENDS, end)
    });
    let is_host = host
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_'));
    is_host && (without_scheme.is_some() && !host.is_empty() || is_named)
}

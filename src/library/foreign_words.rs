//! Words that a snippet says in its own unit's voice and the speech must not repeat: 我市 in a speech to the whole province.

use crate::model::{Anchor, CharIdx, FrontMatter, Snippet, SnippetId, Speech, TextId, char_count};
use crate::text::own_words::{Level, own_words};
use crate::text::regions::Region;
use crate::text::unit_names::leading_unit;

/// A word that means somebody else once it stands in the speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ForeignWord {
    /// For example 我市.
    pub word: String,
    /// How often the snippet says it.
    pub count: usize,
    /// Its meaning, for example 无锡市; `None` if unknown.
    pub meant: Option<String>,
}

/// The words of a snippet that would mean somebody else in a speech, each once.
///
/// A speaker of a whole province may say 我省 and not 我市; where nobody can tell who speaks, every such word is named.
pub fn foreign_words(snippet: &Snippet, speech: &Speech) -> Vec<ForeignWord> {
    let speaker = Speaker::of(speech);
    let mut words: Vec<ForeignWord> = Vec::new();
    for own in own_words(&snippet.text) {
        if let Some(known) = words.iter_mut().find(|known| known.word == own.word) {
            known.count += 1;
            continue;
        }
        let meant = meant(own.level, snippet);
        if speaker.may_say(own.level, meant.as_deref()) {
            continue;
        }
        words.push(ForeignWord {
            word: own.word.to_owned(),
            count: 1,
            meant,
        });
    }
    words
}

/// Places of a snippet's own words in a speech, with their replacements.
pub fn put_right(
    speech: &Speech,
    snippet: &SnippetId,
    words: &[ForeignWord],
) -> Vec<(Anchor, String)> {
    let mut replacements = Vec::new();
    let paragraphs = speech.walk().flat_map(|(_, section)| &section.paragraphs);
    for paragraph in paragraphs.filter(|paragraph| paragraph.sources.contains(snippet)) {
        for own in own_words(&paragraph.text) {
            let meant = words.iter().find(|known| known.word == own.word);
            let Some(meant) = meant.and_then(|known| known.meant.as_ref()) else {
                continue;
            };
            let before = paragraph.text.get(..own.range.start).unwrap_or_default();
            let start = char_count(before);
            let anchor = Anchor {
                text: TextId::Paragraph(paragraph.id),
                range: CharIdx(start)..CharIdx(start + char_count(own.word)),
            };
            replacements.push((anchor, meant.clone()));
        }
    }
    replacements
}

/// Who gives a speech, as far as its words tell.
struct Speaker {
    level: Option<Level>,
    /// The place that the front matter names, at that level.
    place: Option<&'static str>,
}

impl Speaker {
    fn of(speech: &Speech) -> Self {
        let FrontMatter {
            title,
            subtitle,
            speaker,
            venue,
            ..
        } = &speech.front;
        let lines = [title, subtitle, speaker, venue];
        let body = || {
            let paragraphs = speech.walk().flat_map(|(_, section)| &section.paragraphs);
            // What came from snippets is in the voice of their units.
            let own = paragraphs.filter(|paragraph| paragraph.sources.is_empty());
            Level::of_text(own.map(|paragraph| &*paragraph.text))
        };
        let level = lines
            .iter()
            .find_map(|line| Level::of_title(line))
            .or_else(body);
        let places = lines.iter().filter_map(|line| {
            let line = line.trim_start_matches(['在', '—']);
            let (region, _) = Region::leading(line)?;
            let mut path = region.path().into_iter();
            path.find(|region| level == Some(Level::of_region(*region)))
        });
        Self {
            level,
            place: places.map(|region| region.name).next(),
        }
    }

    fn may_say(&self, level: Level, meant: Option<&str>) -> bool {
        match self.level {
            // Who speaks for a city may say 我省 too.
            Some(own) if level < own => true,
            Some(own) if level == own => match (self.place, meant) {
                (Some(place), Some(meant)) => place == meant,
                _ => true,
            },
            _ => false,
        }
    }
}

/// Meaning of a snippet's own word: its school, or its place of that level.
fn meant(level: Level, snippet: &Snippet) -> Option<String> {
    let region = Region::leading(&snippet.unit).or_else(|| Region::leading(&snippet.region));
    let path = region.map_or(Vec::new(), |(region, _)| region.path());
    let named = |level| {
        let mut path = path.iter().rev();
        path.find(|region| Level::of_region(**region) == level)
    };
    match level {
        Level::Nation => None,
        Level::School => leading_unit(&snippet.unit)
            .filter(|unit| {
                unit.kind == crate::text::unit_names::UnitKind::School && !unit.is_masked
            })
            .map(|unit| unit.key),
        // 昆山市 says 我市 of itself, and lies in 苏州市.
        Level::City => {
            let own = path
                .last()
                .filter(|region| region.name.ends_with(['市', '州', '盟']));
            own.or_else(|| named(level))
                .map(|region| region.name.to_owned())
        }
        Level::Province | Level::County => named(level).map(|region| region.name.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import;

    fn snippet(unit: &str, text: &str) -> Snippet {
        Snippet {
            id: SnippetId::from("a"),
            unit: unit.to_owned(),
            text: text.to_owned(),
            ..Snippet::default()
        }
    }

    /// `我市=无锡市` of every word, `我市2=` where it stands twice and nobody knows what is meant.
    #[track_caller]
    fn check(speech: &str, unit: &str, text: &str, wanted: &str) {
        let speech = import::text(speech).speech;
        let words = foreign_words(&snippet(unit, text), &speech);
        let shown = words.iter().map(|own| {
            let count = if own.count > 1 {
                own.count.to_string()
            } else {
                String::new()
            };
            format!(
                "{}{count}={}",
                own.word,
                own.meant.as_deref().unwrap_or_default()
            )
        });
        assert_eq!(shown.collect::<Vec<_>>().join(" "), wanted);
    }

    const PROVINCE: &str = "在全省教育工作会议上的讲话\n同志们：\n大家好。";

    #[test]
    fn a_provincial_speaker_does_not_say_our_city() {
        check(
            PROVINCE,
            "无锡市教育局",
            "我市抓得早，我市抓得实。",
            "我市2=无锡市",
        );
        check(PROVINCE, "昆山市教育局", "我市抓得早。", "我市=昆山市");
        check(PROVINCE, "江南大学关工委", "我校抓得早。", "我校=江南大学");
        check(PROVINCE, "某学校", "我县、本校都有。", "我县= 本校=");
        check(
            PROVINCE,
            "南京市鼓楼区教育局",
            "本区在我市领先。",
            "本区=鼓楼区 我市=南京市",
        );
    }

    #[test]
    fn what_the_speaker_may_say_is_not_pointed_out() {
        check(
            PROVINCE,
            "无锡市教育局",
            "我省、我国都重视，无锡市抓得早。",
            "",
        );
        let city = "在全市教育工作会议上的讲话\n同志们：\n大家好。";
        check(city, "无锡市教育局", "我市在我省领先，我县也好。", "我县=");
        let body = "讲话\n同志们：\n全市各校都要努力，全市上下一条心。";
        check(body, "无锡市教育局", "我市抓得早。", "");
    }

    #[test]
    fn another_city_is_another_city() {
        let city = "苏州市教育局局长在全市会议上的讲话\n同志们：\n大家好。";
        check(city, "无锡市教育局", "我市抓得早。", "我市=无锡市");
        check(city, "苏州市教育局", "我市抓得早。", "");
    }

    #[test]
    fn where_nobody_can_tell_who_speaks_it_is_pointed_out() {
        check(
            "讲话\n同志们：\n大家好。",
            "无锡市教育局",
            "我市抓得早。",
            "我市=无锡市",
        );
    }

    #[test]
    fn only_what_came_from_the_snippet_is_put_right() {
        let mut speech = import::text("在全省会议上的讲话\n一、甲\n前文。\n我市甲。").speech;
        let words = foreign_words(&snippet("无锡市教育局", "我市办班，我市办会。"), &speech);
        assert_eq!(put_right(&speech, &SnippetId::from("a"), &words), []);
        let section = std::sync::Arc::make_mut(&mut speech.sections[0]);
        section.paragraphs[0].text = "前文，我市办班，我市办会。".into();
        section.paragraphs[0].sources = vec![SnippetId::from("a")];
        let text = TextId::Paragraph(section.paragraphs[0].id);
        let meant = |at| {
            let range = CharIdx(at)..CharIdx(at + 2);
            (Anchor { text, range }, "无锡市".to_owned())
        };
        assert_eq!(
            put_right(&speech, &SnippetId::from("a"), &words),
            [meant(3), meant(8)]
        );
    }
}

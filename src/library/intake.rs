//! From a source to snippets: what each passage is, as far as can be guessed.

use crate::model::{Roster, Snippet, SnippetField, SnippetId, Speech};
use crate::text::chars::is_han;
use crate::text::regions::Region;
use crate::text::terms::repeated;
use crate::text::unit_names::leading_unit;

use super::plan::stem;
use super::split::{LeftOut, Passage, left_out, split};

/// Longer headings are sentences, not topics.
const LONGEST_TOPIC: usize = 12;

/// Topics that a snippet gets at most.
const MOST_TOPICS: usize = 4;

/// Of them, those that are words of the text alone.
const MOST_REPEATED: usize = 2;

/// Years that reports are about.
const YEARS: std::ops::RangeInclusive<u16> = 1949..=2100;

/// A file on its way into the library.
#[derive(Debug, Clone, Copy)]
pub struct Source<'a> {
    /// The file's name, as it is shown.
    pub file: &'a str,
    pub speech: &'a Speech,
}

/// Passages that a source offers to the library.
#[derive(Debug, Clone, Default)]
pub struct Intake {
    pub snippets: Vec<Snippet>,
    pub left_out: Vec<LeftOut>,
}

/// The snippets of a source, everything about them but their text guessed and marked so.
///
/// `topics` are those that the library has: where a passage names one, it is about it.
pub fn take_in(source: Source<'_>, roster: Option<&Roster>, topics: &[String]) -> Intake {
    let stem = stem(source.file);
    let front = &source.speech.front;
    let title = [front.title.as_str(), &front.subtitle, stem, &front.date].join(" ");
    let passages = split(source.speech, roster);
    let left_out = left_out(source.speech, &passages);
    let snippets = passages
        .into_iter()
        .map(|passage| {
            let year = year_of(&passage.text).or_else(|| year_of(&title));
            let region = region_of(&passage.unit);
            let topics = topics_of(&passage, topics);
            let guessed = [
                (SnippetField::Unit, !passage.unit.is_empty()),
                (SnippetField::Region, !region.is_empty()),
                (SnippetField::Year, year.is_some()),
                (SnippetField::Topics, !topics.is_empty()),
            ];
            Snippet {
                id: new_id(stem, &passage.text),
                unit: passage.unit,
                region,
                year,
                topics,
                text: passage.text,
                source: source.file.to_owned(),
                paragraph: Some(passage.paragraph),
                date: front.date.clone(),
                guessed: guessed
                    .into_iter()
                    .filter_map(|(field, is_guessed)| is_guessed.then_some(field))
                    .collect(),
                is_favourite: false,
            }
        })
        .collect();
    Intake { snippets, left_out }
}

/// The id of a passage of a source: another text has another one, the same text has the same one whenever it comes again.
pub(super) fn new_id(source: &str, text: &str) -> SnippetId {
    SnippetId::from(format!("{source}-{:08x}", mark_of(text)).as_str())
}

fn mark_of(text: &str) -> u32 {
    crc32fast::hash(text.as_bytes())
}

/// True if the text of a snippet is still what the import brought.
pub(super) fn is_as_imported(snippet: &Snippet) -> bool {
    let mark = snippet.id.as_str().rsplit_once('-').map(|(_, mark)| mark);
    mark == Some(&format!("{:08x}", mark_of(&snippet.text)))
}

/// The region that the name of a unit begins with, by its full name; empty when there is none.
pub fn region_of(unit: &str) -> String {
    Region::leading(unit).map_or(String::new(), |(region, _)| region.name.to_owned())
}

/// The year that a text names most often, the latest among equals.
fn year_of(text: &str) -> Option<u16> {
    let years = text.match_indices('年').filter_map(|(at, _)| {
        let digits: String = text
            .get(..at)?
            .chars()
            .rev()
            .take_while(char::is_ascii_digit)
            .collect();
        let year: String = digits.chars().rev().collect();
        year.parse()
            .ok()
            .filter(|year| year_is_likely(*year, &digits))
    });
    let mut counts: Vec<(usize, u16)> = Vec::new();
    for year in years {
        match counts.iter_mut().find(|(_, known)| *known == year) {
            Some((count, _)) => *count += 1,
            None => counts.push((1, year)),
        }
    }
    counts.into_iter().max().map(|(_, year)| year)
}

fn year_is_likely(year: u16, digits: &str) -> bool {
    digits.len() == 4 && YEARS.contains(&year)
}

/// The innermost heading that is no unit's name, topics of the library that the text names, and what it says again and
/// again, first what it does so in quotes.
fn topics_of(passage: &Passage, known: &[String]) -> Vec<String> {
    let headings = passage.headings.iter().rev();
    let heading = headings
        .filter(|heading| leading_unit(heading).is_none())
        .find(|heading| (2..=LONGEST_TOPIC).contains(&heading.chars().count()))
        .cloned();
    let mut named: Vec<(usize, &str)> = known
        .iter()
        .map(|topic| (passage.text.matches(topic.as_str()).count(), topic.as_str()))
        .filter(|(count, _)| *count > 0)
        .collect();
    named.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let mut topics: Vec<String> = heading.into_iter().collect();
    let named = named.into_iter().map(|(_, topic)| topic.to_owned());
    let quoted = quoted(&passage.text).into_iter().map(str::to_owned);
    let repeated = repeated(&passage.text).into_iter().take(MOST_REPEATED);
    for topic in named.chain(quoted).chain(repeated) {
        let is_there = |own: &String| own.contains(&topic) || topic.contains(own);
        if topics.len() < MOST_TOPICS && !topics.iter().any(is_there) {
            topics.push(topic);
        }
    }
    topics
}

/// Texts that stand in quotes at least twice.
fn quoted(text: &str) -> Vec<&str> {
    let mut counts: Vec<(usize, &str)> = Vec::new();
    let quotes = text
        .split('“')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('”')?.0));
    for quote in quotes {
        let is_name = (2..=8).contains(&quote.chars().count()) && quote.chars().all(is_han);
        match counts.iter_mut().find(|(_, known)| *known == quote) {
            Some((count, _)) => *count += 1,
            None if is_name => counts.push((1, quote)),
            None => {}
        }
    }
    counts.retain(|(count, _)| *count > 1);
    counts.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(_, quote)| quote).collect()
}
#[cfg(test)]
mod tests {
    use super::*;
    use crate::import;

    const REPORT: &str = "泰安市教育关工委2023年工作总结\n（2023年12月8日）\n一、建好队伍\n全市有老同志三百二十名，每所学校都有人，“银龄课堂”开了四十场，“银龄课堂”进了校园。\n二、心里话\n2022年起办谈心屋，2022年来了九百人，2023年更多，心理健康有人管。";

    fn snippets() -> Vec<Snippet> {
        let speech = import::text(REPORT).speech;
        let source = Source {
            file: "泰安市教育关工委2023年工作总结.txt",
            speech: &speech,
        };
        take_in(
            source,
            None,
            &["心理健康".to_owned(), "法治教育".to_owned()],
        )
        .snippets
    }

    #[test]
    fn what_is_guessed_is_right_and_marked() {
        let snippets = snippets();
        let shown: Vec<String> = snippets
            .iter()
            .map(|snippet| {
                let year = snippet.year.unwrap_or_default();
                let topics = snippet.topics.join("、");
                format!("{} {} {year} {topics}", snippet.unit, snippet.region)
            })
            .collect();
        assert_eq!(
            shown,
            [
                "泰安市教育关工委 泰安市 2023 建好队伍、银龄课堂",
                "泰安市教育关工委 泰安市 2022 心里话、心理健康",
            ]
        );
        use SnippetField::{Region, Topics, Unit, Year};
        assert_eq!(snippets[0].guessed, [Unit, Region, Year, Topics]);
        assert_eq!(snippets[1].paragraph, Some(2));
        assert_eq!(snippets[1].date, "2023年12月8日");
        assert_ne!(snippets[0].id, snippets[1].id);
    }
}

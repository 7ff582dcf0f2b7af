//! `review`: what the rules find in speeches, each with its place.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use crate::import::Imported;
use crate::model::Roster;
use crate::review::words::Words;
use crate::review::{
    Finding, RULES, RuleInfo, Setting, Severity, SourceIndex, review, split_ignored,
};

use super::args::{self, Format};
use super::failure::{Failure, name_of};
use super::findings::{self, Places};
use super::renumbered;
use super::{Streams, Verdict, files, library};

/// The rule on what was copied from the library.
const COPIED: &str = "S701";

/// Reads every file before anything is printed: a result is whole or is none.
///
/// # Errors
///
/// When a rule is not known, or a file, the roster or the user's own words cannot be read.
pub(super) fn run(command: &args::Review, streams: &mut Streams<'_>) -> Result<Verdict, Failure> {
    let mut asked = Asked {
        off: rules_off(&command.rules)?,
        words: Arc::new(files::read_words()?),
        roster: match &command.roster {
            Some(path) => Some(Arc::new(files::read_roster(path, streams)?)),
            None => None,
        },
        sources: None,
    };
    if !asked.off.contains(COPIED) {
        asked.sources = library::source_index(&command.place, streams)?.map(Arc::new);
    }
    let mut text = String::new();
    let mut values = Vec::new();
    let mut severities = Vec::new();
    for path in &command.files {
        let imported = files::read_imported(path, streams)?;
        let places = Places::of(&imported.speech);
        let found = asked.findings(path, &imported, &places, streams);
        severities.extend(found.iter().map(|finding| finding.severity));
        match command.place.printed.format {
            Format::Text => text.push_str(&findings::as_text(path, &found, &places)),
            Format::Json => values.extend(findings::as_json(path, &found, &places)),
        }
    }
    streams.show(
        &command.place.printed,
        || format!("{text}{}\n", findings::count_line(&severities)),
        || values.into(),
    );
    let is_serious = |severity: &Severity| matches!(severity, Severity::Error | Severity::Warning);
    Ok(if command.strict && severities.iter().any(is_serious) {
        Verdict::Found
    } else {
        Verdict::Done
    })
}

/// What every file is asked for.
struct Asked {
    /// Codes of the rules that are left out.
    off: BTreeSet<String>,
    words: Arc<Words>,
    /// In the place of a speech's own.
    roster: Option<Arc<Roster>>,
    /// The texts of the library; `None` when there is none, or nobody asks.
    sources: Option<Arc<SourceIndex>>,
}

impl Asked {
    /// What is found in a speech, in the order of the text, without what its user has ignored.
    fn findings(
        &self,
        path: &Path,
        imported: &Imported,
        places: &Places,
        streams: &mut Streams<'_>,
    ) -> Vec<Finding> {
        let speech = &imported.speech;
        let setting = Setting {
            roster: self.roster.clone().or_else(|| speech.roster.clone()),
            words: Arc::clone(&self.words),
            off: self.off.clone(),
            sources: self.sources.clone(),
            ..Setting::default()
        };
        let mut found = review(speech, &setting);
        let renumbered = renumbered::findings(imported);
        found.extend(
            renumbered
                .into_iter()
                .filter(|one| !self.off.contains(one.rule.code)),
        );
        places.sort(&mut found);
        let (shown, ignored) = split_ignored(found, &speech.ignored);
        if !ignored.is_empty() {
            let (name, n) = (name_of(path), ignored.len());
            streams.note(&format!("{name}：另有 {n} 处已忽略，没有列出。"));
        }
        shown
    }
}

/// Codes of the rules that are not among those named; none when none is named.
///
/// # Errors
///
/// When a name is neither the code nor the name of a rule.
fn rules_off(named: &[String]) -> Result<BTreeSet<String>, Failure> {
    let mut off: BTreeSet<String> = BTreeSet::new();
    if named.is_empty() {
        return Ok(off);
    }
    off.extend(RULES.iter().map(|rule| rule.info.code.to_owned()));
    for name in named {
        let info = rule_named(name).ok_or_else(|| unknown(name))?;
        off.remove(info.code);
    }
    Ok(off)
}

fn rule_named(name: &str) -> Option<&'static RuleInfo> {
    let infos = RULES.iter().map(|rule| &rule.info);
    infos
        .into_iter()
        .find(|info| info.code.eq_ignore_ascii_case(name) || info.name == name)
}

fn unknown(name: &str) -> Failure {
    let infos = RULES.iter().map(|rule| &rule.info);
    let near = infos
        .map(|info| {
            let typed = name.to_uppercase();
            let far = distance(&typed, info.code).min(distance(&typed, info.name));
            (far, info)
        })
        .min_by_key(|(far, _)| *far);
    // With half of the characters wrong it is a guess that leads astray.
    let guess = near.filter(|(far, _)| far * 2 <= name.chars().count());
    let guess = guess.map_or(String::new(), |(_, info)| {
        format!("是不是 {}“{}”？", info.code, info.name)
    });
    Failure::Usage(format!(
        "没有规则“{name}”。{guess}全部规则见 jianggao rules。"
    ))
}

/// How many characters must be put in, taken out or changed to make one of the other (Levenshtein).
fn distance(a: &str, b: &str) -> usize {
    let b: Vec<char> = b.chars().collect();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (nth, x) in a.chars().enumerate() {
        let mut row = vec![nth + 1];
        for ((y, above), left_above) in b.iter().zip(last.iter().skip(1)).zip(&last) {
            let left = row.last().copied().unwrap_or_default();
            let change = left_above + usize::from(x != *y);
            row.push(change.min(above + 1).min(left + 1));
        }
        last = row;
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_is_named_by_code_or_name() {
        let off = rules_off(&["w401".to_owned(), "空引号".to_owned()]).unwrap();
        assert_eq!(off.len(), RULES.len() - 2);
        assert!(!off.contains("W401") && !off.contains("C203"));
        assert_eq!(rules_off(&[]), Ok(BTreeSet::new()));
    }

    #[test]
    fn an_unknown_rule_names_the_nearest() {
        let message = |name: &str| match rules_off(&[name.to_owned()]) {
            Err(Failure::Usage(message)) => message,
            other => panic!("{other:?}"),
        };
        assert!(message("易错字").contains("W401“易错词”"));
        assert!(message("W41").contains("W401“易错词”"));
        assert_eq!(
            message("天气"),
            "没有规则“天气”。全部规则见 jianggao rules。"
        );
    }
}

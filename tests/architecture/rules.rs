//! Compares what the sources mention with what the table allows; each rule returns its faults.

use super::map::{Chinese, Map};
use super::sources::Sources;

/// The layer of a file below `src/`; `None` for `lib.rs` and `main.rs`, which stand above all.
fn layer_of(file: &str) -> Option<&str> {
    let first = file.split('/').next()?.trim_end_matches(".rs");
    (first != "lib" && first != "main").then_some(first)
}

/// Layers that name what they may not.
pub fn layers(sources: &Sources, map: &Map) -> Vec<String> {
    let mut faults = Vec::new();
    for mention in sources.mentions() {
        let Some(own) = layer_of(&mention.file) else {
            continue;
        };
        let Some(layer) = map.layer(own) else {
            faults.push(format!("{}: `{own}` is no layer", mention.file));
            continue;
        };
        let [root, named, ..] = mention.path.as_slice() else {
            continue;
        };
        let is_other = root == "crate" && named != own && map.layer(named).is_some();
        if is_other && !layer.may_use.contains(named) {
            let path = mention.path.join("::");
            faults.push(format!("{}: {own} uses {path}", mention.file));
        }
    }
    faults
}

/// Crates, parts of the standard library and macros outside the layers that they are reserved to.
pub fn reserved(sources: &Sources, map: &Map) -> Vec<String> {
    let mut faults = Vec::new();
    for mention in sources.mentions() {
        let Some(own) = layer_of(&mention.file) else {
            continue;
        };
        let path = format!("{}::", mention.path.join("::"));
        for reserved in map.reserved() {
            let is_it = path.starts_with(&format!("{reserved}::"));
            let layer = map.layer(own);
            let is_allowed = layer.is_some_and(|layer| {
                // A part may be given to a layer that has not the whole.
                let has = |part: &String| path.starts_with(&format!("{part}::"));
                layer.reserved.iter().any(has)
            });
            if is_it && !is_allowed {
                let path = mention.path.join("::");
                faults.push(format!("{}: {own} uses {path}", mention.file));
                break;
            }
        }
    }
    faults
}

/// Chinese literals outside the files that may have them.
pub fn chinese(sources: &Sources, map: &Map) -> Vec<String> {
    let is_chinese = |c: char| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{20000}'..='\u{3FFFF}');
    let mut faults = Vec::new();
    for (file, literal) in sources.literals() {
        let may = match layer_of(file).and_then(|layer| map.layer(layer)) {
            Some(layer) => match &layer.chinese {
                Chinese::Nowhere => false,
                Chinese::In(paths) => paths.iter().any(|path| file.starts_with(path)),
                Chinese::Anywhere => true,
            },
            None => false,
        };
        if !may && literal.chars().any(is_chinese) {
            faults.push(format!("{file}: {literal}"));
        }
    }
    faults.sort();
    faults
}

/// Values that every function can change.
pub fn globals(sources: &Sources) -> Vec<String> {
    let mentions = sources.mentions().into_iter();
    let locals = mentions
        .filter(|mention| mention.path == ["thread_local!"])
        .map(|mention| format!("{}: thread_local!", mention.file));
    let statics = sources.mutable_statics();
    let statics = statics.map(|file| format!("{file}: static mut"));
    locals.chain(statics).collect()
}

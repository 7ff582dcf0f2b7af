//! `library`: snippets put in, listed, found and taken out, in the folder that the desk works with.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde_json::{Value, json};

use crate::acts::gathering::Gathering;
use crate::acts::{Progress, library_writer, reasons};
use crate::library::{
    ChangeKind, Choice, Fate, ImportPlan, Library, LibraryChange, PlannedSnippet, Query,
    Replacement, Words,
};
use crate::model::{Collection, Snippet, SnippetId};
use crate::review::SourceIndex;
use crate::store::library_folder::{self, LibraryFolder};
use crate::text::count::characters;

use super::args::{LibraryCommand, LibraryPlace};
use super::failure::{Failure, name_of};
use super::{Streams, files};

pub(super) fn run(command: &LibraryCommand, streams: &mut Streams<'_>) -> Result<(), Failure> {
    match command {
        LibraryCommand::Add(add) => {
            let opened = Opened::new(&add.place, Missing::IsEmpty, streams)?;
            let plan = gather(&add.files, &opened.library, streams)?;
            let text = added_text(&plan);
            let value = added_json(&plan);
            let change = plan.change(&opened.collections(), |name, taken| {
                library_folder::new_path(&opened.path, name, taken)
            });
            write(change)?;
            streams.show(&add.place.printed, || text, || value);
        }
        LibraryCommand::List(list) => {
            let opened = Opened::new(list, Missing::Fails, streams)?;
            let snippets = opened.library.snippets();
            let text = snippets.iter().map(|snippet| line(snippet)).collect();
            let values: Vec<Value> = snippets.iter().map(as_value).collect();
            streams.show(&list.printed, || text, || values.into());
        }
        LibraryCommand::Search(search) => {
            let opened = Opened::new(&search.place, Missing::Fails, streams)?;
            let query = Query {
                text: search.query.join(" "),
                ..Query::default()
            };
            let words = Words::new(&query.text);
            let hits = opened.library.search(&query);
            let hits = hits
                .iter()
                .filter_map(|hit| Some((hit.score, opened.library.found(hit)?)));
            let text = hits.clone().map(|(_, snippet)| line(snippet)).collect();
            let values: Vec<Value> = hits
                .map(|(score, snippet)| {
                    let found = words.find_all(&snippet.text);
                    let found = found
                        .iter()
                        .map(|range| json!([range.start.0, range.end.0]));
                    let mut value = as_value(snippet);
                    value["score"] = json!(score);
                    value["matches"] = found.collect();
                    value
                })
                .collect();
            streams.show(&search.place.printed, || text, || values.into());
        }
        LibraryCommand::Remove(remove) => {
            let opened = Opened::new(&remove.place, Missing::Fails, streams)?;
            let mut removed = Vec::new();
            for id in &remove.ids {
                let snippet = opened.library.get(&SnippetId::from(id.as_str()));
                let Some(snippet) = snippet else {
                    return Err(Failure::Input(format!("素材库里没有编号为“{id}”的素材。")));
                };
                removed.push(Replacement {
                    before: snippet.clone(),
                    after: Vec::new(),
                });
            }
            let text = removed.iter().map(|gone| line(&gone.before)).collect();
            let values: Vec<Value> = removed.iter().map(|gone| as_value(&gone.before)).collect();
            let collections = opened.collections();
            write(LibraryChange::replacing(
                ChangeKind::Delete,
                collections,
                removed,
            ))?;
            streams.show(&remove.place.printed, || text, || values.into());
        }
    }
    Ok(())
}

/// What it means when there is no such folder.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Missing {
    /// It will be made.
    IsEmpty,
    Fails,
}

/// The texts of a library, to be known again in a speech; `None` when the user has none and names none.
///
/// # Errors
///
/// When the folder that is named cannot be read.
pub(super) fn source_index(
    place: &LibraryPlace,
    streams: &mut Streams<'_>,
) -> Result<Option<SourceIndex>, Failure> {
    let has_own = || files::folders().is_some_and(|folders| folders.library().is_dir());
    if place.library.is_none() && !has_own() {
        return Ok(None);
    }
    let opened = Opened::new(place, Missing::Fails, streams)?;
    let snippets = opened.library.snippets().iter();
    let texts = snippets.map(|one| (one.id.clone(), one.unit.as_str(), one.text.as_str()));
    Ok(Some(SourceIndex::new(texts)))
}

/// The library that a command works with.
struct Opened {
    path: PathBuf,
    contents: LibraryFolder,
    library: Library,
}

impl Opened {
    /// What cannot be understood goes to the notes, and the rest works, as on the desk.
    ///
    /// # Errors
    ///
    /// When there is no such folder.
    fn new(
        place: &LibraryPlace,
        missing: Missing,
        streams: &mut Streams<'_>,
    ) -> Result<Self, Failure> {
        let (path, contents) = match &place.library {
            Some(path) => (
                path.clone(),
                library_folder::reload(path, &LibraryFolder::default()),
            ),
            None => {
                let path = files::folders().map(|folders| folders.library());
                let path = path.ok_or_else(|| {
                    let message = "系统没有给出用户文件夹，请用 --library 指定素材库文件夹。";
                    Failure::Usage(message.to_owned())
                })?;
                let contents = library_folder::load(&path);
                (path, contents)
            }
        };
        for (file, error) in &contents.unread {
            let is_new = *file == path && error.kind() == std::io::ErrorKind::NotFound;
            if *file == path && !(is_new && missing == Missing::IsEmpty) {
                let (name, reason) = (path.display(), reasons::io(error));
                return Err(Failure::Input(format!("读不了素材库“{name}”：{reason}。")));
            }
            if !is_new {
                let (name, reason) = (file.display(), reasons::io(error));
                streams.note(&format!("“{name}”读不出来：{reason}。其余素材不受影响。"));
            }
        }
        for (file, error) in &contents.damaged {
            streams.note(Failure::parse(&file.display().to_string(), error).message());
        }
        let stored = contents.collections.iter();
        let library =
            Library::new(stored.flat_map(|stored| stored.collection.snippets.iter().cloned()));
        Ok(Self {
            path,
            contents,
            library,
        })
    }

    fn collections(&self) -> Vec<(&Path, &Collection)> {
        let stored = self.contents.collections.iter();
        stored
            .map(|stored| (stored.path.as_path(), &stored.collection))
            .collect()
    }
}

/// Reads what is to be put in. A file that is named and cannot be read stops the command; one in a folder is noted.
fn gather(
    paths: &[PathBuf],
    library: &Library,
    streams: &mut Streams<'_>,
) -> Result<ImportPlan, Failure> {
    let mut gathering = Gathering::new(None, library);
    let (streamed, named): (Vec<_>, Vec<_>) =
        paths.iter().partition(|path| path.as_os_str() == "-");
    for path in streamed {
        let speech = files::read_speech(path, streams)?;
        gathering.take("标准输入", &speech, Vec::new());
    }
    let named: Vec<PathBuf> = named.into_iter().cloned().collect();
    gathering.read(&named, &Progress::default());
    let gathered = gathering.done();
    for (path, error) in &gathered.unread {
        let message = format!("读不了“{}”：{}", name_of(path), reasons::open(error));
        if named.contains(path) {
            return Err(Failure::Input(message));
        }
        streams.note(&message);
    }
    for source in &gathered.plan.sources {
        for note in &source.notes {
            streams.note(&format!("{}：{note}", source.file));
        }
    }
    Ok(gathered.plan)
}

/// # Errors
///
/// When something did not get in. What did is there.
fn write(change: LibraryChange) -> Result<(), Failure> {
    let written = library_writer::write(change);
    match written.failed.first() {
        None => Ok(()),
        Some(error) => Err(Failure::change(error)),
    }
}

/// One line: number, unit, year, characters, how it begins.
fn line(snippet: &Snippet) -> String {
    let year = snippet
        .year
        .map_or(String::new(), |year| format!("  {year}年"));
    let beginning: String = snippet.text.chars().take(24).collect();
    format!(
        "{}  {}{year}  {}字  {}\n",
        snippet.id.as_str(),
        title(snippet),
        characters(&snippet.text),
        beginning.replace('\n', " ")
    )
}

fn title(snippet: &Snippet) -> &str {
    [&snippet.unit, &snippet.region]
        .into_iter()
        .find(|name| !name.is_empty())
        .unwrap_or(&snippet.source)
}

fn as_value(snippet: &Arc<Snippet>) -> Value {
    json!({
        "id": snippet.id.as_str(),
        "unit": (!snippet.unit.is_empty()).then_some(&snippet.unit),
        "title": title(snippet),
        "region": (!snippet.region.is_empty()).then_some(&snippet.region),
        "year": snippet.year,
        "topics": snippet.topics,
        "text": snippet.text,
        "source": snippet.source,
        "paragraph": snippet.paragraph,
    })
}

fn state(planned: &PlannedSnippet) -> &'static str {
    match (planned.choice, &planned.fate) {
        (Choice::Add, _) => "added",
        (Choice::Replace, _) => "replaced",
        (Choice::Skip, Fate::Similar { .. }) => "similar",
        (Choice::Skip, _) => "known",
    }
}

fn added_text(plan: &ImportPlan) -> String {
    let mut text = String::new();
    for source in &plan.sources {
        let count = |wanted| {
            let states = source.snippets.iter().map(state);
            states.filter(|state| *state == wanted).count()
        };
        text.push_str(&format!("{}：收进 {} 条", source.file, count("added")));
        let others = [
            ("replaced", "替换旧文"),
            ("known", "已有"),
            ("similar", "相近，没有收"),
        ];
        for (state, name) in others {
            if count(state) > 0 {
                text.push_str(&format!("，{name} {} 条", count(state)));
            }
        }
        if !source.left_out.is_empty() {
            text.push_str(&format!("，不成素材 {} 处", source.left_out.len()));
        }
        text.push('\n');
    }
    text
}

fn added_json(plan: &ImportPlan) -> Value {
    let sources = plan.sources.iter().map(|source| {
        let snippets = source.snippets.iter().map(|planned| {
            json!({
                "id": planned.snippet.id.as_str(),
                "unit": (!planned.snippet.unit.is_empty()).then_some(&planned.snippet.unit),
                "text": planned.snippet.text,
                "paragraph": planned.snippet.paragraph,
                "state": state(planned),
            })
        });
        let left_out = source
            .left_out
            .iter()
            .map(|piece| json!({ "paragraph": piece.paragraph, "text": piece.text }));
        json!({
            "source": source.file,
            "snippets": snippets.collect::<Vec<_>>(),
            "left_out": left_out.collect::<Vec<_>>(),
        })
    });
    sources.collect()
}

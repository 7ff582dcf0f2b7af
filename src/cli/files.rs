//! Reads what the commands work on and writes what they make.

use std::path::{Path, PathBuf};

use crate::acts::export::read_layout as read_layout_file;
use crate::acts::{lists, reasons, source};
use crate::import::Imported;
use crate::layout::Layout;
use crate::model::{Roster, Speech};
use crate::review::words::Words;
use crate::store::atomic::{self, Replace, SaveError, Saved};
use crate::store::folders::Folders;
use crate::store::words_file::{self, WordsError};
use crate::store::{layout_file, speech_file};

use super::args::Output;
use super::failure::{Failure, name_of};
use super::{Streams, layout_names};

/// The extension in lower case; empty when there is none.
pub(super) fn extension(path: &Path) -> String {
    path.extension()
        .map(|extension| extension.to_string_lossy().to_lowercase())
        .unwrap_or_default()
}

/// # Errors
///
/// When the file would be named as something that it is not.
pub(super) fn expect_extension(path: &Path, wanted: &str) -> Result<(), Failure> {
    if extension(path) == wanted {
        return Ok(());
    }
    let name = path.display();
    Err(Failure::Usage(format!(
        "输出文件“{name}”的扩展名应为 .{wanted}。"
    )))
}

/// Reads a speech of any known kind; what an import has to say goes to the notes.
///
/// # Errors
///
/// When the file cannot be read, is damaged, or is of no known kind.
pub(super) fn read_speech(path: &Path, streams: &mut Streams<'_>) -> Result<Speech, Failure> {
    read_imported(path, streams).map(|imported| imported.speech)
}

/// Like [`read_speech`], with what an import has to say; a speech file says nothing.
///
/// # Errors
///
/// As those of [`read_speech`].
pub(super) fn read_imported(path: &Path, streams: &mut Streams<'_>) -> Result<Imported, Failure> {
    let name = name_of(path);
    let opened = if path.as_os_str() == "-" {
        let bytes = atomic::read_stream(&mut *streams.input).map_err(|error| {
            let reason = reasons::io(&error);
            Failure::Input(format!("读不了标准输入：{reason}。"))
        })?;
        source::read_text(&bytes)
    } else {
        source::read(path, &|| false)
    };
    let opened = opened.map_err(|error| Failure::open(&name, &error))?;
    let imported = Imported {
        speech: opened.speech,
        notes: opened.notes.unwrap_or_default(),
    };
    for note in &imported.notes {
        streams.note(&format!("{name}：{}", reasons::note(note)));
    }
    Ok(imported)
}

/// A roster of any known kind; units that it names twice go to the notes.
///
/// # Errors
///
/// When the file cannot be read, is damaged, names nobody, or is of no known kind.
pub(super) fn read_roster(path: &Path, streams: &mut Streams<'_>) -> Result<Roster, Failure> {
    let name = name_of(path);
    let listed =
        lists::roster(path).map_err(|error| Failure::list(path, &error, "里面没有单位。"))?;
    for (line, unit) in &listed.doubled {
        streams.note(&format!(
            "{name} 第 {line} 行：“{unit}”前面已经有了，只算一次。"
        ));
    }
    Ok(listed.roster)
}

/// Where the user's files are; `None` when the system names no home.
pub(super) fn folders() -> Option<Folders> {
    Folders::from_environment(|name| std::env::var_os(name).map(PathBuf::from))
}

/// The user's own words; none where there is no file of them.
///
/// # Errors
///
/// When the file is there and cannot be read or is damaged: without its words the result would be another.
pub(super) fn read_words() -> Result<Words, Failure> {
    let Some(folders) = folders() else {
        return Ok(Words::default());
    };
    let stored = words_file::load(&folders.words()).map_err(|error| match error {
        WordsError::Read(error) => Failure::read(&error),
        WordsError::Damaged { path, source } => {
            Failure::parse(&path.display().to_string(), &source)
        }
    })?;
    Ok(stored.words)
}

/// A built-in layout by name, or a layout file.
///
/// # Errors
///
/// When there is no such layout, or the file cannot be read or is damaged.
pub(super) fn read_layout(name: &str) -> Result<Layout, Failure> {
    let parse =
        |bytes: &[u8]| layout_file::parse(bytes).map_err(|error| Failure::parse(name, &error));
    if let Some((_, text)) = layout_file::BUILT_IN
        .iter()
        .find(|(known, _)| *known == name)
    {
        return parse(text.as_bytes());
    }
    let path = Path::new(name);
    if extension(path) != "ron" {
        let names = layout_names();
        let message = format!("没有版式“{name}”，可用：{names}，或一个 .ron 版式文件。");
        return Err(Failure::Usage(message));
    }
    read_layout_file(path).map_err(|error| Failure::open(name, &error))
}

/// # Errors
///
/// When the file is there already and `--force` is not given, or cannot be written.
pub(super) fn write(
    output: &Output,
    bytes: &[u8],
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    finish(
        output,
        atomic::write(&output.path, bytes, replace_of(output)),
        streams,
    )
}

/// As [`write()`], with a speech.
pub(super) fn write_speech(
    output: &Output,
    speech: &Speech,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let saved = speech_file::write(&output.path, speech, replace_of(output));
    finish(output, saved, streams)
}

fn replace_of(output: &Output) -> Replace {
    if output.force {
        Replace::EvenReadOnly
    } else {
        Replace::Nothing
    }
}

fn finish(
    output: &Output,
    saved: Result<Saved, SaveError>,
    streams: &mut Streams<'_>,
) -> Result<(), Failure> {
    let saved = saved.map_err(|error| Failure::save(&output.path, &error))?;
    streams.note(&format!("已写出“{}”。", output.path.display()));
    if let Some(lost) = reasons::attributes_lost(&saved.lost) {
        streams.note(&lost);
    }
    Ok(())
}

//! The same acts without a window: new, export, import, outline, stats, split, library, coverage,
//! review, rules, layout-template.

mod args;
mod coverage;
mod failure;
mod files;
mod findings;
mod library;
mod outline;
mod renumbered;
mod review;
mod rules;
mod split;
mod stats;

use std::borrow::Cow;
use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Read, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::Parser as _;
use clap::error::ErrorKind;
use serde_json::Value;

use crate::acts::{export, punctuation, reasons};
use crate::edit::History;
use crate::export::LostInText;
use crate::model::Speech;
use crate::roster;
use crate::store::{builtin, layout_file};
use crate::text::shown::{for_one_line, for_terminal};

use args::{Command, CommandLine, Format, Printed};
use failure::Failure;

/// The three streams of a program.
pub(crate) struct Streams<'a> {
    pub input: &'a mut dyn Read,
    /// Results.
    pub out: &'a mut dyn Write,
    /// Notes, progress, failures.
    pub notes: &'a mut dyn Write,
    /// True if a terminal shows the results: whatever it would obey is shown by a stand-in then. In a file or another
    /// program's input they stand as they are.
    pub shows_results: bool,
}

impl Streams<'_> {
    /// A reader that has gone away (`| head`) wants no more; that is no failure of ours.
    fn print(&mut self, text: &str) {
        let text = if self.shows_results {
            for_terminal(text)
        } else {
            Cow::Borrowed(text)
        };
        self.out.write_all(text.as_bytes()).ok();
        self.out.flush().ok();
    }

    /// Prints a result in the form that was asked for.
    fn show(
        &mut self,
        printed: &Printed,
        text: impl FnOnce() -> String,
        value: impl FnOnce() -> Value,
    ) {
        self.print(&match printed.format {
            Format::Text => text(),
            Format::Json => format!("{:#}\n", value()),
        });
    }

    /// Names of files and words of a text may stand in a note: it stays on its line.
    fn note(&mut self, text: &str) {
        writeln!(self.notes, "{}", for_one_line(text)).ok();
    }
}

/// What the arguments come down to.
pub enum Outcome {
    /// Nothing was asked for but the window.
    Window {
        /// The speech to open in it.
        file: Option<PathBuf>,
        /// The library in the place of the user's own.
        library: Option<PathBuf>,
    },
    /// A command ran, or the arguments are wrong.
    Exit(ExitCode),
}

/// Does what the arguments ask for; the first is the program's name.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> Outcome {
    let mut streams = Streams {
        input: &mut io::stdin(),
        out: &mut io::stdout(),
        notes: &mut io::stderr(),
        shows_results: io::stdout().is_terminal(),
    };
    let line = match CommandLine::try_parse_from(arguments) {
        Ok(line) => line,
        Err(error) => return Outcome::Exit(ExitCode::from(explain(&error, &mut streams))),
    };
    let Some(command) = line.command else {
        return Outcome::Window {
            file: line.file,
            library: line.library,
        };
    };
    Outcome::Exit(match run(command, &mut streams) {
        Ok(Verdict::Done) => ExitCode::SUCCESS,
        Ok(Verdict::Found) => ExitCode::from(1),
        Err(failure) => {
            streams.note(failure.message());
            ExitCode::from(failure.code())
        }
    })
}

/// Says that this build has only commands; the exit code is that of a wrong use.
#[cfg(not(feature = "desk"))]
pub fn refuse_window() -> ExitCode {
    let message = "这份程序没有带窗口，只能用命令。用法见 jianggao --help。".to_owned();
    let failure = Failure::Usage(message);
    writeln!(io::stderr(), "{}", failure.message()).ok();
    ExitCode::from(failure.code())
}

/// Help and version are results, everything else is a wrong use.
fn explain(error: &clap::Error, streams: &mut Streams<'_>) -> u8 {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            streams.print(&error.to_string());
            0
        }
        _ => {
            let failure = Failure::usage(error);
            streams.note(failure.message());
            failure.code()
        }
    }
}

/// What a command that was done found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Verdict {
    Done,
    /// What `--strict` was to find.
    Found,
}

fn run(command: Command, streams: &mut Streams<'_>) -> Result<Verdict, Failure> {
    match command {
        Command::Coverage(command) => return coverage(&command, streams),
        Command::Review(command) => return review::run(&command, streams),
        Command::Rules(command) => {
            streams.show(&command.printed, rules::as_text, rules::as_json);
            Ok(())
        }
        Command::New(new) => {
            files::expect_extension(&new.output.path, "jg")?;
            let template = builtin::template(&new.template).ok_or_else(|| {
                let names: Vec<_> = builtin::TEMPLATES.iter().map(|t| t.name).collect();
                let message = format!("没有模板“{}”，可用：{}。", new.template, names.join("、"));
                Failure::Usage(message)
            })?;
            let speech = template.speech(&mut crate::acts::ids::fresh());
            files::write_speech(&new.output, &speech, streams)
        }
        Command::Export(command) => export(&command, streams),
        Command::Import(import) => {
            files::expect_extension(&import.output.path, "jg")?;
            let mut speech = files::read_speech(&import.file, streams)?;
            if import.full_width_punctuation {
                speech = full_width_punctuation(speech, streams);
            }
            files::write_speech(&import.output, &speech, streams)
        }
        Command::Outline(figures) => {
            let speech = files::read_speech(&figures.file, streams)?;
            streams.show(
                &figures.printed,
                || outline::as_text(&speech, figures.rate),
                || outline::as_json(&speech, figures.rate),
            );
            Ok(())
        }
        Command::Stats(figures) => {
            let speech = files::read_speech(&figures.file, streams)?;
            streams.show(
                &figures.printed,
                || stats::as_text(&speech, figures.rate),
                || stats::as_json(&speech, figures.rate),
            );
            Ok(())
        }
        Command::Library(command) => library::run(&command, streams),
        Command::Split(command) => split_files(&command, streams),
        Command::LayoutTemplate(template) => {
            files::expect_extension(&template.output.path, "ron")?;
            let known = |(name, _): &&(&str, &str)| *name == template.name;
            let (_, text) = layout_file::BUILT_IN.iter().find(known).ok_or_else(|| {
                let names = layout_names();
                Failure::Usage(format!("没有版式“{}”，可用：{names}。", template.name))
            })?;
            files::write(&template.output, text.as_bytes(), streams)
        }
    }
    .map(|()| Verdict::Done)
}

fn full_width_punctuation(speech: Speech, streams: &mut Streams<'_>) -> Speech {
    let Some((command, n_marks)) = punctuation::full_width(&speech) else {
        return speech;
    };
    let mut history = History::new(speech);
    if history.apply(command).is_ok() {
        streams.note(&format!("{}。", punctuation::full_width_marks(n_marks)));
    }
    history.speech().clone()
}

fn split_files(command: &args::Split, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let roster = command.roster.as_deref();
    let roster = roster
        .map(|path| files::read_roster(path, streams))
        .transpose()?;
    let mut texts = String::new();
    let mut values = Vec::new();
    for path in &command.files {
        let speech = files::read_speech(path, streams)?;
        let passages = crate::library::split(&speech, roster.as_ref().or(speech.roster.as_deref()));
        texts.push_str(&split::as_text(path, &passages));
        values.extend(split::as_json(path, &passages));
    }
    streams.show(&command.printed, || texts, || values.into());
    Ok(())
}

fn coverage(command: &args::Coverage, streams: &mut Streams<'_>) -> Result<Verdict, Failure> {
    let given = command
        .roster
        .as_deref()
        .map(|path| files::read_roster(path, streams));
    let given = given.transpose()?;
    let speech = files::read_speech(&command.file, streams)?;
    let Some(roster) = given.map(Arc::new).or_else(|| speech.roster.clone()) else {
        let message = "讲话稿里没有名册，请用 --roster 指定一个（.ron、.xlsx、.csv、.txt）。";
        return Err(Failure::Usage(message.to_owned()));
    };
    let coverage = roster::coverage(&speech, &roster);
    streams.show(
        &command.printed,
        || coverage::as_text(&coverage),
        || coverage::as_json(&coverage),
    );
    let found = command.strict && coverage::has_gaps(&coverage);
    Ok(if found { Verdict::Found } else { Verdict::Done })
}

fn export(command: &args::Export, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let extension = files::extension(&command.output.path);
    let formats = [
        export::Format::Word,
        export::Format::Text,
        export::Format::Markdown,
    ];
    let format = formats
        .into_iter()
        .find(|format| format.extension() == extension);
    // Asked first: a wrong name must not cost a long reading.
    let Some(format) = format else {
        let name = command.output.path.display();
        let message = format!("不能导出为“{name}”，可用的格式：.docx、.txt、.md。");
        return Err(Failure::Usage(message));
    };
    let layout = files::read_layout(&command.layout)?;
    let speech = files::read_speech(&command.file, streams)?;
    let bytes = export::bytes(&speech, &layout, format)
        .map_err(|error| Failure::export(&command.output.path, &error))?;
    files::write(&command.output, &bytes, streams)?;
    if format == export::Format::Text
        && let Some(lost) = reasons::lost_in_text(LostInText::of(&speech))
    {
        streams.note(&lost);
    }
    Ok(())
}

fn layout_names() -> String {
    let names: Vec<_> = layout_file::BUILT_IN
        .iter()
        .map(|(name, _)| *name)
        .collect();
    names.join("、")
}

/// Minutes and seconds as they are shown: 6分05秒.
fn minutes(seconds: usize) -> String {
    format!("{}分{:02}秒", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What comes out of both streams.
    fn shown(shows_results: bool, act: impl FnOnce(&mut Streams<'_>)) -> (String, String) {
        let (mut out, mut notes) = (Vec::new(), Vec::new());
        act(&mut Streams {
            input: &mut io::empty(),
            out: &mut out,
            notes: &mut notes,
            shows_results,
        });
        let text = |bytes| String::from_utf8(bytes).unwrap();
        (text(out), text(notes))
    }

    #[test]
    fn a_terminal_obeys_neither_texts_nor_names() {
        let text = "甲\u{1b}[2J\u{202e}乙\n";
        let (out, _) = shown(true, |streams| streams.print(text));
        assert_eq!(out, "甲␛[2J\u{fffd}乙\n");
        let (out, _) = shown(false, |streams| streams.print(text));
        assert_eq!(out, text, "what goes into a file is not touched");
        let (_, notes) = shown(false, |streams| streams.note("“a\n\u{1b}c.jg”"));
        assert_eq!(notes, "“a␊␛c.jg”\n");
    }
}

//! Exports: asks where to, and writes them.

use std::path::PathBuf;

use crate::acts::export::{self, Format, WriteError, read_layout};
use crate::acts::source::OpenError;
use crate::layout::{self, Layout};
use crate::store::atomic::{self, Replace, Saved};
use crate::store::settings::LayoutChoice;

use super::desk::Desk;
use super::files::file_stem;
use super::messages;

/// What became of an export.
struct Export {
    /// The layout file that could not be used.
    unread: Option<(PathBuf, OpenError)>,
    result: Result<Saved, WriteError>,
}

/// Has the user choose where to export to.
pub fn choose(desk: &mut Desk, format: Format) {
    let suggested = match &desk.file.path {
        Some(path) => path.with_extension(format.extension()),
        // A title may have a dot in it, which is not where its extension begins.
        None => format!("{}.{}", file_stem(desk.speech()), format.extension()).into(),
    };
    desk.choose(
        move |dialogs| dialogs.file_to_write(format.name(), format.extension(), &suggested),
        move |window, path| write(&mut window.desk, format, path),
    );
}

/// The dialog has asked whether to replace an existing file.
fn write(desk: &mut Desk, format: Format, path: PathBuf) {
    let speech = desk.speech().clone();
    let choice = desk.settings.layout.clone();
    let to = path.clone();
    desk.jobs.start_long(
        "正在导出…",
        move |progress| {
            let (layout, unread) = layout(choice);
            let result = export::bytes(&speech, &layout, format);
            if progress.is_cancelled() {
                return None;
            }
            let result =
                result.and_then(|bytes| Ok(atomic::write(&to, &bytes, Replace::Anything)?));
            Some(Export { unread, result })
        },
        move |window, export| match export {
            Err(fault) => window.desk.job_failed(fault),
            Ok(Export { unread, result }) => {
                if let Some((layout, error)) = unread {
                    let outcome = "这次按标准版式导出。";
                    let notice = messages::layout_unread(&layout, &error, outcome);
                    window.desk.notify(notice);
                }
                if let Ok(saved) = &result
                    && let Some(notice) = messages::saved_without(&path, &saved.lost)
                {
                    window.desk.notify(notice);
                }
                window.desk.notify(match result {
                    Ok(_) => messages::exported(&path),
                    Err(error) => messages::export_failed(&path, &error, format),
                });
            }
        },
    );
}

/// The layout that is set; the standard one when its file cannot be used, which comes back with the reason.
fn layout(choice: LayoutChoice) -> (Layout, Option<(PathBuf, OpenError)>) {
    match choice {
        LayoutChoice::Standard => (layout::standard(), None),
        LayoutChoice::Nominal => (layout::nominal(), None),
        LayoutChoice::File(path) => match read_layout(&path) {
            Ok(layout) => (layout, None),
            Err(error) => (layout::standard(), Some((path, error))),
        },
    }
}

/// Has the user choose a layout file, which is used from now on if it can be understood.
pub fn choose_layout(desk: &mut Desk) {
    desk.choose(
        |dialogs| {
            let path = dialogs.file_to_open("版式文件", &["ron"])?;
            let read = read_layout(&path).map(|_| ());
            Some((path, read))
        },
        |window, (path, read)| match read {
            Ok(()) => window.desk.settings.layout = LayoutChoice::File(path),
            Err(error) => {
                let notice = messages::layout_unread(&path, &error, "版式没有变。");
                window.desk.notify(notice);
            }
        },
    );
}

//! Puts changes into the library folder, waiting for others who write there.

use std::thread;
use std::time::Duration;

use crate::library::LibraryChange;
use crate::model::SnippetId;
use crate::store::library_folder::{self, ChangeError};

use super::owner::owner;

/// Somebody else's write takes a moment; on a slow file server that is about a second.
const PATIENCE: u32 = 60;
const PAUSE: Duration = Duration::from_millis(50);

/// What became of a change.
#[derive(Debug)]
pub struct Written {
    /// What got in: collections that failed are not in it.
    pub change: LibraryChange,
    /// Snippets that others had changed meanwhile; what they wrote is there too.
    pub contested: Vec<SnippetId>,
    pub failed: Vec<ChangeError>,
}

/// Writes a change collection by collection. Where one cannot be written, the others still are.
pub fn write(mut change: LibraryChange) -> Written {
    let (mut contested, mut failed) = (Vec::new(), Vec::new());
    change.collections.retain(|collection| {
        let mut result = library_folder::apply(collection, &owner());
        for _ in 0..PATIENCE {
            if !matches!(result, Err(ChangeError::Busy { .. })) {
                break;
            }
            thread::sleep(PAUSE);
            result = library_folder::apply(collection, &owner());
        }
        match result {
            Ok(ids) => {
                contested.extend(ids);
                true
            }
            Err(error) => {
                failed.push(error);
                false
            }
        }
    });
    Written {
        change,
        contested,
        failed,
    }
}

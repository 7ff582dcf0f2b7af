//! Jianggao 讲稿: a drafting desk for Chinese official speeches, as a library.
//!
//! The window and the command line stand on the same layers, and so can a program of yours:
//! see `examples/export_sample.rs`. Without the feature `desk` there is no window, and nothing that draws is built.
#![doc = include_str!("ARCHITECTURE.md")]
#![cfg_attr(
    not(feature = "desk"),
    expect(
        dead_code,
        unused_imports,
        reason = "the layers below the window have what only the window uses"
    )
)]
#![cfg_attr(
    test,
    allow(clippy::unwrap_used, reason = "a failed unwrap is a failed test")
)]

pub mod acts;
#[cfg(feature = "desk")]
pub mod app;
pub mod cli;
pub mod edit;
pub mod export;
pub mod import;
pub mod layout;
pub mod library;
pub mod model;
pub mod review;
pub mod roster;
pub mod store;
pub mod text;
#[cfg(feature = "desk")]
pub mod ui;
pub mod wording;

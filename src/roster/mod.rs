//! Whom a speech must name: the roster as people keep it.

pub mod list;

//! The name that other windows show for the one that has a file open.

/// The user and the machine; 另一个窗口 where the system names no user.
pub fn owner() -> String {
    let user = std::env::var("USER")
        .or_else(|_| std::env::var("USERNAME"))
        .unwrap_or_default();
    let host = gethostname::gethostname().to_string_lossy().into_owned();
    match (user.trim(), host.trim()) {
        ("", _) => "另一个窗口".to_owned(),
        (user, "") => user.to_owned(),
        (user, host) => format!("{user}（{host}）"),
    }
}

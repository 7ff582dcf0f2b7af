//! What things are called on the screen and on the command line alike: severities, fields of the front matter, files.

use std::path::Path;

use crate::model::FrontField;
use crate::review::Severity;

pub const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "错误",
        Severity::Warning => "疑似",
        Severity::Hint => "提示",
    }
}

pub const fn front_field(field: FrontField) -> &'static str {
    match field {
        FrontField::Title => "标题",
        FrontField::Subtitle => "副标题",
        FrontField::Speaker => "讲话人",
        FrontField::Date => "日期",
        FrontField::Venue => "地点",
        FrontField::Salutation => "称呼",
    }
}

/// The last part of a path; the whole path where it has none, as `/` or `..`.
pub fn file_name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// 12345 as 12,345.
pub fn thousands(number: usize) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (idx, digit) in digits.chars().enumerate() {
        if idx > 0 && (digits.len() - idx).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_without_a_last_part_is_named_whole() {
        assert_eq!(file_name(Path::new("/稿子/讲话.jg")), "讲话.jg");
        assert_eq!(file_name(Path::new("..")), "..");
    }

    #[test]
    fn numbers_are_grouped() {
        assert_eq!(thousands(0), "0");
        assert_eq!(thousands(999), "999");
        assert_eq!(thousands(1_400_000), "1,400,000");
    }
}

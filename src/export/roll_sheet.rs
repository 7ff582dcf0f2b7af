//! The roll call (点名) as a sheet for the office meeting.

use rust_xlsxwriter::{Color, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError};

use crate::roster::{Coverage, GroupCoverage, State, UnitCoverage};

const HEADS: [(&str, f64); 8] = [
    ("组", 14.0),
    ("序号", 6.0),
    ("单位", 30.0),
    ("情况", 12.0),
    ("字数", 8.0),
    ("占本组", 8.0),
    ("讲到的次序", 12.0),
    ("出现处数", 10.0),
];

/// The looks of the cells.
struct Looks {
    plain: Format,
    head: Format,
    share: Format,
    open: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = Format::new()
            .set_font_name("宋体")
            .set_font_size(11)
            .set_border(FormatBorder::Thin)
            .set_align(FormatAlign::VerticalCenter);
        Self {
            head: plain
                .clone()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_background_color(Color::RGB(0x00DC_EBEB)),
            share: plain.clone().set_num_format("0%"),
            open: plain.clone().set_font_color(Color::RGB(0x00B3_2B2B)),
            plain,
        }
    }
}

/// A row for every unit, in official order, and below them the masked names; one page wide on A4.
///
/// # Errors
///
/// When the file cannot be put together, as when memory runs out.
pub fn roll_sheet(title: &str, coverage: &Coverage) -> Result<Vec<u8>, XlsxError> {
    let looks = Looks::new();
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("点名")?;
    sheet.set_paper_size(9).set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(1, 1)?.set_freeze_panes(2, 0)?;
    let heading = Format::new()
        .set_font_name("宋体")
        .set_font_size(14)
        .set_bold()
        .set_align(FormatAlign::Center);
    sheet.merge_range(0, 0, 0, 7, title, &heading)?;
    for (column, (head, width)) in (0..).zip(HEADS) {
        sheet.set_column_width(column, width)?;
        sheet.write_with_format(1, column, head, &looks.head)?;
    }
    let mut row = 2;
    for group in &coverage.groups {
        for (idx, unit) in group.units.iter().enumerate() {
            write_unit(sheet, row, group, (idx + 1, unit), &looks)?;
            row += 1;
        }
    }
    for group in &coverage.groups {
        let total = format!("{} {}/{}", group.name, group.n_named(), group.units.len());
        row += 1;
        sheet.write(row, 0, total)?;
    }
    for masked in &coverage.masked {
        row += 1;
        sheet.write(row, 0, format!("化名：{}", masked.name))?;
    }
    book.save_to_buffer()
}

fn write_unit(
    sheet: &mut Worksheet,
    row: u32,
    group: &GroupCoverage,
    (number, unit): (usize, &UnitCoverage),
    looks: &Looks,
) -> Result<(), XlsxError> {
    let state = match unit.state() {
        State::Named if unit.is_out_of_order => "次序不符",
        State::Named => "已讲",
        State::InPassing => "只是提到",
        State::Missing => "没有讲到",
    };
    let is_fine = unit.state() == State::Named && !unit.is_out_of_order;
    let state_look = if is_fine { &looks.plain } else { &looks.open };
    sheet.write_with_format(row, 0, &group.name, &looks.plain)?;
    sheet.write_with_format(row, 1, count(number), &looks.plain)?;
    sheet.write_with_format(row, 2, &unit.unit, &looks.plain)?;
    sheet.write_with_format(row, 3, state, state_look)?;
    sheet.write_with_format(row, 4, count(unit.n_chars), &looks.plain)?;
    let share = f64::from(count(unit.n_chars)) / f64::from(count(group.n_chars()).max(1));
    sheet.write_with_format(row, 5, share, &looks.share)?;
    match unit.position {
        Some(position) => sheet.write_with_format(row, 6, count(position), &looks.plain)?,
        None => sheet.write_blank(row, 6, &looks.plain)?,
    };
    sheet.write_with_format(row, 7, count(unit.mentions.len()), &looks.plain)?;
    Ok(())
}

/// A number as sheets hold it.
fn count(n: usize) -> u32 {
    u32::try_from(n).unwrap_or(u32::MAX)
}

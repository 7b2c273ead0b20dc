//! Points from a table that a visitor pasted: whatever spreadsheets and scripts write, with two numeric columns.

use crate::error::{Error, ErrorCode, Result};

/// Rows that a table may have.
pub const MAX_ROWS: usize = 100_000;
/// How much of a field that cannot be read is repeated in the message.
const QUOTED: usize = 40;

/// Reads a table of two numeric columns: count × 2 numbers, row by row.
///
/// Columns are separated by tabs, semicolons, commas or spaces: the first of these, in this order, that the first row
/// has. Fields may stand in double quotes. The first row may be a header: then neither of its fields is a number. Where
/// columns are separated by tabs or semicolons, 1,5 is one and a half. A byte order mark, blank lines, lines that begin
/// with `#`, and line ends of any system are taken.
///
/// # Errors
/// `DataInvalid`, with a message that begins with `line N: `, where a row has another number of columns than two or
/// something other than a finite number in one, where there are more than [`MAX_ROWS`] rows, or none.
pub fn parse_table(text: &str) -> Result<Vec<f32>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let ending = if text.contains('\n') { '\n' } else { '\r' };
    let (mut separator, mut values, mut last) = (None, Vec::new(), 1);
    for (line, row) in (1..).zip(text.split(ending)) {
        let row = row.trim();
        if row.is_empty() || row.starts_with('#') {
            continue;
        }
        last = line;
        let first = separator.is_none();
        let separator = *separator.get_or_insert_with(|| Separator::of(row));
        let fields = separator.split(row);
        let &[x, y] = fields.as_slice() else {
            return invalid(line, format!("two columns are expected, not {}", fields.len()));
        };
        if first && number(x, separator).is_none() && number(y, separator).is_none() && !x.is_empty() && !y.is_empty() {
            continue;
        }
        if values.len() == 2 * MAX_ROWS {
            return invalid(line, format!("more than {MAX_ROWS} rows"));
        }
        for field in [x, y] {
            match number(field, separator) {
                Some(value) if (value as f32).is_finite() => values.push(value as f32),
                Some(_) => return invalid(line, format!("{} is not a finite number", quoted(field))),
                None if field.is_empty() => return invalid(line, "a field is empty".into()),
                None => return invalid(line, format!("{} is not a number", quoted(field))),
            }
        }
    }
    if values.is_empty() {
        return invalid(last, "there is no row of two numbers".into());
    }
    Ok(values)
}

/// What stands between two columns.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Separator {
    Is(char),
    /// Any number of spaces.
    Space,
}

impl Separator {
    fn of(row: &str) -> Self {
        let mut in_quotes = false;
        let bare: String = row
            .chars()
            .filter(|&c| {
                in_quotes ^= c == '"';
                !in_quotes
            })
            .collect();
        ['\t', ';', ','].into_iter().find(|&c| bare.contains(c)).map_or(Self::Space, Self::Is)
    }

    /// The fields of a row, without the quotes and spaces around them.
    fn split(self, row: &str) -> Vec<&str> {
        let mut in_quotes = false;
        let fields = row.split(|c: char| {
            in_quotes ^= c == '"';
            !in_quotes
                && match self {
                    Self::Is(separator) => c == separator,
                    Self::Space => c.is_whitespace(),
                }
        });
        let bare = fields.map(|field| {
            let field = field.trim();
            field.strip_prefix('"').and_then(|f| f.strip_suffix('"')).unwrap_or(field).trim()
        });
        bare.filter(|field| self != Self::Space || !field.is_empty()).collect()
    }
}

/// The number in a field; infinite where it is one, or one is spelled out.
fn number(field: &str, separator: Separator) -> Option<f64> {
    let spreadsheet = matches!(separator, Separator::Is('\t' | ';')) && !field.contains('.');
    if spreadsheet && field.matches(',').count() == 1 { field.replace(',', ".").parse() } else { field.parse() }.ok()
}

/// The beginning of a field, in quotes.
fn quoted(field: &str) -> String {
    let mut start: String = field.chars().take(QUOTED).collect();
    if start.len() < field.len() {
        start.push('…');
    }
    format!("{start:?}")
}

fn invalid<T>(line: usize, why: String) -> Result<T> {
    Err(Error::new(ErrorCode::DataInvalid, format!("line {line}: {why}")))
}

//! Tests of the whole path from bytes to rows. The files beside this one test the steps.

mod encoding;
mod files;
mod reader;
mod rows;
mod sample;

use super::*;

const HEADER: &str = "customer_id,provider,subject,email,email_verified,name,birthdate,gender,prefecture,phone,note,\
    created_at,last_sign_in_at";

const ROW: &str = "C1,line,U4af4980629f1c21db4d3b64d1d3a1cd9,a@example.jp,true,髙﨑 𠮷郎,2001-02-03,other,東京都,\
    090-1234-5678,,2024-08-23T15:14:40+09:00,";

/// Returns a few bytes at a time, in varying numbers, like a slow disk or a pipe.
struct Trickle<'a>(&'a [u8], usize);

impl Read for Trickle<'_> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        self.1 = self.1 * 7 % 31 + 1;
        let len = self.1.min(self.0.len()).min(out.len());
        out[..len].copy_from_slice(&self.0[..len]);
        self.0 = &self.0[len..];
        Ok(len)
    }
}

/// The time at which all files are read.
fn now() -> DateTime<Utc> {
    "2026-11-22T01:05:00Z".parse().unwrap()
}

fn open<R: Read>(source: R) -> Result<EndUserFile<R>, FileError> {
    EndUserFile::open(source, now())
}

fn read(csv: &[u8]) -> Vec<RowRead> {
    open(csv).map_err(|error| error.to_string()).unwrap().map(Result::unwrap).collect()
}

fn refusals(rows: &[RowRead]) -> Vec<Refusal> {
    rows.iter().filter_map(|read| read.row.as_ref().err()).flatten().copied().collect()
}

/// The only row of a file, with one field replaced.
fn with(field: &str, value: &str) -> Result<CsvRow, Vec<Refusal>> {
    with_all(&[(field, value)])
}

/// The only row of a file, with fields replaced.
fn with_all(changes: &[(&str, &str)]) -> Result<CsvRow, Vec<Refusal>> {
    let mut fields: Vec<_> = ROW.split(',').collect();
    for (field, value) in changes {
        fields[COLUMNS.iter().position(|column| column == field).unwrap()] = value;
    }
    let csv = format!("{HEADER}\n{}\n", fields.join(","));
    read(csv.as_bytes()).remove(0).row
}

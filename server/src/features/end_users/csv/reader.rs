//! Reads the records of a CSV file with their lines, in bounded memory.

use std::io::{self, Read};

use super::delimiter;
use super::encoding::Decoded;
use super::record::Record;
use super::refusal::Reason;
use super::split::{Split, split};

/// The longest record, in bytes of UTF-8 with its quotes and line break. This also limits the effect of an unclosed
/// quote.
pub const MAX_RECORD: usize = 64 * 1024;

const CHUNK: usize = 64 * 1024;

/// The result of [`Records::read`].
#[derive(Debug, PartialEq, Eq)]
pub(super) enum ReadResult {
    /// A record, in the caller's buffer.
    Record,
    /// A line without a valid record. Reading continues with the next line.
    Faulty(Reason),
    /// The end of the file.
    End,
}

/// The records of a file. Empty lines are skipped.
pub(super) struct Records<R> {
    source: Decoded<R>,
    delimiter: u8,
    buffer: Vec<u8>,
    start: usize,
    ended: bool,
    line: u64,
}

impl<R: Read> Records<R> {
    pub(super) fn new(source: Decoded<R>) -> Self {
        Self { source, delimiter: b',', buffer: Vec::new(), start: 0, ended: false, line: 1 }
    }

    pub(super) fn source(&self) -> &Decoded<R> {
        &self.source
    }

    /// Finds the delimiter from the first lines, and skips a line that only states it.
    pub(super) fn detect_delimiter(&mut self) -> io::Result<u8> {
        let stated = delimiter::stated(self.first_line()?);
        if stated.is_some() {
            self.skip_line()?;
        }
        self.delimiter = delimiter::detect(self.first_line()?, stated);
        Ok(self.delimiter)
    }

    /// The next line that is not empty, up to the longest record, without consuming it.
    fn first_line(&mut self) -> io::Result<&[u8]> {
        let is_break = |byte: &u8| matches!(byte, b'\r' | b'\n');
        loop {
            let rest = &self.buffer[self.start..];
            if rest.first().is_some_and(is_break) {
                self.skip_line()?;
            } else if self.ended || rest.len() >= MAX_RECORD || rest.iter().any(is_break) {
                break;
            } else {
                self.fill()?;
            }
        }
        let rest = &self.buffer[self.start..];
        let end = rest.iter().position(is_break).unwrap_or(rest.len());
        Ok(&rest[..end.min(MAX_RECORD)])
    }

    /// Reads the next record into `record`. Sets its line even if it is faulty.
    pub(super) fn read(&mut self, record: &mut Record) -> io::Result<ReadResult> {
        loop {
            let rest = &self.buffer[self.start..];
            if rest.is_empty() && self.ended {
                return Ok(ReadResult::End);
            }
            // Looking at no more than one longest record makes the result independent of how the bytes arrive.
            let view = &rest[..rest.len().min(MAX_RECORD)];
            let next = match split(view, self.delimiter, self.ended && view.len() == rest.len(), record) {
                Split::Whole { lines: 1, .. } if matches!(view[0], b'\r' | b'\n') => {
                    self.skip_line()?;
                    continue;
                }
                Split::Part if view.len() < MAX_RECORD => {
                    self.fill()?;
                    continue;
                }
                Split::Whole { len, lines } => {
                    record.line = self.line;
                    self.start += len;
                    self.line += lines;
                    ReadResult::Record
                }
                fault => {
                    record.line = self.line;
                    self.skip_line()?;
                    let quotes = fault == Split::BrokenQuotes;
                    ReadResult::Faulty(if quotes { Reason::BrokenQuotes } else { Reason::RecordTooLong })
                }
            };
            return Ok(next);
        }
    }

    fn fill(&mut self) -> io::Result<()> {
        self.buffer.drain(..self.start);
        self.start = 0;
        let len = self.buffer.len();
        self.buffer.resize(len + CHUNK, 0);
        let got = self.source.read(&mut self.buffer[len..])?;
        self.buffer.truncate(len + got);
        self.ended = got == 0;
        Ok(())
    }

    /// Skips to after the next line break, however far away it is.
    fn skip_line(&mut self) -> io::Result<()> {
        loop {
            let rest = &self.buffer[self.start..];
            let found = rest.iter().position(|byte| matches!(byte, b'\r' | b'\n'));
            let at = found.unwrap_or(rest.len());
            let len = match (rest.get(at), rest.get(at + 1)) {
                (Some(b'\r'), Some(b'\n')) => 2,
                (Some(b'\r'), None) | (None, _) if !self.ended => {
                    self.start += at;
                    self.fill()?;
                    continue;
                }
                (Some(_), _) => 1,
                (None, _) => 0,
            };
            self.start += at + len;
            self.line += u64::from(len > 0);
            return Ok(());
        }
    }
}

//! Converts a file with unknown encoding to UTF-8. It accepts UTF-8 with or without byte order mark, and `Shift_JIS` as
//! written by Windows (CP932).
//!
//! Both are ASCII up to the first byte above 0x7F; the next 64 KiB decide. A wrong guess would store garbled names, so
//! every other encoding is refused with its reason. A broken byte further on spoils only its own row: it becomes
//! [`UNREADABLE`], which no valid text contains.

use std::io::{self, ErrorKind, Read};

use encoding_rs::{Decoder, DecoderResult, EUC_JP, Encoding as Charset, SHIFT_JIS};

/// Replaces invalid bytes in the decoded text. Never valid in UTF-8.
pub(super) const UNREADABLE: u8 = 0xff;

/// The number of bytes read at once, and examined to detect the encoding.
const WINDOW: usize = 64 * 1024;

/// The number of bytes above 0x7F needed to detect EUC-JP, which is rare and resembles the rarer kanji of `Shift_JIS`.
const EVIDENCE: usize = 16;

/// Escape sequences that switch to kanji in ISO-2022-JP, which is otherwise ASCII.
const SWITCHES: [&[u8]; 2] = [b"\x1b$B", b"\x1b$@"];

/// The supported encodings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, with or without byte order mark; ASCII too.
    Utf8,
    /// `Shift_JIS` with the extensions of Windows (CP932).
    ShiftJis,
}

/// Why a file cannot be read as text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.en())]
pub enum TextError {
    /// UTF-16, which spreadsheets call "Unicode text".
    Utf16,
    /// A workbook instead of CSV.
    Workbook,
    /// Compressed with gzip.
    Gzip,
    /// A web page, usually a sign-in page.
    Markup,
    /// Many NUL bytes: not a text.
    Binary,
    /// EUC-JP.
    EucJp,
    /// ISO-2022-JP, the encoding of old mails.
    Iso2022Jp,
    /// EUC-JP, or half-width katakana in `Shift_JIS`: the text is too short to decide.
    Ambiguous,
    /// Neither UTF-8 nor `Shift_JIS`.
    Unknown,
}

impl TextError {
    /// For people, in Japanese.
    pub fn ja(self) -> &'static str {
        match self {
            Self::Utf16 => "文字コードがUTF-16です。UTF-8のCSVとして保存し直してください",
            Self::Workbook => "Excelブック（またはZIPファイル）です。CSV（UTF-8）として保存し直してください",
            Self::Gzip => "gzipで圧縮されています。展開してから取り込んでください",
            Self::Markup => {
                "CSVではなくHTMLまたはXMLです。ダウンロードし直すか、CSV（UTF-8）として保存し直してください"
            }
            Self::Binary => "テキストファイルではありません",
            Self::EucJp => "文字コードがEUC-JPです。UTF-8のCSVとして保存し直してください",
            Self::Iso2022Jp => "文字コードがISO-2022-JP（JIS）です。UTF-8のCSVとして保存し直してください",
            Self::Ambiguous => {
                "文字コードがEUC-JPか半角カナのShift_JISか判別できません。UTF-8のCSVとして保存し直してください"
            }
            Self::Unknown => "文字コードがUTF-8でもShift_JISでもありません",
        }
    }

    /// For people, in English.
    pub fn en(self) -> &'static str {
        match self {
            Self::Utf16 => "the file is UTF-16; save it as CSV in UTF-8",
            Self::Workbook => "the file is an Excel workbook (or a ZIP archive); save it as CSV in UTF-8",
            Self::Gzip => "the file is compressed with gzip; extract it first",
            Self::Markup => "the file is HTML or XML, not CSV; download it again, or save it as CSV in UTF-8",
            Self::Binary => "the file is not text",
            Self::EucJp => "the file is EUC-JP; save it as CSV in UTF-8",
            Self::Iso2022Jp => "the file is ISO-2022-JP (JIS); save it as CSV in UTF-8",
            Self::Ambiguous => {
                "the file is either EUC-JP or Shift_JIS with half-width katakana, which can't be told apart; save it as \
                 CSV in UTF-8"
            }
            Self::Unknown => "the file is neither UTF-8 nor Shift_JIS",
        }
    }
}

enum Decoding {
    Start,
    Ascii,
    Utf8,
    ShiftJis(Box<Decoder>),
    Done(Encoding),
}

/// Reads a file in any supported encoding as UTF-8, in bounded memory. Refuses a file with an error of kind
/// `InvalidData` that contains a [`TextError`].
pub struct Decoded<R> {
    source: R,
    state: Decoding,
    /// Bytes read but not yet decoded.
    raw: Vec<u8>,
    /// Decoded text, returned up to `given`.
    text: Vec<u8>,
    given: usize,
    bytes_read: u64,
    ended: bool,
}

impl<R: Read> Decoded<R> {
    /// Wraps a source without reading from it.
    pub fn new(source: R) -> Self {
        let (raw, text) = (Vec::new(), Vec::new());
        Self { source, state: Decoding::Start, raw, text, given: 0, bytes_read: 0, ended: false }
    }

    /// Returns `Shift_JIS` once a byte has shown it, otherwise UTF-8.
    pub fn encoding(&self) -> Encoding {
        match self.state {
            Decoding::ShiftJis(_) => Encoding::ShiftJis,
            Decoding::Done(encoding) => encoding,
            Decoding::Start | Decoding::Ascii | Decoding::Utf8 => Encoding::Utf8,
        }
    }

    /// The number of bytes read from the file so far.
    pub fn bytes_read(&self) -> u64 {
        self.bytes_read
    }

    fn fill(&mut self) -> io::Result<()> {
        if self.ended {
            return Ok(());
        }
        let wanted = WINDOW.saturating_sub(self.raw.len()) as u64;
        let got = self.source.by_ref().take(wanted).read_to_end(&mut self.raw)? as u64;
        self.bytes_read += got;
        self.ended = got < wanted;
        Ok(())
    }

    /// Decodes the next piece into `text`, after all of it was returned.
    fn decode(&mut self) -> io::Result<()> {
        self.text.clear();
        self.given = 0;
        self.fill()?;
        if matches!(self.state, Decoding::Start) {
            self.state = start(&mut self.raw).map_err(refuse)?;
        }
        if matches!(self.state, Decoding::Ascii) {
            let ascii = self.raw.iter().position(|byte| !byte.is_ascii()).unwrap_or(self.raw.len());
            let foreign = ascii < self.raw.len();
            if is_iso_2022_jp(&self.raw[..ascii]) {
                return Err(refuse(TextError::Iso2022Jp));
            }
            self.text.extend(self.raw.drain(..ascii));
            if foreign {
                self.fill()?;
                self.state = match detect(&self.raw, self.ended).map_err(refuse)? {
                    Encoding::Utf8 => Decoding::Utf8,
                    Encoding::ShiftJis => Decoding::ShiftJis(Box::new(SHIFT_JIS.new_decoder_without_bom_handling())),
                };
            }
        }
        match &mut self.state {
            Decoding::Utf8 => self.text.append(&mut self.raw),
            Decoding::ShiftJis(decoder) => {
                decode(decoder, &self.raw, self.ended, &mut self.text);
                self.raw.clear();
            }
            Decoding::Start | Decoding::Ascii | Decoding::Done(_) => {}
        }
        if self.ended && self.raw.is_empty() {
            self.state = Decoding::Done(self.encoding());
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        while self.given == self.text.len() {
            if matches!(self.state, Decoding::Done(_)) {
                return Ok(0);
            }
            self.decode()?;
        }
        let len = out.len().min(self.text.len() - self.given);
        out[..len].copy_from_slice(&self.text[self.given..self.given + len]);
        self.given += len;
        Ok(len)
    }
}

fn refuse(error: TextError) -> io::Error {
    io::Error::new(ErrorKind::InvalidData, error)
}

/// Examines the first bytes of a file, and removes a byte order mark of UTF-8.
fn start(raw: &mut Vec<u8>) -> Result<Decoding, TextError> {
    if raw.starts_with(b"\xef\xbb\xbf") {
        raw.drain(..3);
        return if is_markup(raw) { Err(TextError::Markup) } else { Ok(Decoding::Utf8) };
    }
    if is_markup(raw) {
        return Err(TextError::Markup);
    }
    if raw.starts_with(b"\x1f\x8b") {
        return Err(TextError::Gzip);
    }
    if raw.starts_with(b"\xff\xfe") || raw.starts_with(b"\xfe\xff") {
        return Err(TextError::Utf16);
    }
    if raw.starts_with(b"PK\x03\x04") || raw.starts_with(b"\xd0\xcf\x11\xe0") {
        return Err(TextError::Workbook);
    }
    // A single NUL spoils only its row.
    let nuls = |offset| raw.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    match (nuls(0), nuls(1)) {
        (0, odd) if odd * 8 > raw.len() => Err(TextError::Utf16),
        (even, 0) if even * 8 > raw.len() => Err(TextError::Utf16),
        (even, odd) if (even + odd) * 100 > raw.len() => Err(TextError::Binary),
        _ => Ok(Decoding::Ascii),
    }
}

fn is_iso_2022_jp(ascii: &[u8]) -> bool {
    ascii.contains(&0x1b) && SWITCHES.iter().any(|switch| ascii.windows(switch.len()).any(|bytes| bytes == *switch))
}

fn is_markup(raw: &[u8]) -> bool {
    matches!(raw.trim_ascii_start(), [b'<', b'!' | b'?' | b'a'..=b'z' | b'A'..=b'Z', ..])
}

/// Detects the encoding of a piece that starts with a byte above 0x7F. One broken byte in twenty is tolerated.
fn detect(window: &[u8], ended: bool) -> Result<Encoding, TextError> {
    let foreign = window.iter().filter(|byte| !byte.is_ascii()).count();
    if utf8_errors(window, ended) * 20 <= foreign {
        return Ok(Encoding::Utf8);
    }
    if errors(EUC_JP, window, ended) == 0 {
        match likely_euc_jp(window) {
            Some(true) if foreign >= EVIDENCE && window.iter().any(|byte| *byte >= 0xe0) => {
                return Err(TextError::EucJp);
            }
            Some(_) => return Err(TextError::Ambiguous),
            None => {}
        }
    }
    if errors(SHIFT_JIS, window, ended) * 20 <= foreign { Ok(Encoding::ShiftJis) } else { Err(TextError::Unknown) }
}

/// True if a piece that is valid EUC-JP is probably EUC-JP. Almost all EUC-JP is also valid `Shift_JIS`, as half-width
/// katakana and rare kanji: the kana and common kanji of `Shift_JIS` start below 0xA0, which EUC-JP does not use. The
/// decision looks at the piece as EUC-JP, in which kana and common kanji start with 0xA1 to 0xCF. All of them: probably
/// EUC-JP. Only some: undecidable, so false. None of them: rare kanji of `Shift_JIS`, such as 髙, so `None`.
fn likely_euc_jp(window: &[u8]) -> Option<bool> {
    let (mut daily, mut rare, mut at) = (0, 0, 0);
    while let Some(byte) = window.get(at) {
        match byte {
            0..0x80 => at += 1,
            0xa1..=0xcf => (daily, at) = (daily + 1, at + 2),
            0x8f => (rare, at) = (rare + 1, at + 3),
            _ => (rare, at) = (rare + 1, at + 2),
        }
    }
    (daily > 0).then_some(rare * 4 <= daily)
}

fn utf8_errors(window: &[u8], ended: bool) -> usize {
    let errors = window.utf8_chunks().filter(|chunk| !chunk.invalid().is_empty()).count();
    let cut_off = std::str::from_utf8(window).is_err_and(|error| error.error_len().is_none());
    errors - usize::from(cut_off && !ended)
}

fn errors(charset: &'static Charset, window: &[u8], ended: bool) -> usize {
    decode(&mut charset.new_decoder_without_bom_handling(), window, ended, &mut Vec::new())
}

/// Appends the text of `raw`. A character cut off at the end stays in the decoder, unless this is the `last` piece.
/// Returns the number of errors in the text.
fn decode(decoder: &mut Decoder, mut raw: &[u8], last: bool, text: &mut Vec<u8>) -> usize {
    let mut errors = 0;
    let mut end = text.len();
    // A byte becomes at most three (so does an error), and each call may need some spare room.
    text.resize(end + 3 * raw.len() + 16, 0);
    loop {
        let (result, read, written) = decoder.decode_to_utf8_without_replacement(raw, &mut text[end..], last);
        raw = &raw[read..];
        end += written;
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.resize(2 * text.len() + 16, 0),
            DecoderResult::Malformed(..) => {
                text[end] = UNREADABLE;
                end += 1;
                errors += 1;
            }
        }
    }
    text.truncate(end);
    errors
}

//! The requested bytes of a file (RFC 9110, 14): one range, or the whole.

use axum::http::{HeaderMap, Method, header};
use http_range_header::{EndPosition, RangeUnsatisfiableError, StartPosition, parse_range_header};

/// What to send.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ByteRange {
    Whole,
    /// First and last byte, both included.
    Part(u64, u64),
    /// The range is outside the file (416).
    Beyond,
}

/// Reads `Range` and `If-Range` for a file with a length and an entity tag. Unreadable and multiple ranges mean the
/// whole file, as the standard allows. Ranges apply only to GET (14.2).
pub fn requested(method: &Method, headers: &HeaderMap, len: u64, etag: &str) -> ByteRange {
    let text = |name| headers.get(name).and_then(|v| v.to_str().ok());
    let unchanged = text(header::IF_RANGE).is_none_or(|tag| tag == etag);
    match text(header::RANGE) {
        Some(range) if unchanged && *method == Method::GET => parse(range, len),
        _ => ByteRange::Whole,
    }
}

fn parse(range: &str, len: u64) -> ByteRange {
    let ranges = match parse_range_header(range) {
        Ok(parsed) => parsed.ranges,
        // `bytes=-0` asks for the last zero bytes.
        Err(RangeUnsatisfiableError::ZeroSuffix) if !range.contains(',') => return ByteRange::Beyond,
        Err(_) => return ByteRange::Whole,
    };
    let [one] = ranges.as_slice() else { return ByteRange::Whole };
    let first = match one.start {
        StartPosition::Index(first) => first,
        StartPosition::FromLast(bytes) => len.saturating_sub(bytes),
    };
    let last = match one.end {
        EndPosition::Index(last) if last < first => return ByteRange::Whole,
        EndPosition::Index(last) => last.min(len.saturating_sub(1)),
        EndPosition::LastByte => len.saturating_sub(1),
    };
    if first >= len { ByteRange::Beyond } else { ByteRange::Part(first, last) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(range: &str) -> ByteRange {
        let headers = [(header::RANGE, range.parse().unwrap())].into_iter().collect();
        requested(&Method::GET, &headers, 10, "\"a\"")
    }

    #[test]
    fn one_range_of_bytes() {
        assert_eq!(of("bytes=0-3"), ByteRange::Part(0, 3));
        assert_eq!(of("bytes=4-"), ByteRange::Part(4, 9));
        assert_eq!(of("bytes=4-99"), ByteRange::Part(4, 9));
        assert_eq!(of("bytes=-3"), ByteRange::Part(7, 9));
        assert_eq!(of("bytes=-99"), ByteRange::Part(0, 9));
        assert_eq!((of("bytes=10-"), of("bytes=-0")), (ByteRange::Beyond, ByteRange::Beyond));
    }

    #[test]
    fn a_head_request_gets_the_head_of_the_whole_file() {
        let headers = [(header::RANGE, "bytes=0-3".parse().unwrap())].into_iter().collect();
        assert_eq!(requested(&Method::HEAD, &headers, 10, "\"a\""), ByteRange::Whole);
    }

    #[test]
    fn what_cannot_be_read_means_the_whole_file() {
        for range in [
            "bytes=",
            "bytes=-",
            "bytes=3-1",
            "bytes=0-1,4-5",
            "bytes=0-1,-0",
            "lines=1-2",
            "bytes=+1-2",
            "bytes=a-b",
            "bytes=00-3",
            "bytes= 0-3",
            "bytes=0-3 ",
        ] {
            assert_eq!(of(range), ByteRange::Whole, "{range}");
        }
    }

    #[test]
    fn a_part_of_another_file_is_not_sent() {
        let headers = |tag: &str| {
            [(header::RANGE, "bytes=4-".parse().unwrap()), (header::IF_RANGE, tag.parse().unwrap())]
                .into_iter()
                .collect()
        };
        assert_eq!(requested(&Method::GET, &headers("\"a\""), 10, "\"a\""), ByteRange::Part(4, 9));
        assert_eq!(requested(&Method::GET, &headers("\"b\""), 10, "\"a\""), ByteRange::Whole);
        assert_eq!(requested(&Method::GET, &headers("W/\"a\""), 10, "\"a\""), ByteRange::Whole);
    }
}

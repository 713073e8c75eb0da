//! Why a typed text is refused: what is wrong and what to do.

use crate::messages;

messages! {
    CONTROL: "改行、タブ、制御文字は使えません。削除して、入力し直してください。", "Line breaks, tabs and control characters cannot be used here. Remove them, or type the text again.";
    DIRECTION: "文字の並びの向きを変える文字は使えません。文字を入力し直してください。", "Characters that turn the direction of a text cannot be used. Type the text again.";
    INVISIBLE: "目に見えない文字（ゼロ幅スペースなど）が含まれています。貼り付けずに、入力し直してください。", "There are characters in it that cannot be seen, such as zero-width spaces. Type it instead of pasting it.";
    HAS_LINK: "URLは使えません。", "A web address can't be used here.";
    LEADS_AWAY: "名前に、URLと「@」は使えません。", "A name may hold neither a web address nor an @.";
}

//! Why a typed text is refused: what is wrong and what to do.

use crate::messages;

messages! {
    CONTROL: "改行、タブ、制御文字は使えません。削除して、入力し直してください。", "Line breaks, tabs and control characters aren't allowed here. Remove them, or enter the text again.";
    CONTROL_IN_TEXT: "制御文字は使えません。削除して、入力し直してください。", "Control characters aren't allowed here. Remove them, or enter the text again.";
    DIRECTION: "文字の並びの向きを変える文字は使えません。文字を入力し直してください。", "Characters that change the text direction aren't allowed. Enter the text again.";
    INVISIBLE: "目に見えない文字（ゼロ幅スペースなど）が含まれています。貼り付けずに、入力し直してください。", "The text contains invisible characters, such as zero-width spaces. Type it instead of pasting it.";
    STACKED: "1文字に重ねる記号が多すぎます。減らして、入力し直してください。", "Too many combining marks in a row. Remove some of them.";
    HAS_LINK: "URLは使えません。", "URLs aren't allowed here.";
    LEADS_AWAY: "名前に、URLと「@」は使えません。", "A name can't contain a URL or “@”.";
}

//! Letters about changes of the second step, in case somebody else made them (ASVS 6.3.7).

use crate::door::fault::Fault;
use crate::door::{Request, Write};
use crate::outbox::letter::Letter;
use crate::outbox::phrases::time;
use crate::outbox::{Mail, Recipient, tell_owner};
use crate::storage::entity::account;
use app::second_factor::mails;
use app::second_factor::messages as m;
use app::text::{Text, Words};
use chrono::{DateTime, Utc};

/// `of` is the account as it was before.
pub async fn turned_on(request: &Request, tx: &Write, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("二要素認証が設定されました", "Two-step verification was set up");
    const FIRST: Text = Text::new(
        "アカウントの二要素認証が設定されました。次回のログインから、パスワードに加えて認証コードが必要です。",
        "Two-step verification was set up for your account. From your next sign-in, you'll need a code in addition to your password.",
    );
    const AGAIN: Text = Text::new(
        "アカウントの二要素認証が設定されました。以前の認証アプリとリカバリーコードは使えません。",
        "Two-step verification was set up again for your account. Your previous authenticator app and recovery codes no longer work.",
    );
    let body = if of.second_factor_at.is_some() { AGAIN } else { FIRST };
    tell_owner(request, tx, of, mails::TURNED_ON, Letter::new(SUBJECT).text(body)).await
}

/// The code for signing in, with its end.
pub async fn code(tx: &Write, of: &account::Model, code: String, until: DateTime<Utc>) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("認証コードのお知らせ", "Your verification code");
    const BODY: Text = Text::new(
        "次の認証コードを、ログインの途中の画面に入力してください。コードを求めた画面でだけ、一度だけ使えます。",
        "Enter this code on the page that asked for it. It works only there, and only once.",
    );
    const EXPIRES: Text = Text::new("コードの有効期限", "Valid until");
    const NEVER: Text = Text::new(
        "サポート窓口や貴社の担当者がこのコードをお聞きすることはありません。お心あたりがない場合は、パスワードを他人に知られているおそれがあります。すぐにパスワードを変更してください。",
        "Neither Support nor your company will ever ask for this code. If you didn't try to sign in, someone may know your password. Change it right away.",
    );
    let letter = Letter::new(SUBJECT).text(BODY).code(code).lines([(EXPIRES, time(until))]).text(NEVER);
    Mail::new(mails::CODE, letter).expires_at(until).queue(tx, &Recipient::account(of)).await.map(drop)
}

pub async fn turned_off(request: &Request, tx: &Write, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("二要素認証が無効になりました", "Two-step verification was turned off");
    const BODY: Text = Text::new(
        "アカウントの二要素認証が無効になりました。パスワードだけでログインできます。",
        "Two-step verification was turned off for your account. Your password alone is enough to sign in.",
    );
    tell_owner(request, tx, of, mails::TURNED_OFF, Letter::new(SUBJECT).text(BODY)).await
}

pub async fn recovery_used(request: &Request, tx: &Write, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("リカバリーコードが使われました", "A recovery code was used");
    const BODY: Text = Text::new(
        "リカバリーコードを使ったログインがありました。残りが少なくなったら、二要素認証の画面で設定し直してください。",
        "A recovery code was used to sign in to your account. When you're running out of codes, set up two-step verification again.",
    );
    let left = super::recovery::left(tx, of).await?;
    let letter = Letter::new(SUBJECT).text(BODY).facts([(m::CODES_LEFT, Words::same(left.to_string()))]);
    tell_owner(request, tx, of, mails::RECOVERY_USED, letter).await
}

/// Warns a person after a correct password and wrong codes: somebody else may know the password.
pub async fn wrong_codes(request: &Request, tx: &Write, of: &account::Model) -> Result<(), Fault> {
    const SUBJECT: Text = Text::new("二要素認証に続けて失敗しています", "Two-step verification failed repeatedly");
    const BODY: Text = Text::new(
        "正しいパスワードが入力されたあと、認証コードの間違いが続きました。お心あたりがない場合、パスワードを他人に知られているおそれがあります。",
        "Your password was entered correctly, but was followed by several incorrect codes. If this wasn't you, someone may know your password.",
    );
    tell_owner(request, tx, of, mails::WRONG_CODES, Letter::new(SUBJECT).text(BODY)).await
}

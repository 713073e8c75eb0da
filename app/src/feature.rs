//! The table of a feature: its menu screens, permissions, pages, posts, and words for log and mail. `product.rs` lists
//! the features. The router, the door, the menu and the tests read all of them, so that none is forgotten.

use crate::link::Purpose;
use crate::mail_kind::MailKind;
use crate::page::{Post, Route, Screen};
use crate::permission::{Access, Permission};
use crate::record::{Act, Fact, Word};

/// `B` is a backend that has the use cases of the feature.
pub struct Feature<B: ?Sized + 'static> {
    pub screens: &'static [Screen],
    pub permissions: &'static [Permission],
    pub pages: &'static [Route<B>],
    pub posts: &'static [Post<B>],
    /// Actions in the operation log.
    pub acts: &'static [Act],
    pub facts: &'static [Fact],
    /// The reasons why actions fail, for the operation log.
    pub reasons: &'static [Word],
    pub mails: &'static [MailKind],
    /// The purposes of its one-time links.
    pub links: &'static [Purpose],
}

/// What a feature declares, for any backend that has its use cases.
pub trait FeatureTable<B: ?Sized + 'static> {
    const FEATURE: Feature<B>;
}

impl<B: ?Sized + 'static> Post<B> {
    /// Checks that a post that needs step-up has words for the step-up page. A post without them does not compile.
    #[must_use]
    pub const fn worded(self) -> Post<B> {
        if let Access::Needs(permission) = self.access {
            let has_words = !permission.requires_step_up() || self.act.is_some();
            assert!(has_words, "a post that asks for a proof has no prompt");
        }
        self
    }
}

/// Declares a page: `page!("/members", Needs(VIEW), reads ["state"], list_page::list)`.
macro_rules! page {
    ($path:literal, $access:expr, $page:path) => {
        $crate::feature::page!($path, $access, reads [], $page)
    };
    ($path:literal, $access:expr, reads $reads:expr, $page:path) => {
        $crate::page::Route {
            path: $path,
            access: $access,
            reads: &$reads,
            page: |cx, backend| Box::pin($page(cx, backend)),
        }
    };
}

/// Declares a post: `post!("/members/suspend", Needs(MANAGE), on "/members/{id}", about Member in "id",
/// as prompts::SUSPEND => MembersApi::suspend_member)`. It states the thing that it is about, or `about nothing`;
/// `secrets` come before that.
macro_rules! post {
    ($path:literal, $access:expr, on $page:literal, $(secrets $secrets:expr,)? about nothing $(, as $act:expr)?
        => $api:path) => {
        $crate::feature::post!(@ $path, $access, $page, [$($secrets)?], None, [$($act)?], $api)
    };
    ($path:literal, $access:expr, on $page:literal, $(secrets $secrets:expr,)? about $kind:ident in $field:literal
        $(, as $act:expr)? => $api:path) => {
        $crate::feature::post!(@ $path, $access, $page, [$($secrets)?],
            Some($crate::kind::About { kind: $crate::kind::Kind::$kind, field: $field }), [$($act)?], $api)
    };
    (@ $path:literal, $access:expr, $page:literal, [$($secrets:expr)?], $about:expr, [$($act:expr)?], $api:path) => {
        $crate::page::Post {
            path: $path,
            access: $access,
            page: $page,
            secrets: $crate::feature::post!(@secrets $($secrets)?),
            about: $about,
            act: $crate::feature::post!(@act $($act)?),
            run: |backend, fields| {
                Box::pin(async move { $api(backend, $crate::page::Command::read(fields)?).await })
            },
        }
        .worded()
    };
    (@secrets) => { &[] };
    (@secrets $secrets:expr) => { &$secrets };
    (@act) => { None };
    (@act $act:expr) => { Some(&$act) };
}

pub(crate) use {page, post};
